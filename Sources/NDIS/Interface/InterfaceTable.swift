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
    // None stands before the place that its index would have without gaps.
    var place = min(Int(index), interfaces.count) - 1
    while place >= 0, interfaces[place].index > index { place -= 1 }
    return place >= 0 && interfaces[place].index == index ? interfaces[place] : nil
  }

  /// - C: `NdisIfGetInterfaceIndexFromNetLuid`
  public func index(of luid: UInt64) -> UInt32? {
    interfaces.first { $0.luid == luid }?.index
  }

  /// Adds an interface with the lowest free index.
  ///
  /// - C: `NdisIfRegisterInterface`
  mutating func register(_ name: String, type: UInt16 = 6) -> NetworkInterface {
    // Without a gap before it, an interface stands at the place of its index.
    var place = 0
    var end = interfaces.count
    while place < end {
      let middle = (place + end) / 2
      if Int(interfaces[middle].index) == middle + 1 { place = middle + 1 } else { end = middle }
    }
    let index = UInt32(place + 1)
    let made = NetworkInterface(
      index: index,
      luid: UInt64(type) << 48 | luidIndex(name, type) << 24,
      name: name,
      type: type
    )
    interfaces.insert(made, at: place)
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
    // By index, not hashed: this runs for every filter that is attached, over the rows of the whole stack.
    var isMember = [Bool](repeating: false, count: Int(interfaces.last?.index ?? 0) + 1)
    for index in indexes where Int(index) < isMember.count { isMember[Int(index)] = true }
    func isOwn(_ entry: InterfaceStackEntry) -> Bool {
      Int(entry.higher) < isMember.count && Int(entry.lower) < isMember.count
        && isMember[Int(entry.higher)] && isMember[Int(entry.lower)]
    }
    let wanted = zip(indexes.dropFirst(), indexes)
      .map { InterfaceStackEntry(higher: $0, lower: $1) }
    guard stack.filter(isOwn) != wanted else { return }
    stack.removeAll(where: isOwn)
    stack.append(contentsOf: wanted)
  }
}
