/// An instant of the past that a front asks for.
public enum InstantRequest: Equatable, Sendable {
  /// Engine nanoseconds; what is before the first or after the last known instant gives that one.
  case time(UInt64)
  /// When the event of this number had happened and the stack was at rest again.
  case event(UInt64)
  /// The same of the last event before an engine time.
  case eventBefore(UInt64)
  /// The same of the first event after an engine time.
  case eventAfter(UInt64)
  /// The first that is known.
  case first
}
