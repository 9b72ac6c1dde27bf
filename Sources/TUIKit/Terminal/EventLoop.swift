import CLinux
@preconcurrency import Glibc

/// Waits for the keyboard, for signals and for other descriptors, and for nothing else.
///
/// While none of them has anything and no time-out runs, the process sleeps.
public struct EventLoop: Sendable {
  /// Why the wait ended; several things may have happened.
  public struct Wake: Equatable, Sendable {
    /// Keys, mouse and pastes in order.
    public var input: [InputEvent] = []
    /// Extra descriptors that can be read or were closed by their other end.
    public var ready: [Int32] = []
    /// The window changed its size: call `resize`.
    public var isResized = false
    /// The process was asked to stop: call `suspend`.
    public var isSuspended = false
    /// The process was stopped by somebody else and goes on: call `reclaim`.
    public var isContinued = false
    /// The terminal is gone.
    public var isHungUp = false
  }

  private let input: Int32
  /// Descriptors watched beside the keyboard.
  public var extra: [Int32]
  /// A control byte after which keys are somebody else's: it ends a wake, and what follows it waits in `takeRest`.
  public var handover: UInt8?
  private var rest: [UInt8] = []
  private var decoder = InputDecoder()

  /// Watches a keyboard and extra descriptors.
  public init(input: Int32, extra: [Int32] = []) {
    self.input = input
    self.extra = extra
  }

  /// Sleeps until something happens or the time is over.
  ///
  /// An unfinished key sequence ends the sleep early, with nothing but that key; a time-out of nil has no end.
  public mutating func wait(timeout: Duration?) -> Wake {
    var wake = Wake()
    if !rest.isEmpty {
      let bytes = takeRest()
      feed(bytes[...], at: nd_host_monotonic(), into: &wake)
      return wake
    }
    let signals = nd_terminal_signal_descriptor()
    var watched = ([input, signals] + extra).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let result = poll(&watched, nfds_t(watched.count), milliseconds(until: timeout))
    nd_terminal_park_if_dying()
    let now = nd_host_monotonic()
    if result > 0 {
      if watched[1].revents != 0 { takeSignals(into: &wake) }
      if watched[0].revents != 0 { takeInput(at: now, into: &wake) }
      wake.ready = watched.dropFirst(2).filter { $0.revents != 0 }.map(\.fd)
    }
    wake.input += decoder.expire(at: now)
    return wake
  }

  /// Keys that came after the handover byte.
  public mutating func takeRest() -> [UInt8] {
    defer { rest = [] }
    return rest
  }

  /// Gives keys that somebody else read; the next wait begins with them.
  public mutating func push(_ bytes: [UInt8]) {
    rest += bytes
  }

  /// The shorter of the caller's time and the decoder's, rounded up so that poll does not spin.
  private func milliseconds(until timeout: Duration?) -> Int32 {
    var limit: Int64?
    if let timeout {
      let (seconds, attoseconds) = timeout.components
      let parts = attoseconds / 1_000_000_000_000_000
      let rest: Int64 = attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0
      limit = max(0, min(seconds, 1_000_000) * 1000 + parts + rest)
    }
    if let deadline = decoder.deadline {
      let now = nd_host_monotonic()
      let left = deadline > now ? Int64((deadline - now + 999_999) / 1_000_000) : 0
      limit = min(limit ?? left, left)
    }
    return limit.map { Int32(clamping: $0) } ?? -1
  }

  private func takeSignals(into wake: inout Wake) {
    let signals = nd_terminal_take_signals()
    wake.isResized = signals & UInt32(ND_TERMINAL_RESIZED) != 0
    wake.isSuspended = signals & UInt32(ND_TERMINAL_SUSPEND) != 0
    wake.isContinued = signals & UInt32(ND_TERMINAL_CONTINUED) != 0
  }

  private mutating func feed(_ bytes: ArraySlice<UInt8>, at now: UInt64, into wake: inout Wake) {
    guard let handover, let place = bytes.firstIndex(of: handover) else {
      wake.input += decoder.feed(bytes, at: now)
      return
    }
    wake.input += decoder.feed(bytes[...place], at: now)
    rest = Array(bytes[(place + 1)...])
  }

  private mutating func takeInput(at now: UInt64, into wake: inout Wake) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &bytes, bytes.count)
    if count > 0 {
      feed(bytes[..<count], at: now, into: &wake)
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      wake.isHungUp = true
    }
  }
}
