import Wire

extension InfoSlotValue {
  /// The slots and their parts as fields of display filters: `info.Ieee8021QNetBufferListInfo.VlanId`.
  static let definitions: [FieldDefinition] = documentedNames.flatMap { slot in
    [FieldDefinition("info.\(slot)", .text, "Information slot \(slot)")]
      + (parts[slot] ?? []).map { part in
        FieldDefinition(
          "info.\(slot).\(part)",
          texts.contains(part) ? .text : .decimal,
          "\(part) of \(slot)"
        )
      }
  }

  /// Parts whose value is a word.
  private static let texts = ["HashFunction", "HashType"]

  private static let parts: [String: [String]] = [
    "TcpIpChecksumNetBufferListInfo": [
      "IsIPv4", "IsIPv6", "TcpChecksum", "UdpChecksum", "IpHeaderChecksum", "TcpHeaderOffset",
      "TcpChecksumFailed", "UdpChecksumFailed", "IpChecksumFailed", "TcpChecksumSucceeded",
      "UdpChecksumSucceeded", "IpChecksumSucceeded", "Loopback", "TcpChecksumValueInvalid",
      "IpChecksumValueInvalid",
    ],
    "TcpLargeSendNetBufferListInfo": ["MSS", "TcpHeaderOffset", "Type", "IPVersion", "TcpPayload"],
    "Ieee8021QNetBufferListInfo": ["UserPriority", "CanonicalFormatId", "VlanId"],
    "NetBufferListCancelId": ["CancelId"],
    "NetBufferListFrameType": ["FrameType"],
    "NetBufferListHashValue": ["HashValue"],
    "NetBufferListHashInfo": ["HashFunction", "HashType"],
    "NetBufferListFilteringInfo": ["FilterId", "QueueVPortId"],
    "NblOriginalInterfaceIfIndex": ["IfIndex"],
    "TcpRecvSegCoalesceInfo": ["CoalescedSegCount", "DupAckCount"],
    "RscTcpTimestampDelta": ["TimestampDelta"],
  ]
}

extension InfoField {
  /// The value as a filter compares it: a number where it is one, else a text.
  var filterValue: FieldValue {
    if value.hasPrefix("0x"), let number = UInt64(value.dropFirst(2), radix: 16) {
      return .unsigned(number)
    }
    return UInt64(value).map { .unsigned($0) } ?? .text(value)
  }
}
