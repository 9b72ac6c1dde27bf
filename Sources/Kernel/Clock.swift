/// Tells engine time.
public protocol Clock: AnyObject {
  /// The time now; never earlier than a value it gave before.
  var now: Instant { get }
}
