import Testing
import Wire

@Suite("Header views")
struct HeaderTests {
  @Test("a view reads what its writer wrote")
  func roundTrip() throws {
    let segment = try SampleFrames.tcp(
      [.syn, .ece],
      [1, 2, 3],
      SampleFrames.pseudo4,
      options: SampleFrames.synOptions
    )
    let packet = try SampleFrames.v4(.tcp, segment)
    try packet.withUnsafeBytes { buffer in
      let network = try IPv4Header(parsing: buffer)
      #expect(network.isChecksumCorrect)
      #expect(network.totalLength == packet.count)
      #expect(network.pseudoHeader == SampleFrames.pseudo4)
      #expect(network.doesNotFragment && !network.isFragment)
      let transport = try TCPHeader(parsing: UnsafeRawBufferPointer(rebasing: buffer[20...]))
      #expect(transport.flags == [.syn, .ece])
      #expect(transport.headerLength == 40)
      var options = OptionList(transport.options)
      var kinds: [UInt8] = []
      while let option = options.next() { kinds.append(option.kind) }
      #expect(kinds == [2, 4, 8, 1, 3])
      #expect(!options.isMalformed)
    }
  }

  @Test("neighbour discovery finds target, flags and station address")
  func discovery() throws {
    let message = try SampleFrames.made(32) { (buffer) throws(WireError) in
      try NeighborDiscovery.emitAdvertisement(
        into: buffer,
        target: SampleFrames.longA,
        source: SampleFrames.longA,
        destination: SampleFrames.longB,
        targetMAC: SampleFrames.macA,
        isSolicited: false
      )
    }
    try message.withUnsafeBytes { buffer in
      let view = try NeighborDiscovery(parsing: buffer)
      #expect(view.target == SampleFrames.longA)
      #expect(view.linkAddress(option: 2) == SampleFrames.macA)
      #expect(view.linkAddress(option: 1) == nil)
      #expect(!view.isSolicited && view.isOverride && !view.isRouter)
    }
    var endless = message
    endless[25] = 0
    #expect(throws: WireError.malformed(.neighborDiscovery, field: "option length", value: 0)) {
      try endless.withUnsafeBytes { _ = try NeighborDiscovery(parsing: $0) }
    }
  }

  @Test("too few bytes are refused with what is missing")
  func short() {
    let bytes = [UInt8](repeating: 0x45, count: 60)
    #expect(throws: WireError.truncated(.ipv4, needed: 20, available: 19)) {
      try bytes.prefix(19).withUnsafeBytes { _ = try IPv4Header(parsing: $0) }
    }
    #expect(throws: WireError.malformed(.tcp, field: "header length", value: 16)) {
      try bytes.withUnsafeBytes { _ = try TCPHeader(parsing: $0) }
    }
    #expect(throws: WireError.truncated(.ethernet, needed: 14, available: 0)) {
      _ = try EthernetHeader(parsing: UnsafeRawBufferPointer(start: nil, count: 0))
    }
    #expect(throws: WireError.noRoom(.arp, needed: 28, available: 27)) {
      _ = try SampleFrames.made(27) { (buffer) throws(WireError) in
        try ARPPacket.emit(
          into: buffer,
          operation: .request,
          senderHardware: .zero,
          senderProtocol: .unspecified,
          targetHardware: .zero,
          targetProtocol: .unspecified
        )
      }
    }
  }

  @Test("a UDP checksum that comes out zero is sent as all ones")
  func zeroChecksum() throws {
    // The data makes the sum 0xffff, whose complement would say "no checksum".
    var data: [UInt8] = [0, 0]
    let first = try SampleFrames.udp(data, SampleFrames.pseudo4)
    data = [first[6], first[7]]
    let datagram = try SampleFrames.udp(data, SampleFrames.pseudo4)
    #expect(datagram[6] == 0xFF && datagram[7] == 0xFF)
  }
}
