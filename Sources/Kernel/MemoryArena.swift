/// Memory handed out front to back and given back all at once, when the arena goes.
///
/// Every piece is zeroed, starts at a multiple of 64 and never moves.
public final class MemoryArena {
  private let region: MappedRegion
  private var used = 0

  /// Alignment of every piece, bytes.
  public static let alignment = 64

  /// Makes an arena that can hand out `capacity` bytes; only what is touched costs memory.
  public init(capacity: Int) throws(MemoryError) {
    region = try MappedRegion(bytes: capacity)
  }

  /// Bytes the arena can hand out in all.
  public var capacity: Int { region.count }
  /// Bytes handed out, gaps for alignment included.
  public var usedBytes: Int { used }

  /// Returns `bytes` of zeroed memory at a multiple of 64.
  public func allocate(bytes: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    guard bytes >= 0 else { throw .invalidSize(bytes) }
    guard bytes <= capacity - used else {
      throw .arenaFull(requested: bytes, free: capacity - used)
    }
    let piece = region.base + used
    // The capacity is a multiple of the page size, so rounding up stays inside it.
    used = (used + max(bytes, 1) + Self.alignment - 1) / Self.alignment * Self.alignment
    return piece
  }

  /// Returns zeroed memory for `count` records; the type must be trivial.
  public func allocate<Record: BitwiseCopyable>(
    _ type: Record.Type,
    count: Int
  ) throws(MemoryError) -> UnsafeMutablePointer<Record> {
    let (bytes, overflow) = MemoryLayout<Record>.stride.multipliedReportingOverflow(by: count)
    guard !overflow, count >= 0 else { throw .invalidSize(count) }
    return try allocate(bytes: bytes).bindMemory(to: type, capacity: count)
  }
}
