public import DataPath
public import NDIS

/// Watches every frame of an adapter in both directions and leaves it as it is.
///
/// A monitoring filter: it stands above all modifying filters, changes nothing and starts nothing. Handlers: send,
/// receive (also lent lists), status; finished sends and returned lists pass it by.
///
/// What a person sees: frames and bytes by direction among the module's settings. Whoever sets `sink` gets every frame.
public final class CaptureFilter: FilterSending, FilterBorrowing, FilterStatusReceiving {
  /// What the driver declares.
  public static let component = ComponentDescription.filter(
    "capture",
    displayName: "Capture",
    summary: "Watches every frame in both directions; changes nothing.",
    .monitoring(mediaTypes: ["ethernet", "ip"])
  )

  /// Frames and bytes of one direction.
  public struct Count: Equatable, Sendable {
    /// Frames seen.
    public var frames: UInt64 = 0
    /// Bytes seen.
    public var bytes: UInt64 = 0

    static func += (left: inout Count, right: Count) {
      left.frames += right.frames
      left.bytes += right.bytes
    }
  }

  /// The module's name and settings.
  public let configuration: InstanceConfiguration
  /// Gets each frame as it passes; reads only, and only during the call.
  public var sink: ((NetBuffer, NetBufferList, Direction) -> Void)?
  /// Frames on their way down.
  public private(set) var sent = Count()
  /// Frames on their way up.
  public private(set) var received = Count()
  private let board: SettingsBoard

  /// Makes the driver of one module.
  public init(_ configuration: InstanceConfiguration) {
    self.configuration = configuration
    board = SettingsBoard(configuration)
  }

  /// `FilterAttach`.
  public func attach(_ module: FilterModule) throws(NDISStatus) {
    board.show = { [weak module] in module?.settings = $0 }
    board.live = { [unowned self] in
      [
        ("sentFrames", "\(sent.frames)"), ("sentBytes", "\(sent.bytes)"),
        ("receivedFrames", "\(received.frames)"), ("receivedBytes", "\(received.bytes)"),
      ]
    }
    board.refresh()
  }

  /// `FilterDetach`.
  public func detach(_ module: FilterModule) {
    board.stop()
  }

  /// `FilterPause`.
  public func pause(_ module: FilterModule) -> Completion {
    board.refresh()
    return .success
  }

  /// `FilterRestart`.
  public func restart(_ module: FilterModule) -> Completion {
    .success
  }

  /// `FilterSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    sent += watch(chain, .transmit)
    module.send(chain, port: port, flags: flags)
  }

  /// `FilterReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    received += watch(chain, .receive)
    module.indicate(chain, port: port, flags: flags)
  }

  /// `FilterReceiveNetBufferLists` under RESOURCES.
  public func receiveLoan(
    _ chain: inout NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    received += watch(chain, .receive)
    module.indicateLoan(&chain, port: port, flags: flags)
  }

  /// `FilterStatus`.
  public func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  private func watch(_ chain: borrowing NetBufferChain, _ direction: Direction) -> Count {
    var count = Count()
    chain.forEach { list in
      var next = list.firstBuffer
      while let buffer = next {
        count.frames += 1
        count.bytes += UInt64(buffer.dataLength)
        sink?(buffer, list, direction)
        next = buffer.next
      }
    }
    board.refreshLater()
    return count
  }
}
