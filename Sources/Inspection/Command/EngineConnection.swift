/// An engine as a front sees it: commands go in, snapshots come out, nothing live is shared.
public protocol EngineConnection: Sendable {
  /// The newest snapshot; nil before the first.
  var snapshot: Snapshot? { get }
  /// A descriptor that is readable while a snapshot waits that has not been acknowledged.
  var descriptor: Int32 { get }
  /// Notes that the newest snapshot was seen; the descriptor is no longer readable.
  func acknowledge()
  /// Sends a command; the answer is in a later snapshot or event.
  func send(_ command: Command)
}
