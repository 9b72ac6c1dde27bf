import Testing
import Wire

@Suite struct PacketEditTests {
  private static let udp =
    "eth(src=02-00-00-00-00-09,dst=02-00-00-00-00-01)/ipv4(src=10.0.0.9,dst=10.0.0.1)"
    + "/udp(sport=5353,dport=53)/payload(\"abcd\")"

  private func edit(
    _ text: String,
    of craft: String = udp,
    mends: Bool = true
  ) throws -> (before: [UInt8], edit: PacketEdit) {
    let bytes = try FrameText.bytes(of: craft)
    return (bytes, try PacketEdit(text, of: bytes, link: .ethernet, mends: mends))
  }

  private func badMarks(_ bytes: [UInt8]) -> Int {
    var count = 0
    bytes.withUnsafeBytes { Dissection($0) }.visit { count += $0.mark == .badChecksum ? 1 : 0 }
    return count
  }

  @Test(
    "a field that is written makes the frame that would have been made with it, checksums included",
    arguments: [
      ("ip.ttl = 5", "ttl=5"), ("ip.src = 10.9.8.7", "src=10.9.8.7"),
      ("ip.dst=10.0.0.77", "dst=10.0.0.77"),
    ]
  )
  func fields(_ text: String, _ craft: String) throws {
    let base =
      "eth/ipv4(src=10.0.0.9,dst=10.0.0.1,ttl=64)/udp(sport=5353,dport=53)/payload(\"abcd\")"
    let name = craft.split(separator: "=")[0]
    let old = ["ttl": "ttl=64", "src": "src=10.0.0.9", "dst": "dst=10.0.0.1"][String(name)] ?? ""
    let (_, edit) = try edit(text, of: base)
    #expect(edit.bytes == (try FrameText.bytes(of: base.replacing(old, with: craft))))
    #expect(badMarks(edit.bytes) == 0)
  }

  @Test(
    "bytes that are written leave every checksum right that was right",
    arguments: [
      udp, "eth/ipv4/tcp(dport=80)/payload(\"abcde\")",
      "eth/ipv4/icmp(id=1,seq=2)/payload(\"abcd\")",
      "eth/ipv6/icmpv6(type=128,id=1,seq=2)/payload(\"abcd\")",
      "eth/ipv6/udp(dport=53)/payload(\"x\")",
      "eth/vlan(id=7)/ipv4/udp(dport=53)/payload(\"abc\")",
    ]
  )
  func bytes(_ craft: String) throws {
    let before = try FrameText.bytes(of: craft)
    let place = before.count - 1
    let edit = try PacketEdit("\(place): ee", of: before, link: .ethernet, mends: true)
    #expect(edit.bytes[place] == 0xEE)
    #expect(edit.changed == [place])
    #expect(edit.mended.count == 1)
    #expect(badMarks(before) == 0)
    #expect(badMarks(edit.bytes) == 0)
    let plain = try PacketEdit(
      "0x\(String(place, radix: 16)): ee",
      of: before,
      link: .ethernet,
      mends: false
    )
    #expect(plain.mended.isEmpty)
    #expect(badMarks(plain.bytes) > 0)
  }

  @Test("a checksum that was wrong before stays as it is")
  func wrongBefore() throws {
    let (before, edit) = try edit(
      "45: ee",
      of: "eth/ipv4/udp(dport=53,sum=0x1234)/payload(\"abcd\")"
    )
    #expect(edit.mended.isEmpty)
    #expect(edit.bytes.indices.filter { edit.bytes[$0] != before[$0] } == [45])
  }

  @Test(
    "what cannot be written says why and how to mend it",
    arguments: [
      ("", "neither"), ("99999: 00", "no place"),
      ("40: 00 11 22 33 44 55 66 77 88 99 aa", "past the end"),
      ("tcp.seq = 1", "has no field"), ("ip.ttl = 256", "no value"),
      ("ip.version = 6", "bytes of its own"),
      ("ip.src = 10.0", "no value"), ("10: xy", "column"),
    ]
  )
  func mistakes(_ text: String, _ part: String) throws {
    let bytes = try FrameText.bytes(of: Self.udp)
    let error = #expect(throws: CraftError.self) {
      try PacketEdit(text, of: bytes, link: .ethernet, mends: true)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
