/// Leaves out of a frame what the terminal knows already.
///
/// ncurses tells both colours whenever one of them changes; with colours of 24 bits that is most of a frame.
enum FrameBytes {
  private enum Part {
    case foreground
    case background
    case other
  }

  /// Appends a frame without the colours that are set to what they are.
  ///
  /// Nothing is taken as known at the beginning, and nothing after a reset.
  static func append(_ bytes: UnsafeRawBufferPointer, to frame: inout [UInt8]) {
    var foreground: Range<Int>?
    var background: Range<Int>?
    var kept = 0
    var place = 0
    while place < bytes.count {
      guard bytes[place] == 0x1B, place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "[")
      else {
        place += 1
        continue
      }
      let first = place + 2
      var end = first
      while end < bytes.count, (0x30...0x3F).contains(bytes[end]) { end += 1 }
      guard end < bytes.count else { break }
      defer { place = end + 1 }
      guard bytes[end] == UInt8(ascii: "m") else { continue }
      let parameters = first..<end
      let known: Range<Int>?
      switch part(bytes, parameters) {
      case .foreground: (known, foreground) = (foreground, parameters)
      case .background: (known, background) = (background, parameters)
      case .other: (known, foreground, background) = (nil, nil, nil)
      }
      guard let known, bytes[known].elementsEqual(bytes[parameters]) else { continue }
      frame.append(contentsOf: bytes[kept..<place])
      kept = end + 1
    }
    frame.append(contentsOf: bytes[kept..<bytes.count])
  }

  /// Which colour a Select Graphic Rendition sets, if it sets nothing else.
  private static func part(_ bytes: UnsafeRawBufferPointer, _ parameters: Range<Int>) -> Part {
    var numbers: [5 of Int] = .init(repeating: 0)
    var count = 1
    for byte in bytes[parameters] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        numbers[count - 1] = min(numbers[count - 1] * 10 + Int(byte - UInt8(ascii: "0")), 1_000)
      case UInt8(ascii: ";"):
        guard count < numbers.count else { return .other }
        count += 1
      case UInt8(ascii: ":"):
        // The parts of one colour; nothing may follow them.
        guard count == 1, !bytes[parameters].contains(UInt8(ascii: ";")) else { return .other }
        if numbers[0] == 38 { return .foreground }
        return numbers[0] == 48 ? .background : .other
      default: return .other
      }
    }
    switch (numbers[0], count) {
    case (30...37, 1), (90...97, 1): return .foreground
    case (40...47, 1), (100...107, 1): return .background
    case (38, 3) where numbers[1] == 5, (38, 5) where numbers[1] == 2: return .foreground
    case (48, 3) where numbers[1] == 5, (48, 5) where numbers[1] == 2: return .background
    default: return .other
    }
  }
}
