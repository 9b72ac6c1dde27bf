public import CLinux

/// What the data path reads of the machine without touching the object behind it.
@frozen
public struct MachineHot {
  /// The machine's record.
  public let record: UnsafeMutablePointer<nd_machine_hot>

  /// Wraps a machine's record.
  @inlinable
  public init(_ record: UnsafeMutablePointer<nd_machine_hot>) {
    self.record = record
  }

  /// Engine time as of the current dispatch round.
  @inlinable
  public var now: Instant { Instant(nanoseconds: record.pointee.now) }

  /// The current IRQL.
  @inlinable
  public var irql: IRQL { IRQL(rawValue: UInt8(truncatingIfNeeded: record.pointee.irql)) }

  /// Flat index of the current processor.
  @inlinable
  public var processorIndex: Int { Int(record.pointee.processor) }
}
