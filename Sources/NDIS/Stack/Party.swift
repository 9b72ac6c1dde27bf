public import CNDIS
import DataPath
public import Kernel

/// Whoever can own lists: owns the hot record and its counters.
///
/// Ids are never reused, so a record of the past still names its party.
public final class Party {
  /// The hot record, valid as long as this object.
  public let record: UnsafeMutablePointer<nd_party>
  /// Name of the instance.
  public let name: String
  /// The state it moved to last, and what moved it: what it refuses in that state has it as its cause.
  public internal(set) var lastMove: (state: String, source: ConfigurationSource)?
  private let drops: UnsafeMutablePointer<UInt64>

  /// Roles, as in `nd_party.role`.
  public enum Role: UInt8, Sendable {
    case miniport = 1
    case filter = 2
    case `protocol` = 3
    /// NDIS itself between an adapter's stack and its bindings.
    case interface = 4
    /// A loaded driver, where none of its instances is meant.
    case driver = 5
  }

  /// What it is in the stack.
  public let role: Role
  /// The adapter the party belongs to, by the miniport's party id; its own id for a miniport.
  public let adapterID: UInt32

  init(
    id: UInt32,
    role: Role,
    name: String,
    adapterID: UInt32,
    stack: UnsafeMutablePointer<nd_stack>
  ) {
    self.role = role
    self.name = name
    self.adapterID = adapterID
    let place = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<nd_party>.stride,
      alignment: 64
    )
    record = place.initializeMemory(as: nd_party.self, repeating: nd_party(), count: 1)
    drops = .allocate(capacity: Int(ND_DROP_REASONS))
    drops.initialize(repeating: 0, count: Int(ND_DROP_REASONS))
    record.pointee.id = id
    record.pointee.role = role.rawValue
    record.pointee.stack = stack
    record.pointee.magic = ND_PARTY_MAGIC
    record.pointee.drops = drops
  }

  deinit {
    record.pointee.magic = 0
    record.examine([])
    drops.deallocate()
    UnsafeMutableRawPointer(record).deallocate()
  }

  /// Identity, 1 and up, unique in the stack for all time.
  public var id: UInt32 { record.pointee.id }

  /// Lists dropped here for a reason.
  public func dropCount(reason: UInt16) -> UInt64 {
    reason < UInt16(ND_DROP_REASONS) ? drops[Int(reason)] : 0
  }

  /// True if both ledgers of both directions balance.
  public var isBalanced: Bool {
    record.ledger(.transmit).pointee.isBalanced && record.ledger(.receive).pointee.isBalanced
  }

  /// Edges on which its state lets it be given lists.
  func accept(_ edges: Edge...) {
    record.pointee.accepts = edges.reduce(0) { $0 | 1 << $1.rawValue }
  }
}

extension nd_ledger {
  /// Custody: `taken + created = given + freed + held`.
  public var isCustodyBalanced: Bool { taken &+ created == given &+ freed &+ held }

  /// Fate: `entered + born = left + delivered + merged + dropped + inside`.
  public var isFateBalanced: Bool {
    entered &+ born == left &+ delivered &+ merged &+ dropped &+ inside
  }

  /// True if custody and fate balance.
  public var isBalanced: Bool { isCustodyBalanced && isFateBalanced }
}
