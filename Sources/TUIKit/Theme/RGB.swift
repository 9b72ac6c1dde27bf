/// A colour, eight bits for each part.
public struct RGB: Equatable, Hashable, Sendable {
  /// Red, 0…255.
  public let red: UInt8
  /// Green, 0…255.
  public let green: UInt8
  /// Blue, 0…255.
  public let blue: UInt8

  /// Makes a colour of its parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes a colour of 0xRRGGBB.
  public init(_ value: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: value >> 16),
      UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value)
    )
  }

  /// Reads a theme value: `#RRGGBB`, `#BW` (one grey byte) or `R G B` in decimal; nil for anything else.
  public init?(themeValue text: some StringProtocol) {
    if text.first == "#" {
      let digits = text.dropFirst()
      guard digits.utf8.allSatisfy(Self.isHexDigit), let value = UInt32(digits, radix: 16) else {
        return nil
      }
      switch digits.utf8.count {
      case 2:
        let grey = UInt8(truncatingIfNeeded: value)
        self.init(grey, grey, grey)
      case 6:
        self.init(value)
      default:
        return nil
      }
      return
    }
    let parts = text.split(separator: " ")
    guard parts.count == 3, let red = UInt8(parts[0]), let green = UInt8(parts[1]),
      let blue = UInt8(parts[2])
    else { return nil }
    self.init(red, green, blue)
  }

  /// `#rrggbb`.
  public var hex: String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// 0xRRGGBB.
  public var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// Relative luminance in thousandths, by the weights of sRGB without its curve.
  var luminance: Int { (Int(red) * 299 + Int(green) * 587 + Int(blue) * 114) / 255 }

  /// The colour at a part of the way to another, in 256ths.
  func mixed(with other: RGB, _ part: Int) -> RGB {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(clamping: Int(from) + (Int(to) - Int(from)) * part / 256)
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
