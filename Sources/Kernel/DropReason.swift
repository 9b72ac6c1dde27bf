/// Why a packet went no further; a number for records, and the table that explains it.
///
/// Numbers are stable: they are stored in session files, new reasons are appended, and those that are missing were of
/// reasons that nothing gave.
@frozen
public struct DropReason: RawRepresentable, Hashable, Sendable {
  /// The number; 0 is no reason.
  public let rawValue: UInt16

  /// Makes a reason from a record's field.
  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The adapter, module or binding was paused or pausing and takes no data.
  public static let paused = DropReason(rawValue: 1)
  /// The adapter was in a low-power state.
  public static let lowPower = DropReason(rawValue: 2)
  /// No binding has a packet filter that admits this kind of frame.
  public static let noMatchingPacketFilter = DropReason(rawValue: 3)
  /// No protocol above has a handler for this kind of packet.
  public static let notForUs = DropReason(rawValue: 4)
  /// A rule of a filter or classifier blocked the packet.
  public static let classifyRule = DropReason(rawValue: 5)
  /// The medium was disconnected.
  public static let mediaDisconnected = DropReason(rawValue: 6)
  /// The packet is longer than the path allows.
  public static let mtuExceeded = DropReason(rawValue: 7)
  /// The queue that had to take the packet was full.
  public static let queueOverrun = DropReason(rawValue: 8)
  /// No list, buffer or memory was free to carry the packet on.
  public static let noResources = DropReason(rawValue: 9)
  /// A header is cut short or contradicts itself.
  public static let malformed = DropReason(rawValue: 10)
  /// A checksum did not match the bytes it covers.
  public static let badChecksum = DropReason(rawValue: 11)
  /// The VLAN of the frame is not one this party belongs to.
  public static let vlanNotMember = DropReason(rawValue: 13)
  /// The sender cancelled the send while it was queued.
  public static let sendAborted = DropReason(rawValue: 14)
  /// The adapter was being reset.
  public static let resetInProgress = DropReason(rawValue: 15)
  /// The packet has a length the adapter cannot send.
  public static let invalidLength = DropReason(rawValue: 17)
  /// The driver finished the packet without carrying it on and gave no reason.
  public static let driverGaveNoReason = DropReason(rawValue: 18)
  /// The frame belongs to a medium this party does not serve.
  public static let unsupportedMedia = DropReason(rawValue: 19)
  /// No protocol is bound to the adapter.
  public static let noBinding = DropReason(rawValue: 20)
  /// The sender or a NO_LOCAL packet filter asked not to receive a looped-back copy.
  public static let loopbackSuppressed = DropReason(rawValue: 22)
  /// The packet exceeded a configured rate.
  public static let rateLimited = DropReason(rawValue: 23)
  /// The NDIS port of the packet is not active.
  public static let portInactive = DropReason(rawValue: 26)
  /// A person dropped the packet while it rested at a breakpoint.
  public static let droppedByHand = DropReason(rawValue: 27)
  /// The host device behind the adapter refused the frame.
  public static let hostRefused = DropReason(rawValue: 28)
  /// The loss rate configured for this party took the packet.
  public static let simulatedLoss = DropReason(rawValue: 29)
  /// The packet asked for an offload that the adapter does not have or has switched off.
  public static let offloadUnavailable = DropReason(rawValue: 30)
}
