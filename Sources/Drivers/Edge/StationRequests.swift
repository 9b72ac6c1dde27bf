import Kernel
import NDIS
import Wire

/// The OIDs that every built-in Ethernet adapter implements, and what they set.
///
/// Answers are taken from the adapter's attributes and counters at the time of the request.
/// - Source: network/mandatory-oids-for-miniport-drivers
struct StationRequests {
  /// What the hardware lets through.
  private(set) var packetFilter: PacketFilter = []
  /// The request that set the packet filter; the default before the first.
  private(set) var packetFilterSource = ConfigurationSource.default
  /// Groups the hardware lets through under `multicast`, 6 bytes each.
  private(set) var multicastList: [[UInt8]] = []
  /// Bytes the protocols want to see in one piece.
  private(set) var lookahead: UInt32 = 0
  /// Frames that may wait to be transmitted, and lists for received frames.
  let transmitFrames: UInt32
  let receiveFrames: UInt32
  /// What the link was told to be; what is negotiated at first.
  private(set) var link = LinkParameters()
  /// The adapter's link can be told what to be; else only what it is already is accepted.
  var canForceLink = false
  /// Received frames are held back to be indicated together; nil for an adapter that cannot.
  var moderatesInterrupts: Bool?
  /// Received frames for which no list was free.
  var withoutBuffer: UInt64 = 0

  /// OIDs beside those NDIS answers, for the adapter's attributes.
  static let supported: [OIDNumber] =
    counters.map(\.oid) + [
      .genTransmitBufferSpace, .genReceiveBufferSpace, .genTransmitBlockSize,
      .genReceiveBlockSize, .genVendorId, .genVendorDescription, .genVendorDriverVersion,
      .genMaximumTotalSize, .genCurrentPacketFilter, .genCurrentLookahead,
      .genLinkParameters, .genInterruptModeration, .genPortAuthenticationParameters,
      .genStatistics, .genRcvNoBuffer, .ethernetPermanentAddress, .ethernetCurrentAddress,
      .ethernetMulticastList, .ethernetMaximumListSize,
    ]

  private static let counters:
    [(oid: OIDNumber, value: @Sendable (AdapterStatistics.Values) -> UInt64)] = [
      (
        .genXmitOk,
        {
          $0.transmittedUnicastFrames + $0.transmittedMulticastFrames
            + $0.transmittedBroadcastFrames
        }
      ),
      (
        .genRcvOk,
        { $0.receivedUnicastFrames + $0.receivedMulticastFrames + $0.receivedBroadcastFrames }
      ),
      (.genXmitError, { $0.transmitErrors }),
      (.genRcvError, { $0.receiveErrors }),
      (.genDirectedBytesXmit, { $0.transmittedUnicastBytes }),
      (.genDirectedFramesXmit, { $0.transmittedUnicastFrames }),
      (.genMulticastBytesXmit, { $0.transmittedMulticastBytes }),
      (.genMulticastFramesXmit, { $0.transmittedMulticastFrames }),
      (.genBroadcastBytesXmit, { $0.transmittedBroadcastBytes }),
      (.genBroadcastFramesXmit, { $0.transmittedBroadcastFrames }),
      (.genDirectedBytesRcv, { $0.receivedUnicastBytes }),
      (.genDirectedFramesRcv, { $0.receivedUnicastFrames }),
      (.genMulticastBytesRcv, { $0.receivedMulticastBytes }),
      (.genMulticastFramesRcv, { $0.receivedMulticastFrames }),
      (.genBroadcastBytesRcv, { $0.receivedBroadcastBytes }),
      (.genBroadcastFramesRcv, { $0.receivedBroadcastFrames }),
    ]

  /// The adapter's own address; nil on a medium without link headers.
  let station: MACAddress?

  /// Starts with a closed packet filter.
  init(station: MACAddress?, transmitFrames: Int, receiveFrames: Int) {
    self.station = station
    self.transmitFrames = UInt32(clamping: transmitFrames)
    self.receiveFrames = UInt32(clamping: receiveFrames)
  }

  /// Answers a request.
  mutating func answer(_ request: OIDRequest, _ adapter: MiniportAdapter) -> NDISStatus {
    switch request.kind {
    case .query, .queryStatistics: query(request, adapter)
    case .set: set(request, adapter)
    case .method: .notSupported
    }
  }

  private func query(_ request: OIDRequest, _ adapter: MiniportAdapter) -> NDISStatus {
    guard let attributes = adapter.attributes else { return .notAccepted }
    if let counter = Self.counters.first(where: { $0.oid == request.oid }) {
      return request.answerCounter(counter.value(adapter.statistics.values))
    }
    let longest = attributes.longestFrame
    switch request.oid {
    case .genRcvNoBuffer: return request.answerCounter(withoutBuffer)
    case .genStatistics: return request.answer(adapter.statisticsRecord)
    case .genTransmitBufferSpace:
      return request.answer((transmitFrames &* longest).littleEndianBytes)
    case .genReceiveBufferSpace:
      return request.answer((receiveFrames &* longest).littleEndianBytes)
    case .genTransmitBlockSize, .genReceiveBlockSize, .genMaximumTotalSize:
      return request.answer(longest.littleEndianBytes)
    case .genVendorId: return request.answer(attributes.vendorID.littleEndianBytes)
    case .genVendorDescription:
      return request.answer(Array(attributes.vendorDescription.utf8) + [0])
    case .genVendorDriverVersion:
      return request.answer(attributes.vendorDriverVersion.littleEndianBytes)
    case .genInterruptModeration:
      return request.answer(moderationRecord)
    case .ethernetPermanentAddress: return request.answer(attributes.permanentAddress)
    case .ethernetCurrentAddress: return request.answer(attributes.currentAddress)
    case .ethernetMaximumListSize:
      return request.answer(attributes.maximumMulticastListSize.littleEndianBytes)
    default: return .notSupported
    }
  }

  private mutating func set(_ request: OIDRequest, _ adapter: MiniportAdapter) -> NDISStatus {
    guard let attributes = adapter.attributes else { return .notAccepted }
    let input = request.input
    switch request.oid {
    case .genCurrentPacketFilter:
      guard input.count >= 4 else { return request.rejectLength(needed: 4) }
      let wanted = PacketFilter(rawValue: input.word)
      // NDIS itself serves the two local kinds.
      let served = attributes.supportedPacketFilters.union([.allLocal, .noLocal])
      guard served.isSuperset(of: wanted) else { return .notSupported }
      packetFilter = wanted
      packetFilterSource = .oid(name: request.oid.description, flight: request.flight.id)
    case .genCurrentLookahead:
      guard input.count >= 4 else { return request.rejectLength(needed: 4) }
      guard input.word <= attributes.lookahead else { return .invalidData }
      lookahead = input.word
    case .ethernetMulticastList:
      guard input.count % 6 == 0 else {
        return request.rejectLength(needed: input.count / 6 * 6)
      }
      guard input.count / 6 <= Int(attributes.maximumMulticastListSize) else {
        return .multicastFull
      }
      multicastList = stride(from: 0, to: input.count, by: 6).map { Array(input[$0..<$0 + 6]) }
    case .genLinkParameters: return setLink(request, adapter, attributes)
    case .genInterruptModeration: return setModeration(request)
    case .genPortAuthenticationParameters: return adapter.setPortAuthentication(request)
    default: return .notSupported
    }
    request.accept(input.count)
    return .success
  }

  private mutating func setLink(
    _ request: OIDRequest,
    _ adapter: MiniportAdapter,
    _ attributes: MiniportAttributes
  ) -> NDISStatus {
    let input = request.input
    guard input.count >= LinkParameters.byteCount else {
      return request.rejectLength(needed: LinkParameters.byteCount)
    }
    guard let wanted = LinkParameters(input),
      canForceLink
        ? wanted.isWithin(maximumSpeed: attributes.maximumLinkSpeed)
        : wanted.holds(of: adapter.link)
    else { return .invalidData }
    if canForceLink { link = wanted }
    request.accept(input.count)
    return .success
  }

  /// `NDIS_INTERRUPT_MODERATION_PARAMETERS`: header, no flags, and NotSupported, Enabled or Disabled.
  private var moderationRecord: [UInt8] {
    let state: UInt8 = moderatesInterrupts.map { $0 ? 2 : 3 } ?? 1
    return [0x80, 1, 12, 0, 0, 0, 0, 0, state, 0, 0, 0]
  }

  /// Only Enabled and Disabled can be set, and nothing where the query gives NotSupported.
  private mutating func setModeration(_ request: OIDRequest) -> NDISStatus {
    let input = request.input
    guard input.count >= 12 else { return request.rejectLength(needed: 12) }
    let state: UInt32 = input.value(at: 8)
    guard moderatesInterrupts != nil, input[0] == 0x80, state == 2 || state == 3 else {
      return .invalidData
    }
    moderatesInterrupts = state == 2
    request.accept(input.count)
    return .success
  }

  /// The packet filter, beside the destination of a frame, as the cause of keeping it out.
  func packetFilterCause(_ frame: UnsafeRawBufferPointer, _ causes: CauseTable) -> CauseID {
    let subject = "packet filter = \(packetFilter.short)"
    let general = Cause(subject, source: packetFilterSource)
    guard let station, let destination = MACAddress(bytes: frame) else {
      return causes.intern(general)
    }
    let isOthers = !destination.isMulticast && destination != station
    let to = isOthers ? "\(destination), station \(station)" : "\(destination)"
    return causes.intern(
      seen: Cause("\(subject); to \(to)", source: packetFilterSource),
      general: general
    )
  }

  /// True if the hardware would take a frame with this destination in.
  func admits(_ frame: UnsafeRawBufferPointer) -> Bool {
    if packetFilter.contains(.promiscuous) { return true }
    guard let station else { return packetFilter.contains(.directed) }
    guard let destination = MACAddress(bytes: frame) else { return false }
    guard destination.isMulticast else {
      return packetFilter.contains(.directed) && destination == station
    }
    if destination.isBroadcast { return packetFilter.contains(.broadcast) }
    if packetFilter.contains(.allMulticast) { return true }
    return packetFilter.contains(.multicast)
      && multicastList.contains { frame[0..<6].elementsEqual($0) }
  }
}

extension MiniportAttributes {
  /// Bytes of the longest frame, MAC header included.
  var longestFrame: UInt32 { mtu &+ (medium == .ethernet ? 14 : 0) }
}

extension [UInt8] {
  /// The first four bytes as a number, lowest first; 0 for what is missing.
  fileprivate var word: UInt32 {
    prefix(4).enumerated().reduce(0) { $0 | UInt32($1.element) << UInt32($1.offset * 8) }
  }
}
