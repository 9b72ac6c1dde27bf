extension InfoSlotValue {
  /// Names and decodes a slot's word as it is meant on an edge.
  ///
  /// - Source: nblinfo/ne-nblinfo-ndis_net_buffer_list_info
  public init(slot: UInt8, rawValue: UInt64, edge: HopEdge) {
    self.init(
      slot: slot,
      rawValue: rawValue,
      name: Self.name(of: slot),
      fields: Self.fields(of: slot, rawValue, edge)
    )
  }

  /// The documented name of a slot.
  public static func name(of slot: UInt8) -> String {
    Int(slot) < names.count ? names[Int(slot)] : "NetBufferListInfo[\(slot)]"
  }

  /// The decoded parts in one line; the whole word in hexadecimal where there are none.
  public var text: String {
    fields.isEmpty
      ? hexadecimal(rawValue)
      : fields.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
  }

  /// The slots that have a documented name.
  static var documentedNames: [String] { names }

  private static let names = [
    "TcpIpChecksumNetBufferListInfo", "IPsecOffloadV1NetBufferListInfo",
    "TcpLargeSendNetBufferListInfo", "ClassificationHandleNetBufferListInfo",
    "Ieee8021QNetBufferListInfo", "NetBufferListCancelId", "MediaSpecificInformation",
    "NetBufferListFrameType", "NetBufferListHashValue", "NetBufferListHashInfo",
    "WfpNetBufferListInfo", "IPsecOffloadV2TunnelNetBufferListInfo",
    "IPsecOffloadV2HeaderNetBufferListInfo", "NetBufferListCorrelationId",
    "NetBufferListFilteringInfo", "MediaSpecificInformationEx", "NblOriginalInterfaceIfIndex",
    "TcpReceiveBytesTransferred", "SwitchForwardingReserved", "SwitchForwardingDetail",
    "VirtualSubnetInfo", "IMReserved", "TcpRecvSegCoalesceInfo", "RscTcpTimestampDelta",
  ]

  private static func fields(of slot: UInt8, _ value: UInt64, _ edge: HopEdge) -> [InfoField] {
    let isSend = edge.direction == .transmit
    switch slot {
    case 0: return isSend ? transmitChecksum(value) : flags(value, receiveChecksumBits)
    case 2: return isSend ? largeSend(value, isComplete: edge == .complete) : []
    case 4:
      return [
        field("UserPriority", value, 0, 3), field("CanonicalFormatId", value, 3, 1),
        field("VlanId", value, 4, 12),
      ]
    case 5: return [InfoField(name: "CancelId", value: hexadecimal(value))]
    case 7: return [InfoField(name: "FrameType", value: hexadecimal(value & 0xFFFF))]
    case 8: return [InfoField(name: "HashValue", value: hexadecimal(value & 0xFFFF_FFFF))]
    case 9: return hashInfo(value)
    case 14: return [field("FilterId", value, 0, 16), field("QueueVPortId", value, 16, 16)]
    case 16: return [field("IfIndex", value, 0, 32)]
    case 22 where !isSend:
      return [field("CoalescedSegCount", value, 0, 16), field("DupAckCount", value, 16, 16)]
    case 23 where !isSend: return [field("TimestampDelta", value, 0, 32)]
    default: return []
    }
  }

  private static func field(
    _ name: String,
    _ word: UInt64,
    _ low: UInt64,
    _ bits: UInt64
  )
    -> InfoField
  {
    InfoField(name: name, value: "\((word >> low) & ((1 << bits) - 1))")
  }

  /// The names of the bits that are set, each with value 1.
  private static func flags(_ value: UInt64, _ names: [String]) -> [InfoField] {
    var fields: [InfoField] = []
    for (bit, name) in names.enumerated() where value & (1 << UInt64(bit)) != 0 {
      fields.append(InfoField(name: name, value: "1"))
    }
    return fields
  }

  private static let receiveChecksumBits = [
    "TcpChecksumFailed", "UdpChecksumFailed", "IpChecksumFailed", "TcpChecksumSucceeded",
    "UdpChecksumSucceeded", "IpChecksumSucceeded", "Loopback", "TcpChecksumValueInvalid",
    "IpChecksumValueInvalid",
  ]

  private static func transmitChecksum(_ value: UInt64) -> [InfoField] {
    flags(value, ["IsIPv4", "IsIPv6", "TcpChecksum", "UdpChecksum", "IpHeaderChecksum"])
      + [field("TcpHeaderOffset", value, 16, 10)]
  }

  /// On its way back the first version holds the bytes sent, the second nothing.
  private static func largeSend(_ value: UInt64, isComplete: Bool) -> [InfoField] {
    let isSecond = value & (1 << 30) != 0
    if isComplete {
      return isSecond
        ? [field("Type", value, 30, 1)]
        : [field("TcpPayload", value, 0, 30), field("Type", value, 30, 1)]
    }
    var fields = [
      field("MSS", value, 0, 20), field("TcpHeaderOffset", value, 20, 10),
      field("Type", value, 30, 1),
    ]
    if isSecond { fields.append(field("IPVersion", value, 31, 1)) }
    return fields
  }

  private static func hashInfo(_ value: UInt64) -> [InfoField] {
    let word = UInt32(truncatingIfNeeded: value)
    let names = HashInformation.typeNames(word)
    return [
      InfoField(name: "HashFunction", value: HashInformation.functionName(word) ?? "0x0"),
      InfoField(name: "HashType", value: names.isEmpty ? "none" : names.joined(separator: " ")),
    ]
  }
}

/// A word in hexadecimal, as output spells it.
func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
