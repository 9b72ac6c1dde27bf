/// What is known of a packet's bytes at one hop; what was never recorded is absent, not zero.
public struct RecordedBytes: Equatable, Sendable {
  /// Virtual address of the data start.
  public var origin: Int32
  /// Bytes of data the packet has.
  public var length: UInt32
  /// Ascending, apart from each other, inside the data.
  public var runs: [ByteRun]

  /// Makes the value from its parts.
  public init(
    origin: Int32,
    length: UInt32,
    runs: [ByteRun]
  ) {
    self.origin = origin
    self.length = length
    self.runs = runs
  }

  /// The known bytes from the data start on, up to the first unknown one.
  public var prefix: [UInt8] {
    guard let first = runs.first, first.offset == 0 else { return [] }
    return first.bytes
  }

  /// Every byte of the packet is known.
  public var isComplete: Bool { prefix.count == Int(length) }

  /// The byte at a place from the data start; nil if it was not recorded.
  public subscript(offset: Int) -> UInt8? {
    for run in runs where offset >= Int(run.offset) && offset < Int(run.offset) + run.bytes.count {
      return run.bytes[offset - Int(run.offset)]
    }
    return nil
  }

  /// The party that gave the byte at a place its value; nil if the byte or its writer is unknown.
  ///
  /// Whoever writes the value that is there already changes nothing, and is not named.
  public func writer(at offset: Int) -> PartyID? {
    for run in runs where offset >= Int(run.offset) && offset < Int(run.offset) + run.writers.count
    {
      let writer = run.writers[offset - Int(run.offset)]
      return writer == 0 ? nil : writer
    }
    return nil
  }
}
