extension RGB {
  /// The nearest entry 16…255 of the 256-colour palette: 6×6×6 cube or grey ramp, the cube on a tie.
  public var index256: UInt8 {
    func step(_ part: UInt8) -> Int {
      switch part {
      case ..<48: 0
      case ..<115: 1
      default: (Int(part) - 35) / 40
      }
    }
    let (red, green, blue) = (step(red), step(green), step(blue))
    let cube = 16 + 36 * red + 6 * green + blue
    let mean = (Int(self.red) + Int(self.green) + Int(self.blue)) / 3
    let grey = 232 + min(23, max(0, (mean - 3) / 10))
    let cubeFar = distance(to: Self.palette(UInt8(cube)))
    let greyFar = distance(to: Self.palette(UInt8(grey)))
    return UInt8(greyFar < cubeFar ? grey : cube)
  }

  /// The nearest of the 16 colours of a terminal: hue first, so that a role keeps its colour.
  public var index16: UInt8 {
    let parts = [Int(red), Int(green), Int(blue)]
    let high = parts.max() ?? 0
    let low = parts.min() ?? 0
    if high - low < 40 {
      switch high {
      case ..<48: return 0
      case ..<140: return 8
      case ..<208: return 7
      default: return 15
      }
    }
    // A part belongs to the hue if it lies in the upper half of the spread.
    let middle = (high + low) / 2
    var index: UInt8 = 0
    for (bit, part) in parts.enumerated() where part > middle { index |= 1 << UInt8(bit) }
    return high >= 200 ? index + 8 : index
  }

  /// The colour of a palette entry, with xterm's default for the first 16.
  public static func palette(_ index: UInt8) -> RGB {
    let number = Int(index)
    switch number {
    case ..<16: return RGB(system16[number])
    case ..<232:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = number - 16
      return RGB(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    default:
      let grey = UInt8(8 + (number - 232) * 10)
      return RGB(grey, grey, grey)
    }
  }

  func distance(to other: RGB) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return 3 * red * red + 6 * green * green + blue * blue
  }

  private static let system16: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]
}
