/// How much an event matters.
public enum EventSeverity: UInt8, CaseIterable, Comparable, Sendable {
  case info = 0
  case notice = 1
  case warning = 2
  case error = 3

  /// The case's name.
  public var name: String {
    switch self {
    case .info: "info"
    case .notice: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// By weight.
  public static func < (one: EventSeverity, other: EventSeverity) -> Bool {
    one.rawValue < other.rawValue
  }
}
