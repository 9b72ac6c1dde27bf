import CNDIS
import DataPath

/// What the flags of a call claim of its whole chain.
struct ChainClaims {
  private let edge: Edge
  private let flags: UInt32
  private var etherType: UInt16?
  private var vlan: UInt64?
  private var queue: UInt64?

  init(_ edge: Edge, _ flags: UInt32) {
    self.edge = edge
    self.flags = flags
  }

  private func claims(_ receive: ReceiveFlags, _ send: SendFlags = []) -> Bool {
    edge == .indicate
      ? flags & receive.rawValue != 0 : edge == .send && flags & send.rawValue != 0
  }

  /// What of the claims this list, after those before it, makes untrue; nil if nothing.
  mutating func problem(of list: NetBufferList) -> String? {
    if claims(.singleEtherType), let type = list.etherType {
      if let etherType, etherType != type {
        return
          "SINGLE_ETHER_TYPE, but \(Self.hex(etherType)) and \(Self.hex(type)) are in the chain"
      }
      etherType = type
    }
    if claims(.singleVLAN) {
      let id = list.info(.ieee8021Q) >> 4 & 0xFFF
      if let vlan, vlan != id { return "SINGLE_VLAN, but VLANs \(vlan) and \(id) are in the chain" }
      vlan = id
    }
    if claims(.singleQueue, .singleQueue) {
      let id = list.info(.filteringInfo) >> 16 & 0xFFFF
      if let queue, queue != id {
        return "SINGLE_QUEUE, but queues \(queue) and \(id) are in the chain"
      }
      queue = id
    }
    return nil
  }

  fileprivate static func hex(_ type: UInt16) -> String {
    "0x" + String(type, radix: 16, uppercase: true)
  }
}

extension Verifier {
  /// Compares what is claimed of a list on its way with the list.
  ///
  /// Each untrue claim is reported once, of whoever made it: who passes the list on after that did nothing.
  func checkClaims(
    _ list: NetBufferList,
    giver: UInt32,
    isNDIS: Bool,
    _ claims: inout ChainClaims
  ) {
    let prefix = list.prefix
    if prefix.pointee.home == giver { prefix.pointee.flags &= ~UInt32(ND_LIST_CLAIMED) }
    let flags = claims.problem(of: list)
    // A copy says of itself what its original said.
    if let parent = list.record.pointee.ParentNetBufferList {
      prefix.pointee.flags |= nd_list_prefix(parent).pointee.flags & UInt32(ND_LIST_CLAIMED)
    }
    // NDIS copies what it got, flags and all; whoever passes the copy on did not make them.
    if isNDIS, list.contradiction != nil { prefix.pointee.flags |= UInt32(ND_LIST_CLAIMED) }
    let wasReported = prefix.pointee.flags & UInt32(ND_LIST_CLAIMED) != 0
    guard !wasReported else { return }
    if let flags {
      note(.singleFlagUntrue, giver, list, flags)
    } else if let problem = list.contradiction {
      note(.listFlagsContradict, giver, list, problem)
    } else if let parent = list.record.pointee.ParentNetBufferList,
      parent.pointee.ChildRefCount <= 0
    {
      note(
        .childCountWrong,
        giver,
        list,
        "its parent counts \(parent.pointee.ChildRefCount) children, and this one is out"
      )
    }
  }

  private func note(_ rule: VerifierRule, _ giver: UInt32, _ list: NetBufferList, _ detail: String)
  {
    list.prefix.pointee.flags |= UInt32(ND_LIST_CLAIMED)
    report(rule, party: giver, journey: list.journey, detail)
  }
}

extension NetBufferList {
  /// Bytes 12 and 13 of an Ethernet frame; nil if they do not lie in one piece.
  fileprivate var etherType: UInt16? {
    guard let bytes = firstBuffer?.contiguous, bytes.count >= 14 else { return nil }
    return UInt16(bytes[12]) << 8 | UInt16(bytes[13])
  }

  /// What the list's flags say that cannot be, or is not so; nil if nothing.
  ///
  /// Source: nbl/ns-nbl-net_buffer_list
  fileprivate var contradiction: String? {
    let all = NBLFlags(rawValue: flags)
    let versions: NBLFlags = [.isIPv4, .isIPv6]
    let transports: NBLFlags = [.isTCP, .isUDP]
    guard !all.isDisjoint(with: versions.union(transports)) else { return nil }
    if all.isSuperset(of: versions) { return "its flags say IPv4 and IPv6" }
    if all.isSuperset(of: transports) { return "its flags say TCP and UDP" }
    if all.isDisjoint(with: versions) { return "its flags say TCP or UDP and no version of IP" }
    guard let etherType, etherType == 0x0800 || etherType == 0x86DD else { return nil }
    return all.contains(.isIPv4) == (etherType == 0x0800)
      ? nil
      : "its flags say \(all.contains(.isIPv4) ? "IPv4" : "IPv6"), its EtherType \(ChainClaims.hex(etherType))"
  }
}
