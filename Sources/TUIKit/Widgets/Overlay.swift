/// A box drawn over a view: `╭ title ───╮ … ╰ 5 of 142 ─── hints ╯`.
public struct Overlay: Sendable {
  /// Upper left.
  public var title: StyledText
  /// Lower left, for counts.
  public var status: StyledText
  /// Lower right, for keys.
  public var hints: StyledText

  /// Makes a box.
  public init(title: StyledText, status: StyledText = "", hints: StyledText = "") {
    self.title = title
    self.status = status
    self.hints = hints
  }

  /// A place in the middle of a canvas, as large as wanted and possible.
  public static func centered(_ size: Size, in bounds: Rect) -> Rect {
    let width = min(size.width, bounds.width)
    let height = min(size.height, bounds.height)
    return Rect(
      x: bounds.x + (bounds.width - width) / 2,
      y: bounds.y + (bounds.height - height) / 2,
      width: width,
      height: height
    )
  }

  /// Draws the box and clears its inside.
  ///
  /// With fewer than three rows or columns there is no frame.
  ///
  /// - Returns: the canvas of the inside.
  @discardableResult
  public func draw(on canvas: Canvas, at rect: Rect) -> Canvas {
    let box = canvas.clipped(to: rect)
    box.fill()
    guard rect.width >= 3, rect.height >= 3 else { return box }
    let right = rect.width - 1
    let bottom = rect.height - 1
    box.horizontalLine(y: 0)
    box.horizontalLine(y: bottom)
    box.verticalLine(x: 0)
    box.verticalLine(x: right)
    box.put(Glyph.roundTopLeft, x: 0, y: 0, style: .border)
    box.put(Glyph.roundTopRight, x: right, y: 0, style: .border)
    box.put(Glyph.roundBottomLeft, x: 0, y: bottom, style: .border)
    box.put(Glyph.roundBottomRight, x: right, y: bottom, style: .border)
    label(title, x: 1, y: 0, room: rect.width - 2, on: box)
    // Keys say more than a count, where only one of them has room.
    let both = status.width + hints.width + 4 <= rect.width - 2
    let keepsStatus = both || hints.isEmpty || hints.width + 2 > rect.width - 2
    let used =
      keepsStatus ? label(status, x: 1, y: bottom, room: rect.width - 2, on: box) : 0
    let room = rect.width - 2 - used
    if !hints.isEmpty, hints.width + 2 <= room {
      label(hints, x: right - hints.width - 2, y: bottom, room: room, on: box)
    }
    return box.clipped(to: box.bounds.inset(left: 1, top: 1, right: 1, bottom: 1))
  }

  @discardableResult
  private func label(_ text: StyledText, x: Int, y: Int, room: Int, on box: Canvas) -> Int {
    let fitted = text.truncated(to: room - 2)
    guard !fitted.isEmpty else { return 0 }
    box.put(" ", x: x, y: y)
    let used = box.put(fitted, x: x + 1, y: y)
    box.put(" ", x: x + 1 + used, y: y)
    return used + 2
  }
}
