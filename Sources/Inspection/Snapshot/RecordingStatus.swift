/// How much of the traffic is recorded, and what the recording lost.
public struct RecordingStatus: Equatable, Sendable {
  /// Highest level in use, 0...3.
  public var level: UInt8
  /// One journey in so many is recorded; 1: all.
  public var samplingInterval: UInt64
  /// First position still in the log.
  public var firstPosition: UInt64
  /// Position after the last record.
  public var endPosition: UInt64
  /// Records overwritten by newer ones.
  public var overwrittenRecords: UInt64
  /// Records that could not be stored in a session.
  public var unstoredRecords: UInt64

  /// Makes the value from its parts.
  public init(
    level: UInt8 = 0,
    samplingInterval: UInt64 = 1,
    firstPosition: UInt64 = 0,
    endPosition: UInt64 = 0,
    overwrittenRecords: UInt64 = 0,
    unstoredRecords: UInt64 = 0
  ) {
    self.level = level
    self.samplingInterval = samplingInterval
    self.firstPosition = firstPosition
    self.endPosition = endPosition
    self.overwrittenRecords = overwrittenRecords
    self.unstoredRecords = unstoredRecords
  }
}
