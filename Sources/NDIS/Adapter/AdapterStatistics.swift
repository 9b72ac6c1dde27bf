public import DataPath

/// Frames and bytes of an adapter by kind of destination, as OID_GEN_STATISTICS reports them.
///
/// Source: ntddndis/ns-ntddndis-_ndis_statistics_info
public final class AdapterStatistics {
  /// All 18 counters are kept: the flags of `SupportedStatistics`.
  ///
  /// An NDIS 6 driver has to support and report every one of them.
  ///
  /// Source: network/oid-gen-statistics
  public static let supported: UInt32 = 0x3F_87FF

  /// In the order of NDIS_STATISTICS_INFO.
  public struct Values: Equatable, Sendable {
    /// Frames received without an error and discarded all the same: ifInDiscards.
    public var receiveDiscards: UInt64 = 0
    /// Frames received with an error: ifInErrors.
    public var receiveErrors: UInt64 = 0
    /// Bytes of all frames received: ifHCInOctets.
    public var receivedBytes: UInt64 = 0
    /// Frames received for one station: ifHCInUcastPkts.
    public var receivedUnicastFrames: UInt64 = 0
    /// Frames received for a multicast address: ifHCInMulticastPkts.
    public var receivedMulticastFrames: UInt64 = 0
    /// Frames received for the broadcast address: ifHCInBroadcastPkts.
    public var receivedBroadcastFrames: UInt64 = 0
    /// Bytes of all frames transmitted: ifHCOutOctets.
    public var transmittedBytes: UInt64 = 0
    /// Frames transmitted to one station: ifHCOutUcastPkts.
    public var transmittedUnicastFrames: UInt64 = 0
    /// Frames transmitted to a multicast address: ifHCOutMulticastPkts.
    public var transmittedMulticastFrames: UInt64 = 0
    /// Frames transmitted to the broadcast address: ifHCOutBroadcastPkts.
    public var transmittedBroadcastFrames: UInt64 = 0
    /// Frames that an error kept from being transmitted: ifOutErrors.
    public var transmitErrors: UInt64 = 0
    /// Frames discarded instead of transmitted, without an error: ifOutDiscards.
    public var transmitDiscards: UInt64 = 0
    /// Bytes of the unicast frames received: ifHCInUcastOctets.
    public var receivedUnicastBytes: UInt64 = 0
    /// Bytes of the multicast frames received: ifHCInMulticastOctets.
    public var receivedMulticastBytes: UInt64 = 0
    /// Bytes of the broadcast frames received: ifHCInBroadcastOctets.
    public var receivedBroadcastBytes: UInt64 = 0
    /// Bytes of the unicast frames transmitted: ifHCOutUcastOctets.
    public var transmittedUnicastBytes: UInt64 = 0
    /// Bytes of the multicast frames transmitted: ifHCOutMulticastOctets.
    public var transmittedMulticastBytes: UInt64 = 0
    /// Bytes of the broadcast frames transmitted: ifHCOutBroadcastOctets.
    public var transmittedBroadcastBytes: UInt64 = 0

    /// The 18 values in the documented order.
    public var all: [UInt64] {
      [
        receiveDiscards, receiveErrors, receivedBytes, receivedUnicastFrames,
        receivedMulticastFrames, receivedBroadcastFrames, transmittedBytes,
        transmittedUnicastFrames, transmittedMulticastFrames, transmittedBroadcastFrames,
        transmitErrors, transmitDiscards, receivedUnicastBytes, receivedMulticastBytes,
        receivedBroadcastBytes, transmittedUnicastBytes, transmittedMulticastBytes,
        transmittedBroadcastBytes,
      ]
    }
  }

  /// The counters since the adapter was created.
  public private(set) var values = Values()
  /// False for a medium whose frames do not begin with a destination address; all count as unicast.
  var hasDestinations = true

  init() {}

  /// Counts the frames of a chain by their destination address.
  public func count(_ chain: borrowing NetBufferChain, _ direction: Direction) {
    var frames = (unicast: UInt64(0), multicast: UInt64(0), broadcast: UInt64(0))
    var bytes = (unicast: UInt64(0), multicast: UInt64(0), broadcast: UInt64(0))
    chain.forEach { list in
      var next = list.firstBuffer
      while let buffer = next {
        next = buffer.next
        let length = UInt64(buffer.dataLength)
        let start = buffer.contiguous
        if !hasDestinations || start.count < 6 || start[0] & 1 == 0 {
          frames.unicast += 1
          bytes.unicast += length
        } else if start[0..<6].allSatisfy({ $0 == 0xFF }) {
          frames.broadcast += 1
          bytes.broadcast += length
        } else {
          frames.multicast += 1
          bytes.multicast += length
        }
      }
    }
    let total = bytes.unicast + bytes.multicast + bytes.broadcast
    switch direction {
    case .receive:
      values.receivedBytes += total
      values.receivedUnicastFrames += frames.unicast
      values.receivedMulticastFrames += frames.multicast
      values.receivedBroadcastFrames += frames.broadcast
      values.receivedUnicastBytes += bytes.unicast
      values.receivedMulticastBytes += bytes.multicast
      values.receivedBroadcastBytes += bytes.broadcast
    case .transmit:
      values.transmittedBytes += total
      values.transmittedUnicastFrames += frames.unicast
      values.transmittedMulticastFrames += frames.multicast
      values.transmittedBroadcastFrames += frames.broadcast
      values.transmittedUnicastBytes += bytes.unicast
      values.transmittedMulticastBytes += bytes.multicast
      values.transmittedBroadcastBytes += bytes.broadcast
    }
  }

  /// Counts one frame by its destination address.
  ///
  /// - `start`: the frame's first bytes, at least 6 if it has as many.
  /// - `length`: bytes the frame has on the medium.
  public func count(
    frame start: UnsafeRawBufferPointer,
    length: Int,
    _ direction: Direction
  ) {
    let bytes = UInt64(length)
    let isGroup = hasDestinations && start.count >= 6 && start[0] & 1 != 0
    let isBroadcast = isGroup && start[0..<6].allSatisfy { $0 == 0xFF }
    switch direction {
    case .receive:
      values.receivedBytes += bytes
      if isBroadcast {
        values.receivedBroadcastFrames += 1
        values.receivedBroadcastBytes += bytes
      } else if isGroup {
        values.receivedMulticastFrames += 1
        values.receivedMulticastBytes += bytes
      } else {
        values.receivedUnicastFrames += 1
        values.receivedUnicastBytes += bytes
      }
    case .transmit:
      values.transmittedBytes += bytes
      if isBroadcast {
        values.transmittedBroadcastFrames += 1
        values.transmittedBroadcastBytes += bytes
      } else if isGroup {
        values.transmittedMulticastFrames += 1
        values.transmittedMulticastBytes += bytes
      } else {
        values.transmittedUnicastFrames += 1
        values.transmittedUnicastBytes += bytes
      }
    }
  }

  /// Counts frames that had an error.
  public func count(errors frames: UInt64, _ direction: Direction) {
    switch direction {
    case .receive: values.receiveErrors += frames
    case .transmit: values.transmitErrors += frames
    }
  }

  /// Counts frames the adapter discarded without an error.
  public func count(discarded frames: UInt64, _ direction: Direction) {
    switch direction {
    case .receive: values.receiveDiscards += frames
    case .transmit: values.transmitDiscards += frames
    }
  }
}
