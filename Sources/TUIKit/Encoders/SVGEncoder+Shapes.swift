extension SVGEncoder {
  /// Path data of a character that must join its neighbours exactly; nil for ordinary text.
  static func shape(of text: String, x: Int, y: Int) -> String? {
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2800...0x28FF: return braille(scalar.value - 0x2800, x: x, y: y)
    case 0x2581...0x2588:
      let height = cellHeight * Int(scalar.value - 0x2580) / 8
      return box(x, y + cellHeight - height, cellWidth, height)
    case 0x2589...0x258F:
      return box(x, y, cellWidth * Int(0x2590 - scalar.value) / 8, cellHeight)
    case 0x2591...0x2593: return shade(Int(scalar.value - 0x2590), x: x, y: y)
    case 0x2594: return box(x, y, cellWidth, cellHeight / 8)
    default: return line(scalar, x: x, y: y)
    }
  }

  private static func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
    "M\(decimal(x)) \(decimal(y))h\(decimal(width))v\(decimal(height))h\(decimal(-width))z"
  }

  /// Dots of a 2×4 grid, drawn as small octagons of equal weight.
  private static func braille(_ dots: UInt32, x: Int, y: Int) -> String {
    let places: [(Int, Int)] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    var path = ""
    for (bit, place) in places.enumerated() where dots & (1 << UInt32(bit)) != 0 {
      let left = x + 8 + place.0 * 42
      let top = y + 12 + place.1 * 45
      path += "M\(decimal(left + 7)) \(decimal(top))h1.2l.7 .7v1.2l-.7 .7h-1.2l-.7 -.7v-1.2z"
    }
    return path
  }

  /// A quarter, half or three quarters of the cell, in vertical strokes.
  private static func shade(_ level: Int, x: Int, y: Int) -> String {
    let strokes = 4
    let pitch = cellWidth / strokes
    return (0..<strokes).reduce(into: "") { path, stroke in
      path += box(x + stroke * pitch, y, pitch * level / 4, cellHeight)
    }
  }

  /// Arms of a box drawing character from the middle of the cell.
  private static func line(_ scalar: Unicode.Scalar, x: Int, y: Int) -> String? {
    let (left, right, up, down): (Bool, Bool, Bool, Bool)
    switch scalar {
    case "─": (left, right, up, down) = (true, true, false, false)
    case "│": (left, right, up, down) = (false, false, true, true)
    case "┬": (left, right, up, down) = (true, true, false, true)
    case "┴": (left, right, up, down) = (true, true, true, false)
    case "├": (left, right, up, down) = (false, true, true, true)
    case "┤": (left, right, up, down) = (true, false, true, true)
    case "┼": (left, right, up, down) = (true, true, true, true)
    case "└", "╰": (left, right, up, down) = (false, true, true, false)
    case "╭": (left, right, up, down) = (false, true, false, true)
    case "╮": (left, right, up, down) = (true, false, false, true)
    case "╯": (left, right, up, down) = (true, false, true, false)
    case "╌":
      return box(x + 6, y + 85, 30, 10) + box(x + 48, y + 85, 30, 10)
    default: return nil
    }
    let (middleX, middleY, half) = (x + cellWidth / 2, y + cellHeight / 2, 5)
    var path = ""
    if left || right {
      let from = left ? x : middleX - half
      let to = right ? x + cellWidth : middleX + half
      path += box(from, middleY - half, to - from, 2 * half)
    }
    if up || down {
      let from = up ? y : middleY - half
      let to = down ? y + cellHeight : middleY + half
      path += box(middleX - half, from, 2 * half, to - from)
    }
    return path
  }
}
