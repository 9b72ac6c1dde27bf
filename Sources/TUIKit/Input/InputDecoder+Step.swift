extension InputDecoder {
  /// Reads one event from the beginning of bytes; they are not empty.
  static func step(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .incomplete }
    switch first {
    case 0x1B: return escape(bytes)
    case 0x00..<0x20, 0x7F: return .event(.key(control(first)), count: 1)
    case 0x20..<0x7F:
      return .event(ascii(first).map { .key(KeyEvent($0)) }, count: 1)
    default: return utf8(bytes)
    }
  }

  /// A control byte as the key that sends it.
  static func control(_ byte: UInt8) -> KeyEvent {
    switch byte {
    case 0x00: KeyEvent(.character(" "), .control)
    case 0x08, 0x7F: KeyEvent(.backspace)
    case 0x09: KeyEvent(.tab)
    case 0x0A, 0x0D: KeyEvent(.enter)
    case 0x1B: KeyEvent(.escape)
    case 0x01...0x1A: KeyEvent(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
    default: KeyEvent(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
    }
  }

  private static func utf8(_ bytes: ArraySlice<UInt8>) -> Step {
    let first = bytes[bytes.startIndex]
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let part = bytes.prefix(length)
    let following = part.dropFirst().prefix { (0x80...0xBF).contains($0) }.count
    if following + 1 < length {
      return part.count < length && following + 1 == part.count
        ? .incomplete : .event(nil, count: following + 1)
    }
    guard length > 1, let text = String(validating: part, as: UTF8.self), let character = text.first
    else { return .event(nil, count: length) }
    return .event(.key(KeyEvent(character)), count: length)
  }

  private static func escape(_ bytes: ArraySlice<UInt8>) -> Step {
    guard bytes.count > 1 else { return .incomplete }
    let second = bytes[bytes.startIndex + 1]
    switch second {
    case 0x5B: return controlSequence(bytes)
    case 0x4F: return singleShift(bytes)
    case 0x5D, 0x50, 0x5F, 0x5E, 0x58: return string(bytes)
    case 0x1B: return .event(.key(KeyEvent(.escape)), count: 1)
    default:
      // Alt is sent as an escape before the key.
      switch step(bytes.dropFirst()) {
      case .event(.key(var key)?, let count):
        key.modifiers.insert(.alt)
        return .event(.key(key), count: count + 1)
      case .event(_, let count): return .event(nil, count: count + 1)
      case .incomplete: return .incomplete
      case .paste: return .event(nil, count: 1)
      }
    }
  }

  /// `ESC O` and a letter: keys in application mode.
  private static func singleShift(_ bytes: ArraySlice<UInt8>) -> Step {
    guard bytes.count > 2 else { return .incomplete }
    let final = bytes[bytes.startIndex + 2]
    if let key = letterKey(final) { return .event(.key(KeyEvent(key)), count: 3) }
    switch final {
    case 0x4D: return .event(.key(KeyEvent(.enter)), count: 3)
    case 0x6A...0x79:
      return .event(ascii(final - 0x40).map { .key(KeyEvent($0)) }, count: 3)
    case 0x1B: return .event(.key(KeyEvent(.character("O"), .alt)), count: 2)
    default: return .event(nil, count: 3)
    }
  }

  /// An answer of the terminal that ends with BEL or `ESC \`: its ground; all others are skipped.
  private static func string(_ bytes: ArraySlice<UInt8>) -> Step {
    var index = bytes.startIndex + 2
    while index < bytes.endIndex {
      let told = bytes[bytes.startIndex..<index]
      if bytes[index] == 0x07 {
        return .event(background(told), count: index + 1 - bytes.startIndex)
      }
      if bytes[index] == 0x1B {
        guard index + 1 < bytes.endIndex else { return .incomplete }
        let isEnd = bytes[index + 1] == 0x5C
        let event = isEnd ? background(told) : nil
        return .event(event, count: index + (isEnd ? 2 : 0) - bytes.startIndex)
      }
      index += 1
    }
    return .incomplete
  }

  /// `ESC ] 11 ; rgb:RRRR/GGGG/BBBB`, each part one to four digits; nil for anything else.
  private static func background(_ bytes: ArraySlice<UInt8>) -> InputEvent? {
    let head = Array("\u{1B}]11;rgb:".utf8)
    guard bytes.count <= head.count + 14, bytes.starts(with: head) else { return nil }
    let parts = String(decoding: bytes.dropFirst(head.count), as: UTF8.self)
      .split(separator: "/", omittingEmptySubsequences: false)
    let values = parts.compactMap { part -> UInt8? in
      guard (1...4).contains(part.utf8.count), let value = Int(part, radix: 16), value >= 0 else {
        return nil
      }
      let most = (1 << (4 * part.utf8.count)) - 1
      return UInt8(clamping: (value * 255 + most / 2) / most)
    }
    guard parts.count == 3, values.count == 3 else { return nil }
    return .background(RGB(values[0], values[1], values[2]))
  }

  /// The key of a final letter after `ESC [` or `ESC O`.
  static func letterKey(_ byte: UInt8) -> KeyEvent.Key? {
    switch byte {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    case 0x50...0x53: .function(Int(byte) - 0x4F)
    default: nil
    }
  }
}
