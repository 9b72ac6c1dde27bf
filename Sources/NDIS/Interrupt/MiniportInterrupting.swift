public import Kernel

/// A miniport with interrupts: a service routine above DISPATCH_LEVEL and a deferred call per message.
///
/// Source: network/handling-interrupts, network/handling-an-msi-interrupt
public protocol MiniportInterrupting: MiniportDriver {
  /// Looks at the hardware, at device level; nothing else may be done here.
  ///
  /// - C: `MiniportInterrupt`, `MiniportMessageInterrupt`
  func interrupt(_ message: UInt32, on adapter: MiniportAdapter) -> InterruptAnswer

  /// Does the work, at DISPATCH_LEVEL; indicates no more lists than the throttle allows and says if there are more.
  ///
  /// - C: `MiniportInterruptDPC`, `MiniportMessageInterruptDPC`
  func deferredCall(
    _ message: UInt32,
    on adapter: MiniportAdapter,
    throttle: inout ReceiveThrottle
  )
}

/// What a service routine says of an interrupt.
public enum InterruptAnswer: Equatable, Sendable {
  /// Another device's on the same line.
  case notMine
  /// Its own, and nothing more to do.
  case handled
  /// Its own; the deferred call runs on this processor, nil for the current one.
  case queue(Processor?)
}

/// How much a deferred call may indicate, and whether it left something.
///
/// - C: `NDIS_RECEIVE_THROTTLE_PARAMETERS` · Source: network/receive-side-throttle-in-ndis-6-20
public struct ReceiveThrottle: Sendable, Equatable {
  /// No limit (`NDIS_INDICATE_ALL_NBLS`).
  public static let all = UInt32.max

  /// What a miniport with interrupts lists among its keywords.
  public static let keyword = KeywordDescription(
    "MaxNblsToIndicate",
    .integer(1...65_536),
    "Lists that one deferred call of several queues may indicate; no limit if absent, nor before NDIS 6.20."
  )

  /// Lists that may be indicated; `all` for no limit.
  public let maximumLists: UInt32
  /// Lists are left: interrupts stay off and the deferred call runs again.
  public var hasMorePending = false

  /// A throttle of so many lists.
  public init(maximumLists: UInt32) {
    self.maximumLists = maximumLists
  }
}
