public import Inspection

/// An engine while something rests in it: what can be asked of it then, and no more.
///
/// Commands for the stack can only be put aside; they are carried out between batches, after the release.
public struct RestingEngine {
  private let desk: BreakDesk

  init(_ desk: BreakDesk) {
    self.desk = desk
  }

  /// Whether what rested may go on; whoever serves it returns then.
  public var isReleased: Bool { desk.verdict != nil }

  /// Carries a command out, and makes an event of what went wrong.
  public func perform(_ command: AnytimeCommand) {
    desk.engine.performReporting(.anytime(command))
  }

  /// Puts a command aside until the release.
  public func wait(_ command: AtRestCommand) {
    desk.wait(command)
  }

  /// Everything as it is while something rests.
  ///
  /// Counters that belong to drivers, and what is known of adapters, are those of the last quiet point: a driver may be in
  /// the middle of something.
  public func snapshot(hostTime: UInt64? = nil) -> Snapshot {
    desk.engine.snapshot(hostTime: hostTime)
  }
}
