/// The four kinds of hand-off between two owners.
public enum HopEdge: UInt8, CaseIterable, Sendable {
  /// Down, towards the miniport.
  case send = 0
  /// The way back of a send.
  case complete = 1
  /// Up, towards the bindings.
  case indicate = 2
  /// The way back of an indication.
  case `return` = 3

  /// The case's name, as documents and filters spell it.
  public var name: String {
    switch self {
    case .send: "send"
    case .complete: "complete"
    case .indicate: "indicate"
    case .return: "return"
    }
  }

  /// Sends and completes are transmit, indicates and returns are receive.
  public var direction: Direction { rawValue < 2 ? .transmit : .receive }

  /// Names of the bits of a call on this edge, lowest first, without the `NDIS_…_FLAGS_` prefix.
  ///
  /// Bits without a documented name come last, as one hexadecimal number.
  public func flagNames(_ flags: UInt32) -> [String] {
    let table: [(UInt32, String)] =
      switch self {
      case .send: Self.sendFlags
      case .indicate: Self.receiveFlags
      case .complete, .return: Self.returnFlags
      }
    var names: [String] = []
    var rest = flags
    for (bit, name) in table where flags & bit != 0 {
      names.append(name)
      rest &= ~bit
    }
    if rest != 0 { names.append("0x" + String(rest, radix: 16)) }
    return names
  }

  private static let sendFlags: [(UInt32, String)] = [
    (0x1, "DISPATCH_LEVEL"), (0x2, "CHECK_FOR_LOOPBACK"), (0x4, "SINGLE_QUEUE"),
    (0x10, "SWITCH_DESTINATION_GROUP"), (0x20, "SWITCH_SINGLE_SOURCE"),
  ]
  private static let receiveFlags: [(UInt32, String)] = [
    (0x1, "DISPATCH_LEVEL"), (0x2, "RESOURCES"), (0x100, "SINGLE_ETHER_TYPE"),
    (0x200, "SINGLE_VLAN"), (0x400, "PERFECT_FILTERED"), (0x800, "SINGLE_QUEUE"),
    (0x1000, "SHARED_MEMORY_INFO_VALID"), (0x2000, "MORE_NBLS"),
    (0x4000, "SWITCH_DESTINATION_GROUP"), (0x8000, "SWITCH_SINGLE_SOURCE"),
  ]
  private static let returnFlags: [(UInt32, String)] = [
    (0x1, "DISPATCH_LEVEL"), (0x2, "SINGLE_QUEUE"), (0x4, "SWITCH_SINGLE_SOURCE"),
  ]
}
