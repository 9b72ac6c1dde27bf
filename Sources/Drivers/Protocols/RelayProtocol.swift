import DataPath
import Kernel
public import NDIS

/// Joins two adapters: every frame received on one is sent on the other.
///
/// It opens both promiscuously and without loopback. A frame goes on without a copy: the sent list describes the
/// received bytes, is a child of the received one, and the received list is returned when the send completes. Its VLAN
/// slot goes along.
///
/// - An ordinary frame is sent as it came, with its checksums, right or wrong: the host at the end judges them.
/// - A coalesced unit becomes a large send of version 2 with the segment size it was made of. For that the headers are
///   copied and prepared as the contract wants it: IP length and header checksum 0, TCP checksum the pseudo-header sum
///   without the length. A unit whose checksum was not found right is verified first, for the segments get new ones.
/// - What cannot be sent is dropped: `QueueOverrun` if `queue` lists are under way on that side, `NoBinding` if the
///   other adapter is not there, `Paused` if one of the two is.
///
/// Keywords: `queue`. Both bindings of one instance make the relay; it takes exactly two adapters, both Ethernet.
///
/// What a person sees: frames and bytes sent on each side among the bindings' settings; every received journey ends
/// here as delivered and its child goes on at the other adapter.
public final class RelayProtocol: ProtocolDriver {
  /// What the driver declares.
  public static let component = ComponentDescription.protocol(
    "relay",
    displayName: "Relay",
    summary: "Sends every frame of one adapter on another, both ways.",
    keywords: [
      KeywordDescription(
        "queue",
        .integer(1...65_536),
        default: .integer(1_024),
        "Frames under way to each adapter at most; what comes beyond is dropped."
      )
    ]
  )

  /// The binding's name and settings.
  public let configuration: InstanceConfiguration
  /// Frames sent on this side.
  public internal(set) var frames: UInt64 = 0
  /// Bytes sent on this side.
  public internal(set) var bytes: UInt64 = 0
  /// Coalesced units among them.
  public internal(set) var units: UInt64 = 0
  /// Received lists whose children are on the other side.
  public internal(set) var held = 0
  weak var binding: ProtocolBinding?
  /// What closed the binding on the other side; where this half is bound.
  var otherClosed = ConfigurationSource.default
  var deriver: Deriver?
  var completesPause = false
  var scratch: [UInt8] = []
  let board: SettingsBoard
  private let queue: Int

  /// Reads the settings.
  ///
  /// - Throws: `DriverError` if the instance is not bound to two adapters.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    self.configuration = configuration
    let adapters = configuration.adapters
    guard adapters.count == 2 else {
      let bound = adapters.isEmpty ? "none" : adapters.joined(separator: ", ")
      throw DriverError(
        "relay \(configuration.name) joins two adapters and is bound to \(adapters.count): \(bound)",
        source: configuration.source,
        mend: "write bind: with the names of two adapters"
      )
    }
    queue = Int(configuration.settings.integer("queue") ?? 1_024)
    board = SettingsBoard(configuration)
    configuration.context.register(self, name: configuration.name)
  }

  /// The half on the other adapter; nil while it is not bound.
  var partner: RelayProtocol? {
    configuration.context.partner(of: self, name: configuration.name)
  }

  /// `ProtocolBindAdapterEx`.
  public func bind(_ binding: ProtocolBinding) -> Completion {
    guard binding.adapter.attributes?.medium == .ethernet else { return .done(.unsupportedMedia) }
    do throws(MemoryError) {
      deriver = Deriver(
        pool: try NetBufferListPool(
          owner: binding.party.record,
          direction: .transmit,
          capacity: queue,
          dataSize: 0
        ),
        // Each may need a descriptor for its headers and one for the rest.
        descriptors: try DescriptorSource(capacity: queue * 2, slotBytes: Self.longestHeader)
      )
    } catch {
      return .done(.resources)
    }
    self.binding = binding
    board.show = { [weak binding] in binding?.settings = $0 }
    board.live = { [unowned self] in
      [
        ("sentFrames", "\(frames)"), ("sentBytes", "\(bytes)"), ("sentUnits", "\(units)"),
        ("held", "\(held)"),
      ]
    }
    board.refresh()
    return .done(binding.open())
  }

  /// Bytes of the longest headers that a coalesced unit may have.
  static let longestHeader = 256

  /// `ProtocolUnbindAdapterEx`.
  public func unbind(_ binding: ProtocolBinding) -> Completion {
    partner?.otherClosed = binding.party.lastMove?.source ?? .default
    binding.close()
    board.stop()
    self.binding = nil
    deriver = nil
    return .success
  }

  /// `NetEventPause`: pends until what was received here is back and what was sent here is home.
  public func pause(_ binding: ProtocolBinding) -> Completion {
    board.refresh()
    guard held == 0 else {
      completesPause = true
      return .pending
    }
    return binding.pauseWhenHome()
  }

  /// `NetEventRestart`.
  public func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    let filter: PacketFilter = [.promiscuous, .noLocal]
    if binding.packetFilter != filter { binding.setPacketFilter(filter) }
    binding.spreadReceives()
    return .success
  }

  /// `ProtocolOidRequestComplete`.
  public func requestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    binding.warn(of: request, status, in: configuration)
  }

  /// `ProtocolStatusEx`.
  public func status(_ indication: StatusIndication, on binding: ProtocolBinding) {}
}
