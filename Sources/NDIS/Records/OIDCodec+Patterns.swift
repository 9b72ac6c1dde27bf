/// `OID_PNP_WAKE_UP_PATTERN_LIST`: structures one after the other without a header before them.
extension OIDCodec {
  /// Reads `NDIS_PM_PACKET_PATTERN` structures one after the other, whose offsets count from the first of all bytes.
  static func patterns(_ bytes: [UInt8]) -> Reading {
    var readings: [Reading] = []
    var start = 0
    while start < bytes.count {
      var rest = Array(bytes[start...])
      func member(_ place: Int) -> Int {
        Int(Array(rest.dropFirst(place)).littleEndianValue(UInt32.self))
      }
      let offset = member(12) - start
      let end = max(24 + member(8), offset + member(16))
      guard rest.count >= 24, offset >= 24, end <= rest.count else {
        var reading = reading(rest, form(of: .pnpWakeUpPatternList, .value), name: "")
        reading.problem = reading.problem ?? "a pattern lies outside"
        readings.append(reading)
        break
      }
      rest.replaceSubrange(12..<16, with: UInt32(offset).littleEndianBytes)
      readings.append(
        reading(Array(rest.prefix(end)), form(of: .pnpWakeUpPatternList, .value), name: "")
      )
      start += end
    }
    guard readings.count > 1 else { return readings[0] }
    return Reading(
      fields: readings.flatMap(\.fields),
      text: readings.map { "{\($0.text)}" }.joined(separator: ", "),
      problem: readings.lazy.compactMap(\.problem).first
    )
  }

  /// Writes one pattern, several in braces, or none; the offsets count from the first of all bytes.
  static func patterns(_ text: String) throws(RecordError) -> [UInt8] {
    var all: [UInt8] = []
    for var pattern in try RecordWriter.structures(text, .packetPattern) {
      let offset = Array(pattern[12..<16]).littleEndianValue(UInt32.self) + UInt32(all.count)
      pattern.replaceSubrange(12..<16, with: offset.littleEndianBytes)
      all += pattern
    }
    return all
  }
}
