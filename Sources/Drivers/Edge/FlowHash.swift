import Wire

/// Spreads flows over queues: the same number for every frame of one flow.
enum FlowHash {
  /// Over addresses and ports of an IP packet that is no fragment, else over the stations.
  static func of(_ frame: UnsafeRawBufferPointer) -> UInt64 {
    let layout = FrameLayout(parsing: frame)
    let network = Int(layout.networkOffset)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ range: Range<Int>) {
      for place in range where place < frame.count {
        hash = (hash ^ UInt64(frame[place])) &* 0x0000_0100_0000_01b3
      }
    }
    switch layout.network {
    case .ipv4: add(network + 12..<network + 20)
    case .ipv6: add(network + 8..<network + 40)
    default:
      add(0..<12)
      return hash ^ hash >> 32
    }
    let hasPorts = layout.transport == .tcp || layout.transport == .udp
    if hasPorts, !layout.flags.contains(.fragment) {
      let transport = Int(layout.transportOffset)
      add(transport..<transport + 4)
    }
    return hash ^ hash >> 32
  }
}
