/// The interfaces of a stack and which stands on which.
///
/// Indexes are reused, LUIDs are not: the same name and type get the same LUID again.
public struct InterfaceTable: Sendable {
  /// Ascending by index.
  public private(set) var interfaces: [NetworkInterface] = []
  /// In the order in which they were added.
  public private(set) var stack: [InterfaceStackEntry] = []
  /// LUID indexes by type and name, for as long as the machine lives.
  private var luidIndexes: [String: UInt64] = [:]
  private var lastLUIDIndex: [UInt16: UInt64] = [:]

  /// The interface with this index.
  public subscript(_ index: UInt32) -> NetworkInterface? {
    interfaces.first { $0.index == index }
  }

  /// - C: `NdisIfGetInterfaceIndexFromNetLuid`
  public func index(of luid: UInt64) -> UInt32? {
    interfaces.first { $0.luid == luid }?.index
  }

  /// Adds an interface with the lowest free index.
  ///
  /// - C: `NdisIfRegisterInterface`
  mutating func register(_ name: String, type: UInt16 = 6) -> NetworkInterface {
    var index: UInt32 = 1
    for interface in interfaces {
      guard interface.index == index else { break }
      index += 1
    }
    let made = NetworkInterface(
      index: index,
      luid: UInt64(type) << 48 | luidIndex(name, type) << 24,
      name: name,
      type: type
    )
    interfaces.insert(made, at: Int(index) - 1)
    return made
  }

  /// The 24 bits of a LUID that belong to a name.
  ///
  /// - C: `NdisIfAllocateNetLuidIndex`
  private mutating func luidIndex(_ name: String, _ type: UInt16) -> UInt64 {
    let key = "\(type)/\(name)"
    if let known = luidIndexes[key] { return known }
    let next = lastLUIDIndex[type, default: 0] + 1
    lastLUIDIndex[type] = next
    luidIndexes[key] = next & 0xFF_FFFF
    return next & 0xFF_FFFF
  }

  /// Removes an interface with all its places in the stack table.
  ///
  /// - C: `NdisIfDeregisterInterface`
  mutating func deregister(_ index: UInt32) {
    interfaces.removeAll { $0.index == index }
    stack.removeAll { $0.higher == index || $0.lower == index }
  }

  /// Notes that one interface stands on another.
  ///
  /// - C: `NdisIfAddIfStackEntry`
  mutating func add(higher: UInt32, lower: UInt32) -> NDISStatus {
    guard self[higher] != nil, self[lower] != nil else { return .interfaceNotFound }
    let entry = InterfaceStackEntry(higher: higher, lower: lower)
    if !stack.contains(entry) { stack.append(entry) }
    return .success
  }

  /// - C: `NdisIfDeleteIfStackEntry`
  mutating func remove(higher: UInt32, lower: UInt32) -> NDISStatus {
    let entry = InterfaceStackEntry(higher: higher, lower: lower)
    guard stack.contains(entry) else { return .interfaceNotFound }
    stack.removeAll { $0 == entry }
    return .success
  }

  /// Replaces the rows among the interfaces of one adapter, given from the miniport upward.
  mutating func setChain(_ indexes: [UInt32]) {
    let members = Set(indexes)
    let wanted = zip(indexes.dropFirst(), indexes)
      .map { InterfaceStackEntry(higher: $0, lower: $1) }
    let kept = stack.filter { members.contains($0.higher) && members.contains($0.lower) }
    guard kept != wanted else { return }
    stack.removeAll { members.contains($0.higher) && members.contains($0.lower) }
    stack.append(contentsOf: wanted)
  }
}
