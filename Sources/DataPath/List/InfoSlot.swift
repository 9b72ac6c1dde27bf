/// An out-of-band information slot of a list.
///
/// - C: `NDIS_NET_BUFFER_LIST_INFO` · Source: nblinfo/ne-nblinfo-ndis_net_buffer_list_info
@frozen
public enum InfoSlot: UInt8, CaseIterable, Sendable {
  case checksum = 0
  case ipsecOffload = 1
  case largeSend = 2
  case classificationHandle = 3
  case ieee8021Q = 4
  case cancelID = 5
  case mediaSpecific = 6
  case frameType = 7
  case hashValue = 8
  case hashInfo = 9
  case wfp = 10
  case ipsecTunnel = 11
  case ipsecHeader = 12
  case correlationID = 13
  case filteringInfo = 14
  case mediaSpecificEx = 15
  case originalInterface = 16
  case receiveBytesTransferred = 17
  case switchForwardingReserved = 18
  case switchForwardingDetail = 19
  case virtualSubnet = 20
  case intermediateReserved = 21
  case segmentCoalescing = 22
  case timestampDelta = 23
}

/// Slots that a send path copies to a derived list (`NdisCopySendNetBufferListInfo`).
@usableFromInline let sendInfoSlots: [InfoSlot] = [
  .checksum, .ipsecOffload, .largeSend, .ieee8021Q, .cancelID, .mediaSpecific, .frameType,
  .filteringInfo, .virtualSubnet,
]

/// Slots that a receive path copies to a derived list (`NdisCopyReceiveNetBufferListInfo`).
@usableFromInline let receiveInfoSlots: [InfoSlot] = [
  .checksum, .ipsecOffload, .largeSend, .ieee8021Q, .mediaSpecific, .frameType, .hashValue,
  .hashInfo, .filteringInfo, .virtualSubnet,
]
