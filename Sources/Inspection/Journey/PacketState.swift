/// Everything recorded of one packet up to some hop.
struct PacketState: Equatable {
  var geometry: PacketGeometry?
  /// Words of the information slots; 0: no information.
  var info: [UInt64] = []
  var bytes = VirtualBytes()
  /// Grows with every record that changed something.
  var version = 0

  /// The known bytes inside the data; nil if none were ever recorded.
  var window: RecordedBytes? {
    guard let geometry, !bytes.isEmpty else { return nil }
    return bytes.window(origin: geometry.origin, length: geometry.dataLength)
  }

  mutating func apply(_ entry: HopEntry, in span: borrowing RawSpan, writer: PartyID) {
    if let new = entry.geometry(in: span) { geometry = new }
    if entry.infoMask != 0 {
      if info.isEmpty { info = [UInt64](repeating: 0, count: 32) }
      for (slot, value) in entry.info(in: span) { info[Int(slot)] = value }
    }
    bytes.write(entry.data(in: span), at: Int(entry.byteStart), by: writer)
    version += 1
  }
}
