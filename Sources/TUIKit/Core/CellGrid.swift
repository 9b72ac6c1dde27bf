/// The cells of a screen, row by row; the storage behind every canvas of a frame.
final class CellGrid {
  let size: Size
  /// A plain buffer: everything that is drawn ends here cell by cell, clipped by the canvas before.
  let cells: UnsafeMutableBufferPointer<Cell>

  init(_ size: Size) {
    self.size = size
    cells = .allocate(capacity: size.width * size.height)
    cells.initialize(repeating: .blank)
  }

  deinit {
    cells.deinitialize()
    cells.deallocate()
  }

  /// Writes a measured cluster; the halves of wide clusters it overlaps become blanks.
  func write(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.width + x
    clearPartner(at: index, x: x)
    cells[index] = cell
    guard cell.width == 2 else { return }
    clearPartner(at: index + 1, x: x + 1)
    cells[index + 1] = .continuation(cell.style)
  }

  private func clearPartner(at index: Int, x: Int) {
    switch cells[index].width {
    case 0 where x > 0:
      cells[index - 1].text = " "
      cells[index - 1].width = 1
    case 2 where x + 1 < size.width:
      cells[index + 1].text = " "
      cells[index + 1].width = 1
    default: break
    }
  }

  static let ascii: [String] = (0..<0x80).map { byte in
    byte < 0x20 || byte == 0x7F ? "\u{FFFD}" : String(Character(Unicode.Scalar(UInt8(byte))))
  }
}
