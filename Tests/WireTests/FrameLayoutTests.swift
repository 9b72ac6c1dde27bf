import Testing
import Wire

@Suite("Frame layout")
struct FrameLayoutTests {
  static func layout(_ frame: SampleFrame) -> FrameLayout {
    frame.bytes.withUnsafeBytes { FrameLayout(parsing: $0, wireLength: frame.wireLength) }
  }

  @Test("the layout agrees with the dissection on every sample frame")
  func agreement() {
    let networks: [String: NetworkKind] = [
      "arp": .arp, "ip": .ipv4, "ipv6": .ipv6, "lldp": .lldp, "llc": .llc,
    ]
    let transports: [String: TransportKind] = [
      "tcp": .tcp, "udp": .udp, "icmp": .icmpv4, "icmpv6": .icmpv6,
    ]
    for frame in SampleFrames.all where frame.wireLength == frame.bytes.count {
      let layout = Self.layout(frame)
      let layers = DissectionTests.dissect(frame).layers
      if let network = layers.first(where: { networks[$0.name] != nil }) {
        #expect(layout.network == networks[network.name], "\(frame.name)")
        #expect(Int(layout.networkOffset) == network.range.lowerBound, "\(frame.name)")
      }
      if let transport = layers.first(where: { transports[$0.name] != nil }) {
        #expect(layout.transport == transports[transport.name], "\(frame.name)")
        #expect(Int(layout.transportOffset) == transport.range.lowerBound, "\(frame.name)")
      } else {
        #expect(transports.values.allSatisfy { $0 != layout.transport }, "\(frame.name)")
      }
      let tags = layers.filter { $0.name == "vlan" || $0.name == "ieee8021ad" }.count
      #expect(Int(layout.vlanCount) == tags, "\(frame.name)")
      #expect(
        layout.flags.contains(.malformed) == layers.contains { $0.name == "_ws.malformed" },
        "\(frame.name)"
      )
    }
  }

  @Test("padding is not payload, and the header's length is believed only as far as bytes go")
  func payload() throws {
    let frame = try #require(SampleFrames.all.first { $0.name == "UDP" })
    let padded = SampleFrame("padded", frame.bytes + [0, 0, 0, 0, 0])
    #expect(Self.layout(padded).payloadLength == 41)
    let cut = SampleFrame("cut", Array(frame.bytes.dropLast(10)), wireLength: frame.bytes.count)
    #expect(Self.layout(cut).payloadLength == 31)
    #expect(Self.layout(cut).flags.contains(.truncated))
    #expect(Self.layout(cut).transport == .udp)
  }

  @Test("tags and fragments are told")
  func tagsAndFragments() throws {
    let frames = SampleFrames.all
    let double = Self.layout(try #require(frames.first { $0.name == "VLAN in service VLAN" }))
    #expect(double.outerTag == VLANTag(priority: 2, identifier: 7))
    #expect(double.innerTag.identifier == 42)
    #expect(double.etherType == .ipv4)
    let first = Self.layout(try #require(frames.first { $0.name == "first fragment" }))
    #expect(first.flags.isSuperset(of: .fragment) && !first.flags.contains(.laterFragment))
    #expect(first.transport == .udp)
    let later = Self.layout(try #require(frames.first { $0.name == "later fragment" }))
    #expect(later.flags.contains(.laterFragment))
    #expect(later.transport == .none)
    #expect(later.ipProtocol == .udp)
    let six = Self.layout(try #require(frames.first { $0.name == "IPv6 fragment" }))
    #expect(six.flags.contains(.laterFragment) && six.networkHeaderLength == 48)
  }

  @Test("a raw packet begins at offset 0")
  func rawPacket() throws {
    let frame = try #require(SampleFrames.all.first { $0.name == "TCP over IPv6" })
    let packet = Array(frame.bytes.dropFirst(14))
    let layout = packet.withUnsafeBytes { FrameLayout(parsing: $0, link: .rawIP) }
    #expect(layout.network == .ipv6)
    #expect(layout.networkOffset == 0)
    #expect(layout.transportOffset == 40)
    #expect(layout.transport == .tcp)
  }

  @Test("offsets stay in order and inside the bytes whatever the bytes are")
  func noise() {
    var random = TestRandom(state: 11)
    let frames = SampleFrames.all
    for _ in 0..<20_000 {
      var bytes = frames[Int(random.next() % UInt64(frames.count))].bytes
      for _ in 0..<(1 + random.next() % 6) {
        bytes[Int(random.next() % UInt64(min(bytes.count, 60)))] = UInt8(
          truncatingIfNeeded: random.next()
        )
      }
      bytes.removeLast(Int(random.next() % UInt64(bytes.count + 1)))
      let link: LinkLayer = random.next() % 4 == 0 ? .rawIP : .ethernet
      bytes.withUnsafeBytes { buffer in
        let layout = FrameLayout(parsing: buffer, link: link)
        #expect(layout.payloadEnd <= bytes.count)
        #expect(layout.payloadOffset <= layout.payloadEnd)
        if layout.transport != .none { #expect(layout.transportOffset <= layout.payloadOffset) }
        #expect(layout.networkOffset <= layout.transportOffset || layout.network == .none)
        _ = Dissection(buffer, wireLength: bytes.count + Int(random.next() % 3), link: link)
      }
    }
  }
}
