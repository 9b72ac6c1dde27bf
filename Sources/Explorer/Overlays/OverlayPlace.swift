import TUIKit

/// Where help and palette are drawn.
enum OverlayPlace {
  /// In the middle, as large as the screen allows.
  static func rect(_ size: Size) -> Rect {
    Overlay.centered(
      Size(width: min(72, size.width - 2), height: min(24, size.height - 2)),
      in: Rect(size)
    )
  }

  /// The list of marks, in the middle, as high as it is long.
  static func marks(_ size: Size, count: Int) -> Rect {
    Overlay.centered(
      Size(width: min(72, size.width - 2), height: min(count + 2, size.height - 2)),
      in: Rect(size)
    )
  }

  /// A tree of long lines: all of the screen but its edge.
  static func deep(_ size: Size) -> Rect {
    Overlay.centered(
      Size(width: min(140, size.width - 2), height: size.height - 2),
      in: Rect(size)
    )
  }

  /// The list of themes, at the right.
  static func themes(_ size: Size, count: Int) -> Rect {
    let width = min(38, size.width - 2)
    let height = min(count + 2, size.height - 2)
    return Rect(
      x: size.width - width - 1,
      y: (size.height - height) / 2,
      width: width,
      height: height
    )
  }
}
