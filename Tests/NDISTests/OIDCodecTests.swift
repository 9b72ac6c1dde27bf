import CNDIS
import Testing

@testable import NDIS

@Suite("Requests and indications as text")
struct OIDCodecTests {
  private static let described: Set<OIDEntry.Family> = [
    .general, .statistics, .ethernet, .power, .interface,
  ]
  private static let samples = RecordSamples.requests + RecordSamples.power

  @Test("every structured request reads back as the text it was written from")
  func structuresRoundTrip() throws {
    for (oid, text) in Self.samples {
      let bytes = try OIDCodec.encode(oid, text: text)
      let reading = OIDCodec.read(oid, bytes: bytes)
      #expect(reading.text == text, "\(oid)")
      #expect(reading.problem == nil, "\(oid)")
      #expect(reading.fields.allSatisfy { !$0.name.isEmpty && $0.role != .rest }, "\(oid)")
      #expect(try OIDCodec.encode(oid, text: reading.text) == bytes, "\(oid)")
    }
  }

  @Test("every indication reads back as the text it was written from")
  func statusesRoundTrip() throws {
    for (code, text) in RecordSamples.statuses {
      let bytes = try StatusCodec.encode(code, text: text)
      let reading = StatusCodec.read(code, bytes: bytes)
      #expect(reading.text == text, "\(code)")
      #expect(reading.problem == nil, "\(code)")
    }
    let sampled = Set(RecordSamples.statuses.map(\.code))
    #expect(StatusCodec.described.allSatisfy { sampled.contains($0) })
  }

  @Test(
    "every general, statistics, Ethernet, power and interface identifier has a form and round-trips"
  )
  func everyIdentifierRoundTrips() throws {
    let sampled = Set(Self.samples.map(\.oid))
    var plain = 0
    for entry in OIDTable.all where Self.described.contains(entry.family) {
      if case .structure(let name) = entry.valueType {
        #expect(OIDCodec.structureName(of: entry.number) == name, "\(entry.symbol)")
      }
      if sampled.contains(entry.number) { continue }
      plain += 1
      let text: String
      switch OIDCodec.form(of: entry.number, .value) {
      case .number(let size, .values(let table)), .number(let size, .flags(let table)):
        #expect(size == 4)
        text = try #require(table.names.last).symbol
      case .number(_, .speed): text = "25 Gbit/s"
      case .number, .counter: text = "1234"
      case .mac: text = "02:4e:44:00:00:01"
      case .text, .wideText: text = "\"text\""
      case .countedText, .bytes, .ipv4, .ipv6, .guid, .record, .list, .chain:
        Issue.record("\(entry.symbol) has no sample")
        continue
      }
      let bytes = try OIDCodec.encode(entry.number, text: text)
      #expect(OIDCodec.read(entry.number, bytes: bytes).text == text, "\(entry.symbol)")
      #expect(bytes.count >= entry.minimumLength, "\(entry.symbol)")
    }
    #expect(plain > 60)
  }

  @Test("no bytes, however hostile, stop the reader, and no field lies outside of them")
  func hostileBytes() throws {
    var random = Randomness(state: 7)
    var read = 0
    func check(_ bytes: [UInt8], _ form: RecordForm) {
      let reading = OIDCodec.reading(bytes, form, name: "Value")
      for field in reading.fields {
        #expect(field.range.lowerBound >= 0 && field.range.upperBound <= bytes.count)
      }
      read += 1
    }
    let forms =
      OIDTable.all.map { OIDCodec.form(of: $0.number, .value) }
      + StatusCode.all.map { StatusCodec.form(of: $0.code) }
    for form in forms {
      for length in [0, 1, 3, 4, 5, 7, 8, 12, 20, 27, 40, 156, 200, 241] {
        check((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }, form)
        check([UInt8](repeating: 0xFF, count: length), form)
      }
    }
    for (oid, text) in Self.samples {
      let sound = try OIDCodec.encode(oid, text: text)
      let form = OIDCodec.form(of: oid, .value)
      for length in 0..<sound.count { check(Array(sound[..<length]), form) }
      for _ in 0..<200 where !sound.isEmpty {
        var bytes = sound
        for _ in 0...(random.next() % 4) {
          bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        check(bytes, form)
      }
    }
    #expect(read > 10_000)
  }

  @Test("a structure that states more than there is, or a revision nobody knows, is told of")
  func statedTooMuch() throws {
    var bytes = try OIDCodec.encode(.genReceiveScaleCapabilities, text: "Revision=2")
    bytes[1] = 9
    #expect(
      OIDCodec.read(.genReceiveScaleCapabilities, bytes: bytes).problem
        == "revision 9 is read as 2, the newest known"
    )
    bytes[1] = 2
    bytes[2] += 1
    #expect(
      OIDCodec.read(.genReceiveScaleCapabilities, bytes: bytes).problem?
        .hasPrefix("the header states") == true
    )
  }

  @Test("a mark that joins the quote before it is a character of the text")
  func markAfterQuote() throws {
    let bytes = try OIDCodec.encode(.genFriendlyName, text: "\"\u{0301}a\"")
    #expect(OIDCodec.text(of: .genFriendlyName, bytes: bytes) == "\"\u{0301}a\"")
    #expect(bytes.count == 6)
  }

  @Test("none, one and several wake-up patterns are written and read back")
  func wakeUpPatterns() throws {
    let one = "Priority=1, PatternFlags=0x00000000, Mask=01, Pattern=08060001"
    for text in ["", one, "{\(one)}, {Priority=2, PatternFlags=0x00000000, Mask=, Pattern=FF}"] {
      let bytes = try OIDCodec.encode(.pnpWakeUpPatternList, text: text)
      let reading = OIDCodec.read(.pnpWakeUpPatternList, bytes: bytes)
      #expect(reading.text == text)
      #expect(reading.problem == nil)
    }
  }

  @Test("no text, however odd, stops the writer")
  func hostileText() {
    var random = Randomness(state: 11)
    let letters = Array("{}[]=,\"\\|x0A9 :.-\u{7}é")
    for (oid, text) in Self.samples {
      for _ in 0..<60 {
        var changed = Array(text)
        for _ in 0...(random.next() % 3) {
          changed[Int(random.next() % UInt64(changed.count))] =
            letters[Int(random.next() % UInt64(letters.count))]
        }
        _ = try? OIDCodec.encode(oid, text: String(changed))
        _ = try? OIDCodec.encode(oid, text: String(changed.prefix(Int(random.next() % 40))))
      }
    }
  }

  @Test("bytes laid out by the C structures are read at their members")
  func structuresOfC() {
    var record = NDIS_LINK_PARAMETERS()
    record.Header = NDIS_OBJECT_HEADER(Type: 0x80, Revision: 1, Size: 32)
    record.MediaDuplexState = MediaDuplexStateFull
    record.XmitLinkSpeed = 10_000_000_000
    record.RcvLinkSpeed = 2_500_000
    record.PauseFunctions = 3
    record.AutoNegotiationFlags = 4
    let bytes = withUnsafeBytes(of: record) { Array($0) }
    #expect(
      OIDCodec.text(of: .genLinkParameters, bytes: bytes)
        == "MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=10 Gbit/s, "
        + "RcvLinkSpeed=2500 kbit/s, PauseFunctions=NdisPauseFunctionsSendAndReceive, "
        + "AutoNegotiationFlags=NDIS_LINK_STATE_DUPLEX_AUTO_NEGOTIATED"
    )
    let fields = OIDCodec.fields(of: .genLinkParameters, bytes: bytes)
    #expect(fields.first { $0.name == "RcvLinkSpeed" }?.range == 16..<24)
    #expect(fields.first { $0.name == "Size" }?.role == .derived)
    let link = LinkState(connect: .connected, duplex: .full, transmitLinkSpeed: 5)
    #expect(
      OIDCodec.fields(of: .genLinkState, bytes: link.bytes).first { $0.name == "XmitLinkSpeed" }?
        .value == "5 bit/s"
    )
  }

  @Test("a counter of 4 bytes and one of 8 are both read")
  func counters() {
    #expect(OIDCodec.text(of: .genXmitOk, bytes: [1, 0, 0, 0]) == "1")
    #expect(OIDCodec.text(of: .genXmitOk, bytes: [1, 0, 0, 0, 1, 0, 0, 0]) == "4294967297")
    #expect(OIDCodec.read(.genXmitOk, bytes: [1, 0]).problem != nil)
  }

  @Test("names are taken in any case and without what all of them begin with")
  func shortNames() throws {
    #expect(
      try OIDCodec.encode(.genCurrentPacketFilter, text: "directed|NDIS_PACKET_TYPE_broadcast")
        == [9, 0, 0, 0]
    )
    #expect(try OIDCodec.encode(.pnpSetPower, text: "d3") == [4, 0, 0, 0])
    #expect(
      try OIDCodec.encode(.genLinkParameters, text: "mediaduplexstate=full")
        == [0x80, 1, 32, 0, 2] + [UInt8](repeating: 0, count: 27)
    )
    #expect(
      try OIDCodec.encode(.genReceiveScaleParameters, text: "IndirectionTable=[0, 1]").suffix(8)
        == [0, 0, 0, 0, 0, 0, 1, 0]
    )
  }

  @Test("a text that is wrong says where and what would be right")
  func errors() {
    func problem(_ oid: OIDNumber, _ text: String) -> String {
      do throws(RecordError) {
        _ = try OIDCodec.encode(oid, text: text)
        return ""
      } catch { return error.description }
    }
    #expect(
      problem(.genCurrentPacketFilter, "directted")
        == "`directted` is no flag: did you mean NDIS_PACKET_TYPE_DIRECTED?"
    )
    #expect(
      problem(.genLinkParameters, "XmitLinkSped=1 Gbit/s")
        == "NDIS_LINK_PARAMETERS has no field `XmitLinkSped`: did you mean XmitLinkSpeed?"
    )
    #expect(
      problem(.genLinkParameters, "XmitLinkSpeed=fast")
        == "`fast` is no speed: XmitLinkSpeed: write it as `1 Gbit/s`, or `unknown`"
    )
    #expect(problem(.genCurrentLookahead, "4294967296").contains("give at most 4294967295"))
    #expect(problem(.genCurrentLookahead, "").contains("one value is due"))
    #expect(problem(.ethernetMulticastList, "01:00:5e:00:00").contains("[0]"))
    #expect(
      problem(.pmParameters, "Revision=1, WakeUpEvents=1").contains("revision 1 has no such field")
    )
    #expect(problem(.genEnumeratePorts, "Ports=[{PortNumber=x}]").contains("Ports[0].PortNumber"))
    #expect(problem(.genLinkParameters, "PauseFunctions={").contains("bracket"))
    #expect(problem(.genVendorDescription, "\"a\\0b\"").contains("character 2 is zero"))
  }

  @Test("every member of a described structure lies inside of it and none overlaps another")
  func members() {
    var seen = 0
    func check(_ layout: RecordLayout) {
      seen += 1
      var end = layout.header == nil ? 0 : 4
      for member in layout.members {
        #expect(member.offset >= end, "\(layout.name).\(member.name)")
        end = member.offset + member.size
        #expect(end <= layout.size, "\(layout.name).\(member.name)")
        if let size = member.form.fixedSize {
          #expect(size == member.size, "\(layout.name).\(member.name)")
        }
        if case .record(let inner) = member.form { check(inner) }
      }
      if let sizes = layout.header?.sizes, let last = sizes.last {
        #expect(sizes == sizes.sorted() && last <= layout.size, "\(layout.name)")
      }
      for part in layout.parts {
        switch part.content {
        case .elements(.record(let inner)), .value(.record(let inner)): check(inner)
        case .union(_, let choices): choices.forEach { check($0.layout) }
        default: break
        }
      }
    }
    for entry in OIDTable.all {
      switch OIDCodec.form(of: entry.number, .value) {
      case .record(let layout), .chain(let layout, _), .list(.record(let layout)): check(layout)
      default: break
      }
    }
    #expect(seen > 40)
  }
}

/// SplitMix64.
private struct Randomness {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
