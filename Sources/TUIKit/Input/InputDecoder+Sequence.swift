extension InputDecoder {
  /// `ESC [`, parameters, a final byte.
  static func controlSequence(_ bytes: ArraySlice<UInt8>) -> Step {
    let body = bytes.dropFirst(2)
    guard let lead = body.first else { return .incomplete }
    if lead == 0x4D { return oldMouse(bytes) }
    if lead == 0x5B { return consoleFunction(bytes) }
    let parameterBytes = body.prefix { (0x30...0x3F).contains($0) }
    let rest = body.dropFirst(parameterBytes.count).drop { (0x20...0x2F).contains($0) }
    guard let final = rest.first else { return .incomplete }
    let count = rest.startIndex + 1 - bytes.startIndex
    // A control or a new escape in the middle: what came before is lost, the byte is read again.
    guard (0x40...0x7E).contains(final) else { return .event(nil, count: count - 1) }
    if lead == 0x3C { return .event(mouse(parameterBytes.dropFirst(), final), count: count) }
    if (0x3D...0x3F).contains(lead) { return .event(nil, count: count) }
    let parameters = numbers(parameterBytes)
    if final == 0x7E, parameters.first?.first == 200 { return .paste(count: count) }
    if parameterBytes.isEmpty, final == 0x49 || final == 0x4F {
      return .event(.focus(final == 0x49), count: count)
    }
    return .event(key(parameters, final).map { .key($0) }, count: count)
  }

  /// Parameters by `;`, parts of one by `:`; an absent one is 0, a large one stays at 1,000,000,000.
  static func numbers(_ bytes: ArraySlice<UInt8>) -> [[Int]] {
    var parameters = [[0]]
    for byte in bytes {
      let last = parameters.count - 1
      let part = parameters[last].count - 1
      switch byte {
      case 0x3B: parameters.append([0])
      case 0x3A: parameters[last].append(0)
      default:
        let value = parameters[last][part] * 10 + Int(byte & 0x0F)
        parameters[last][part] = min(value, 1_000_000_000)
      }
    }
    return parameters
  }

  private static func key(_ parameters: [[Int]], _ final: UInt8) -> KeyEvent? {
    let number = parameters[0][0]
    let held = parameters.count > 1 ? parameters[1] : [1]
    // The third kind of event is the release of a key.
    if held.count > 1, held[1] == 3 { return nil }
    let modifiers = modifiers(held[0])
    switch final {
    case 0x5A: return KeyEvent(.tab, .shift)
    case 0x75: return character(number, modifiers)
    case 0x7E where number == 27 && parameters.count > 2:
      return character(parameters[2][0], modifiers)
    case 0x7E: return tildeKey(number).map { KeyEvent($0, modifiers) }
    default: return letterKey(final).map { KeyEvent($0, modifiers) }
    }
  }

  private static func modifiers(_ value: Int) -> KeyEvent.Modifiers {
    value > 1 ? KeyEvent.Modifiers(rawValue: UInt8(truncatingIfNeeded: (value - 1) & 7)) : []
  }

  /// A key by its code point, as kitty and xterm's modifyOtherKeys send it.
  private static func character(_ code: Int, _ modifiers: KeyEvent.Modifiers) -> KeyEvent? {
    switch code {
    case 9: return KeyEvent(.tab, modifiers)
    case 13: return KeyEvent(.enter, modifiers)
    case 27: return KeyEvent(.escape, modifiers)
    case 8, 127: return KeyEvent(.backspace, modifiers)
    case 0x20..<0xE000, 0xF900..<0x110000:
      guard let scalar = Unicode.Scalar(UInt32(code)), !CharacterWidth.isUnsafe(scalar) else {
        return nil
      }
      var character = Character(scalar)
      var modifiers = modifiers
      if modifiers.contains(.shift), character.isLetter {
        character = character.uppercased().first ?? character
        modifiers.remove(.shift)
      }
      return KeyEvent(.character(character), modifiers)
    default: return nil
    }
  }

  private static func tildeKey(_ number: Int) -> KeyEvent.Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// The Linux console's F1…F5: `ESC [ [ A`.
  private static func consoleFunction(_ bytes: ArraySlice<UInt8>) -> Step {
    guard bytes.count > 3 else { return .incomplete }
    let final = bytes[bytes.startIndex + 3]
    guard (0x41...0x45).contains(final) else { return .event(nil, count: 3) }
    return .event(.key(KeyEvent(.function(Int(final) - 0x40))), count: 4)
  }

  /// `ESC [ M` and three bytes, each 32 more than its value.
  private static func oldMouse(_ bytes: ArraySlice<UInt8>) -> Step {
    guard bytes.count >= 6 else { return .incomplete }
    let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
    guard values.allSatisfy({ $0 >= 0 }), values[1] > 0, values[2] > 0 else {
      return .event(nil, count: 6)
    }
    let isRelease = values[0] & 3 == 3 && values[0] & 0x60 == 0
    let event = mouseEvent(values[0], x: values[1] - 1, y: values[2] - 1, isRelease: isRelease)
    return .event(event.map { .mouse($0) }, count: 6)
  }

  /// `ESC [ < button ; column ; row` and M for down, m for up.
  private static func mouse(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> InputEvent? {
    let values = numbers(parameters).map { $0[0] }
    guard values.count == 3, values[1] > 0, values[2] > 0, final == 0x4D || final == 0x6D else {
      return nil
    }
    return mouseEvent(values[0], x: values[1] - 1, y: values[2] - 1, isRelease: final == 0x6D)
      .map { .mouse($0) }
  }

  private static func mouseEvent(_ code: Int, x: Int, y: Int, isRelease: Bool) -> MouseEvent? {
    guard code < 128 else { return nil }
    let button = code & 3
    var modifiers: KeyEvent.Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    let action: MouseEvent.Action
    if code & 64 != 0 {
      // Buttons 6 and 7 turn sideways; nothing here scrolls that way.
      guard button < 2, !isRelease else { return nil }
      action = button == 0 ? .scrollUp : .scrollDown
    } else if code & 32 != 0 {
      action = button == 3 ? .move : .drag(button)
    } else if isRelease {
      action = .release(button == 3 ? 0 : button)
    } else {
      guard button < 3 else { return nil }
      action = .press(button)
    }
    return MouseEvent(action, x: x, y: y, modifiers: modifiers)
  }
}
