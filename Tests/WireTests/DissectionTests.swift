import TestSupport
import Testing
import Wire

private let hasTshark = ToolRun.isPresent("tshark")

/// What makes tshark say what is in the bytes and nothing it remembers.
let plainOptions: [String] = [
  "-n", "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o",
  "udp.check_checksum:TRUE", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE", "-o",
  "tcp.relative_sequence_numbers:FALSE", "-o", "tcp.analyze_sequence_numbers:FALSE", "-o",
  "tcp.desegment_tcp_streams:FALSE", "--disable-protocol", "rtps",
]

@Suite("Dissection")
struct DissectionTests {
  static func dissect(_ frame: SampleFrame) -> Dissection {
    frame.bytes.withUnsafeBytes { Dissection($0, wireLength: frame.wireLength) }
  }

  @Test("sample frames are made")
  func samples() {
    #expect(SampleFrames.all.count > 35)
  }

  @Test("every field has a definition, a fitting kind and lies inside the frame")
  func definitions() {
    for frame in SampleFrames.all {
      Self.dissect(frame).visit { field in
        guard let definition = FieldCatalog.definition(named: field.name) else {
          Issue.record("\(field.name) of \(frame.name) is not in the catalogue")
          return
        }
        let fits =
          switch (definition.kind, field.value) {
          case (.presence, .none), (.boolean, .boolean), (.decimal, .unsigned),
            (.hexadecimal, .unsigned), (.real, .real), (.bytes, .bytes), (.mac, .mac),
            (.ipv4, .ipv4), (.ipv6, .ipv6), (.text, .text):
            true
          default: false
          }
        #expect(fits, "\(field.name) of \(frame.name) is \(field.value)")
        #expect(field.range.upperBound <= frame.bytes.count, "\(field.name) of \(frame.name)")
      }
    }
  }

  @Test(
    "the catalogue names fields as tshark does",
    .enabled(if: hasTshark, "skipped: tshark is not installed")
  )
  func namesExist() throws {
    let names = Set(
      try ToolRun("tshark", ["-G", "fields"]).lines.compactMap { line -> String? in
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        return parts.count > 2 ? String(parts[2]) : nil
      }
    )
    let groups: Set<String> = ["lldp.tlv", "icmpv6.opt", "ipv6.opt"]
    for definition in FieldCatalog.all where !groups.contains(definition.name) {
      #expect(names.contains(definition.name), "\(definition.name)")
    }
  }

  @Test("every value equals tshark's", .enabled(if: hasTshark, "skipped: tshark is not installed"))
  func values() throws {
    let file = try TemporaryFile(SampleFrames.capture(), suffix: ".pcapng")
    let skipped: Set<String> = [
      // Groups, marks and the list of layers have no value of their own there.
      "lldp.tlv", "icmpv6.opt", "ipv6.opt",
    ]
    let fields = FieldCatalog.all.filter {
      $0.kind != .presence && !skipped.contains($0.name)
    }
    let run = try ToolRun(
      "tshark",
      [
        "-r", file.path, "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E",
        "aggregator=;",
      ]
        + plainOptions + fields.flatMap { ["-e", $0.name] }
    )
    #expect(run.status == 0, "\(run.errors)")
    try #require(run.lines.count == SampleFrames.all.count)
    for (frame, line) in zip(SampleFrames.all, run.lines) {
      let dissection = Self.dissect(frame)
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(columns.count == fields.count)
      for (field, theirs) in zip(fields, columns) {
        let names = field.members.isEmpty ? [field.name] : field.members
        var ours: [String] = []
        dissection.visit {
          if names.contains($0.name) { ours.append(Self.shown($0.value, field.kind)) }
        }
        // The end mark of the options is 255 on the wire; tshark gives it no number.
        if field.name == "dhcp.option.type", !ours.isEmpty { ours[ours.count - 1] = "0" }
        let expected =
          theirs.isEmpty ? [] : theirs.split(separator: ";").map { Self.normal($0, field.kind) }
        // tshark calls the last bytes of a whole LLDP unit a trailer as well.
        if field.name == "eth.trailer", frame.name == "LLDP" { continue }
        if dissection.isTruncated, expected.isEmpty {
          // Of a header that is cut, what is there is shown; tshark shows it only if more is there.
          continue
        }
        #expect(ours == expected, "\(field.name) of \(frame.name)")
      }
    }
  }

  /// A value in the form both sides are brought to.
  static func shown(_ value: FieldValue, _ kind: FieldKind) -> String {
    switch value {
    case .unsigned(let number): String(number)
    case .boolean(let bit): bit ? "1" : "0"
    case .real(let number): String(number)
    case .bytes(let bytes):
      bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    case .mac(let address): address.description
    case .ipv4(let address): address.description
    case .ipv6(let address): address.description
    case .text(let text): text
    case .none: ""
    }
  }

  static func normal(_ text: some StringProtocol, _ kind: FieldKind) -> String {
    switch kind {
    case .decimal, .hexadecimal:
      text.hasPrefix("0x")
        ? UInt64(text.dropFirst(2), radix: 16).map { String($0) } ?? String(text) : String(text)
    case .boolean: text == "True" ? "1" : text == "False" ? "0" : String(text)
    case .real: Double(text).map { String($0) } ?? String(text)
    case .bytes: String(text.filter { $0 != ":" })
    default: String(text)
    }
  }

  @Test("a frame cut anywhere is marked, never invented")
  func cutAnywhere() {
    for frame in SampleFrames.all where frame.wireLength == frame.bytes.count {
      let whole = Self.dissect(frame)
      for count in 0..<frame.bytes.count {
        let cut = SampleFrame(
          frame.name,
          Array(frame.bytes.prefix(count)),
          wireLength: frame.wireLength
        )
        let dissection = Self.dissect(cut)
        let summary = FrameSummary(dissection)
        #expect(summary.isTruncated)
        #expect(summary.info.contains("truncated"))
        dissection.visit { field in
          #expect(
            field.mark != .badChecksum
              || whole.fields(named: field.name).contains { $0.mark == .badChecksum }
          )
        }
      }
    }
  }
}
