import Drivers
@testable import Engine
import Inspection
import NDIS
import Testing

@Suite("Object identifiers asked one by one")
struct OIDInquiryTests {
  /// Two adapters of a version on one wire, with traffic between them.
  private static func engine(_ version: NDISVersion, more: String = "") throws -> StackEngine {
    let configuration = try StackFile.read(
      """
      name: versions
      adapters:
        near:
          driver: wire
          ndisVersion: \(version)
          peer: far
          mac: 02-00-00-00-00-01
      \(more)
        far:
          driver: wire
          ndisVersion: \(version)
          mac: 02-00-00-00-00-02
      protocols:
        caller:
          driver: talker
          bind: near
          address: 10.0.0.1/24
          target: 10.0.0.2
          interval: 5 ms
        answer:
          driver: responder
          bind: far
          addresses: [10.0.0.2/24]
      """,
      file: "versions",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    try engine.run(until: 100_000_000)
    return engine
  }

  /// Identifiers NDIS answers that the adapter has nothing to say to, with the status the documentation or the model wants.
  private static func absent(in version: NDISVersion) -> [OIDNumber: String] {
    var absent: [OIDNumber: String] = [
      .genPciDeviceCustomProperties: "NDIS_STATUS_INVALID_DEVICE_REQUEST",
      .genHdSplitCurrentConfig: "NDIS_STATUS_NOT_SUPPORTED",
      .tcpOffloadHardwareCapabilities: "NDIS_STATUS_NOT_SUPPORTED",
      .tcpOffloadCurrentConfig: "NDIS_STATUS_NOT_SUPPORTED",
    ]
    // What an adapter without receive side scaling gives.
    absent[.genReceiveScaleCapabilities] = "NDIS_STATUS_NOT_SUPPORTED"
    absent[.genReceiveScaleParameters] = "NDIS_STATUS_NOT_SUPPORTED"
    absent[.genReceiveHash] = "NDIS_STATUS_NOT_SUPPORTED"
    // What an adapter without the wake-up of NDIS 6.0 gives.
    absent[.pnpWakeUpPatternList] = "NDIS_STATUS_NOT_SUPPORTED"
    absent[.pnpEnableWakeUp] = "NDIS_STATUS_NOT_SUPPORTED"
    guard version < .v6_20 else { return absent }
    for oid in [OIDNumber.pmParameters, .pmWolPatternList, .pmProtocolOffloadList] {
      absent[oid] = "NDIS_STATUS_NOT_SUPPORTED"
    }
    return absent
  }

  @Test(
    "every identifier that is mandatory or that NDIS answers has a sound value in every version",
    arguments: NDISVersion.supported
  )
  func everyVersion(_ version: NDISVersion) throws {
    let engine = try Self.engine(version)
    let inquiry = try OIDInquiry(engine, adapter: "near")
    let answers = try inquiry.all()
    #expect(answers.count == OIDTable.all.count)
    let absent = Self.absent(in: version)
    for answer in answers {
      let oid = OIDNumber(rawValue: answer.number)
      #expect(answer.problem == nil, "\(answer.name): \(answer.problem ?? "")")
      #expect(answer.status != "pending", "\(answer.name)")
      if let expected = absent[oid] {
        #expect(answer.status == expected, "\(answer.name) in \(version)")
      } else if answer.mandatory.contains(.query) || answer.ndisAnswers.contains(.query) {
        #expect(answer.flight?.hasSucceeded == true, "\(answer.name): \(answer.status ?? "")")
      }
    }
    let succeeded = answers.filter { $0.flight?.hasSucceeded == true }
    let refused = answers.filter { $0.flight?.hasSucceeded == false }
    let documented = ["NDIS_STATUS_NOT_SUPPORTED", "NDIS_STATUS_INVALID_DEVICE_REQUEST"]
    #expect(refused.allSatisfy { documented.contains($0.status ?? "") })
    #expect(succeeded.count >= 50, "\(succeeded.count)")
    #expect(engine.findings().isEmpty)
  }

  @Test(
    "answers agree with the link, the attributes and the counters",
    arguments: NDISVersion.supported
  )
  func agreement(_ version: NDISVersion) throws {
    let engine = try Self.engine(version)
    let inquiry = try OIDInquiry(engine, adapter: "near")
    let adapter = try #require(engine.stack.adapter(named: "near"))
    func text(_ oid: OIDNumber) throws -> String { try inquiry.query(oid.rawValue).text }
    #expect(try text(.genDriverVersion) == version.description)
    #expect(try text(.genLinkState).contains("XmitLinkSpeed=1 Gbit/s"))
    #expect(try text(.genMaxLinkSpeed) == "XmitLinkSpeed=1 Gbit/s, RcvLinkSpeed=1 Gbit/s")
    #expect(try text(.genMaximumFrameSize) == "1500")
    #expect(try text(.genMaximumTotalSize) == "1514")
    #expect(try text(.ethernetCurrentAddress).lowercased().contains("01"))
    #expect(try text(.genOperationalStatus) == "NET_IF_OPER_STATUS_UP")
    #expect(try text(.genPhysicalMedium) == "NdisPhysicalMediumUnspecified")
    #expect(try text(.genPhysicalMediumEx) == "NdisPhysicalMedium802_3")
    let values = adapter.statistics.values
    #expect(values.transmittedUnicastFrames > 0)
    #expect(try text(.genBytesXmit) == "\(values.transmittedBytes)")
    #expect(try text(.genDirectedFramesXmit) == "\(values.transmittedUnicastFrames)")
    let statistics = try inquiry.query(OIDNumber.genStatistics.rawValue)
    #expect(
      statistics.flight?.fields.first { $0.name.hasSuffix("ifHCOutOctets") }?.value
        == "\(values.transmittedBytes)"
    )
    #expect(statistics.text.contains("NDIS_STATISTICS_FLAGS_VALID_XMIT_ERROR"))
    #expect(try text(.genPortState).contains("NdisPortControlStateUncontrolled"))
  }

  @Test("a counter gives its low half into four bytes and says that it has eight")
  func counters() throws {
    let inquiry = try OIDInquiry(try Self.engine(.v6_40), adapter: "near")
    let whole = try inquiry.query(OIDNumber.genXmitOk.rawValue)
    #expect(whole.flight?.output.count == 8 && whole.flight?.bytesNeeded == 0)
    let half = try inquiry.query(OIDNumber.genXmitOk.rawValue, room: 4)
    #expect(half.flight?.hasSucceeded == true)
    #expect(half.flight?.output == Array(whole.flight?.output.prefix(4) ?? []))
    #expect(half.flight?.bytesNeeded == 8)
    let none = try inquiry.query(OIDNumber.genXmitOk.rawValue, room: 3)
    #expect(none.status == "NDIS_STATUS_INVALID_LENGTH" && none.flight?.bytesNeeded == 8)
    let short = try inquiry.query(OIDNumber.genLinkState.rawValue, room: 8)
    #expect(short.status == "NDIS_STATUS_BUFFER_TOO_SHORT" && short.flight?.bytesNeeded == 40)
    let port = try inquiry.query(OIDNumber.genPortState.rawValue, port: 3)
    #expect(port.status == "NDIS_STATUS_INVALID_PORT")
  }

  @Test(
    "what is set is read back",
    arguments: [
      (
        OIDNumber.genCurrentPacketFilter, "NDIS_PACKET_TYPE_PROMISCUOUS",
        "NDIS_PACKET_TYPE_PROMISCUOUS"
      ),
      (.genCurrentLookahead, "200", "200"),
      (.ethernetMulticastList, "01:00:5e:00:00:05, 33:33:00:00:00:07", "33:33:00:00:00:07"),
      (.pmParameters, "WakeUpFlags=0", "WakeUpFlags=0"),
    ]
  )
  func readBack(_ oid: OIDNumber, _ value: String, _ part: String) throws {
    let engine = try Self.engine(.v6_40)
    let inquiry = try OIDInquiry(engine, adapter: "near")
    let before = try inquiry.query(oid.rawValue).text
    let answer = try inquiry.set(oid.rawValue, value)
    #expect(answer.flight?.hasSucceeded == true, "\(answer.status ?? "")")
    let after = try inquiry.query(oid.rawValue).text
    #expect(after.contains(part), "\(before) → \(after)")
    #expect(engine.findings().isEmpty)
  }

  @Test("a person's packet filter is joined with those of the bindings, and told upward")
  func union() throws {
    let engine = try Self.engine(.v6_40)
    let inquiry = try OIDInquiry(engine, adapter: "near")
    let oid = OIDNumber.genCurrentPacketFilter.rawValue
    let own = try inquiry.query(oid).text
    let answer = try inquiry.set(oid, "NDIS_PACKET_TYPE_ALL_MULTICAST")
    #expect(answer.text == "NDIS_PACKET_TYPE_ALL_MULTICAST")
    #expect(answer.flight?.steps.contains { $0.text == "joined with what others set" } == true)
    let joined = try inquiry.query(oid).text
    #expect(joined.contains("NDIS_PACKET_TYPE_ALL_MULTICAST") && joined != own)
    for word in own.split(separator: " ") { #expect(joined.contains(word)) }
    let told = try #require(engine.events.history.last { $0.kind == .statusIndication })
    #expect(told.text == "NDIS_STATUS_PACKET_FILTER" && told.note == joined)
    #expect(engine.events.payload(of: told.sequence)?.bytes.count == 4)
    _ = try inquiry.set(oid, "0")
    #expect(try inquiry.query(oid).text == own)
    let refused = try inquiry.set(oid, "NDIS_PACKET_TYPE_SMT")
    #expect(refused.status == "NDIS_STATUS_NOT_SUPPORTED")
    #expect(try inquiry.query(oid).text == own)
  }

  @Test("an address that was added twice has to be deleted twice")
  func multicast() throws {
    let inquiry = try OIDInquiry(try Self.engine(.v6_40), adapter: "near")
    let list = OIDNumber.ethernetMulticastList.rawValue
    let add = OIDNumber.ethernetAddMulticastAddress.rawValue
    let delete = OIDNumber.ethernetDeleteMulticastAddress.rawValue
    let address = "01:00:5e:00:00:09"
    for _ in 0..<2 { #expect(try inquiry.set(add, address).flight?.hasSucceeded == true) }
    #expect(try inquiry.query(list).text.lowercased().contains("5e"))
    #expect(try inquiry.set(delete, address).flight?.hasSucceeded == true)
    #expect(try inquiry.query(list).text.hasSuffix(address))
    #expect(try inquiry.set(delete, address).flight?.hasSucceeded == true)
    #expect(try inquiry.query(list).text.contains(address) == false)
    #expect(try inquiry.set(delete, address).status == "NDIS_STATUS_FAILURE")
    #expect(try inquiry.set(add, "02:00:5e:00:00:09").status == "NDIS_STATUS_MULTICAST_FULL")
  }

  @Test("a text that is no value, and a name that is none, say what would be")
  func mistakes() throws {
    let inquiry = try OIDInquiry(try Self.engine(.v6_40), adapter: "near")
    func problem(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return ""
    }
    let filter = problem {
      _ = try inquiry.set(OIDNumber.genCurrentPacketFilter.rawValue, "NDIS_PACKET_TYPE_PROMISC")
    }
    #expect(filter.contains("OID_GEN_CURRENT_PACKET_FILTER"), "\(filter)")
    #expect(filter.contains("NDIS_PACKET_TYPE_PROMISCUOUS"), "\(filter)")
    #expect(
      problem { _ = try OIDInquiry.number(of: "OID_GEN_LINK_STAT") }.contains("OID_GEN_LINK_STATE")
    )
    #expect(try OIDInquiry.number(of: "0x00010207") == OIDNumber.genLinkState.rawValue)
    #expect(problem { _ = try OIDInquiry(inquiry.engine, adapter: "neer") }.contains("near"))
  }
}
