public import DataPath
import Kernel
public import NDIS

/// A bad line: loses, delays, duplicates, reorders and damages packets, and lets only so many through.
///
/// Everything is drawn from the instance's own random stream and timed by the machine's clock, so a seed gives the same
/// packets the same fate in stepped mode. A list is one packet here, also a large send or a coalesced unit. In this
/// order: loss, duplicate, corrupt, rate, delay with jitter, reorder.
///
/// - Lost packets, and those for which no more room is left before the rate, are dropped with the setting as cause.
/// - Held lists go on by a timer, all that are due together. A pause drops them as `Paused`, a cancelled send as
///   `SendAborted`.
/// - A duplicate is a packet of its own over its own bytes, a child of the one it was made from. So is a damaged one,
///   in whose place the original ends here: bytes of others are never written. What is known of the checksums is
///   dropped with the damage; those that the adapter was to calculate are calculated first. A large send is never
///   damaged, for its segments would get checksums that fit.
/// - Received lists lent under RESOURCES come here as copies of NDIS.
///
/// Keywords count for both directions; those in `receive` or `send` count for that direction instead. A direction in
/// which nothing is to happen is bypassed: the module has no handler there.
///
/// Handlers: send, cancel send, receive; send complete and return where packets are made here. A modifying filter of
/// class diagnostic.
public final class ImpairFilter: FilterSending, FilterSendCompleting, FilterSendCancelling,
  FilterReceiving, FilterReturning, FilterModuleOptioning, FilterStatusReceiving, Reconfigurable
{
  /// What the driver declares.
  public static let component = ComponentDescription.filter(
    "impair",
    displayName: "Line impairment",
    summary: "Loses, delays, duplicates, reorders, damages and limits packets.",
    .modifying(.diagnostic, mediaTypes: ["ethernet", "ip"]),
    keywords: Impairment.keywords + [
      KeywordDescription("receive", Impairment.overrides, "What is different on the way up."),
      KeywordDescription("send", Impairment.overrides, "What is different on the way down."),
    ]
  )

  /// The module's name and settings.
  public private(set) var configuration: InstanceConfiguration
  let up: ImpairedWay
  let down: ImpairedWay
  private let board: SettingsBoard

  /// Reads the settings.
  public init(_ configuration: InstanceConfiguration) {
    self.configuration = configuration
    board = SettingsBoard(configuration)
    up = ImpairedWay(.receive, Impairment(configuration, "receive"), configuration.context.machine)
    down = ImpairedWay(.transmit, Impairment(configuration, "send"), configuration.context.machine)
  }

  /// Takes other values; what was held was let go by the pause, and the counts go on.
  public func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError) {
    do throws(MemoryError) {
      try up.prepare(Impairment(configuration, "receive"))
      try down.prepare(Impairment(configuration, "send"))
    } catch {
      throw DriverError(
        "there is no memory for packets of its own",
        source: configuration.source,
        mend: "end other programs, or leave out duplicate and corrupt"
      )
    }
    up.change(Impairment(configuration, "receive"))
    down.change(Impairment(configuration, "send"))
    self.configuration = configuration
    board.configure(configuration)
    board.refresh()
  }

  /// What happened to packets on their way up.
  public var received: ImpairCounts { up.counts }
  /// What happened to packets on their way down.
  public var sent: ImpairCounts { down.counts }

  /// `FilterAttach`.
  public func attach(_ module: FilterModule) throws(NDISStatus) {
    // Two modules of one name on two adapters are not to lose the same packets.
    let random = configuration.random.child(module.adapter.name)
    do throws(MemoryError) {
      try up.attach(module, random.child("receive"))
      try down.attach(module, random.child("send"))
    } catch {
      throw .resources
    }
    board.show = { [weak module] in module?.settings = $0 }
    board.live = { [unowned self] in up.rows + down.rows }
    for way in [up, down] {
      way.changed = { [unowned self] in board.refreshLater() }
    }
    board.refresh()
  }

  /// `FilterSetModuleOptions`.
  public func moduleOptions(_ module: FilterModule) -> FilterHandlers {
    var handlers: FilterHandlers = []
    if !up.impairment.isNothing { handlers.insert(.receive) }
    if up.impairment.makesPackets { handlers.insert(.returnReceived) }
    if !down.impairment.isNothing { handlers.formUnion([.send, .cancelSend]) }
    if down.impairment.makesPackets { handlers.insert(.sendComplete) }
    return handlers
  }

  /// `FilterDetach`.
  public func detach(_ module: FilterModule) {
    up.detach()
    down.detach()
    board.stop()
  }

  /// `FilterStatus`: passed on; a filter that receives must have it.
  public func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  /// `FilterPause`: what is held ends here, and what was made here comes home.
  public func pause(_ module: FilterModule) -> Completion {
    let received = up.takeHeld()
    let sent = down.takeHeld()
    let cause = module.stateCause
    if !received.isEmpty { up.drop(received, module, reason: .paused, cause: cause) }
    if !sent.isEmpty { down.drop(sent, module, reason: .paused, cause: cause, status: .paused) }
    return module.pauseWhenHome()
  }

  /// `FilterRestart`.
  public func restart(_ module: FilterModule) -> Completion {
    up.restart()
    down.restart()
    return .success
  }

  /// `FilterSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    down.take(chain, module)
  }

  /// `FilterCancelSendNetBufferLists`.
  public func cancelSends(withID id: UInt64, on module: FilterModule) {
    let cancelled = down.takeHeld { $0.info(.cancelID) == id }
    if !cancelled.isEmpty {
      down.drop(
        cancelled,
        module,
        reason: .sendAborted,
        cause: module.adapter.cancelCause(id),
        status: .sendAborted
      )
    }
  }

  /// `FilterSendNetBufferListsComplete`.
  public func completeSend(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: SendCompleteFlags
  ) {
    var lists = chain
    down.takeHome(&lists, module)
    if !lists.isEmpty { module.completeSend(lists, flags: flags) }
  }

  /// `FilterReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    up.take(chain, module)
  }

  /// `FilterReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    var lists = chain
    up.takeHome(&lists, module)
    if !lists.isEmpty { module.returnReceived(lists, flags: flags) }
  }
}

/// What an impaired direction did to packets so far.
public struct ImpairCounts: Equatable, Sendable {
  /// Packets that came.
  public var packets: UInt64 = 0
  /// Lost by the loss rate.
  public var lost: UInt64 = 0
  /// Dropped because too much waited for the rate.
  public var limited: UInt64 = 0
  /// Made a second time.
  public var duplicated: UInt64 = 0
  /// Held longer than their neighbours.
  public var reordered: UInt64 = 0
  /// Of which one bit was turned over.
  public var corrupted: UInt64 = 0
}
