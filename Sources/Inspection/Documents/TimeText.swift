/// Engine times and spans as text.
public enum TimeText {
  /// Seconds with nine places: `12.000345000`.
  public static func seconds(_ nanoseconds: UInt64) -> String {
    let fraction = String(nanoseconds % 1_000_000_000)
    return "\(nanoseconds / 1_000_000_000)."
      + String(repeating: "0", count: 9 - fraction.count) + fraction
  }

  /// A span in the unit that fits: `410 ns`, `2.9 µs`, `1.2 ms`, `3.1 s`; cut, not rounded.
  public static func span(_ nanoseconds: UInt64) -> String {
    switch nanoseconds {
    case 0..<1000: "\(nanoseconds) ns"
    case 1000..<1_000_000: tenths(nanoseconds / 100) + " µs"
    case 1_000_000..<1_000_000_000: tenths(nanoseconds / 100_000) + " ms"
    default: tenths(nanoseconds / 100_000_000) + " s"
    }
  }

  private static func tenths(_ value: UInt64) -> String { "\(value / 10).\(value % 10)" }
}
