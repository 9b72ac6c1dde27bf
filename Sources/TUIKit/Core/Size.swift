/// An extent in cells.
public struct Size: Equatable, Hashable, Sendable {
  /// Columns, never negative.
  public let width: Int
  /// Rows, never negative.
  public let height: Int

  /// Makes an extent; negative values become zero.
  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Reads `80x24`; nil unless both numbers are 1…1000.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
      (1...1000).contains(width), (1...1000).contains(height)
    else { return nil }
    self.init(width: width, height: height)
  }
}
