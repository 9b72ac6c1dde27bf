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
}
