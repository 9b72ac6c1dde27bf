import CLinux
public import Drivers
import Glibc
import NDIS

/// A private host that is up: a user and network namespace of this person's own, held by a keeper process.
///
/// Make it on the main thread before any other thread exists. Nothing of it outlives this process.
public final class PrivateHost {
  /// What runs inside.
  public struct Command {
    /// Program and arguments; never empty.
    public var arguments: [String]
    /// The environment, `NAME=value`.
    public var environment: [String]
    /// The terminal it gets as its own; nil leaves it that of this process.
    public var terminal: Int32?

    /// Makes a command.
    public init(_ arguments: [String], environment: [String], terminal: Int32? = nil) {
      self.arguments = arguments
      self.environment = environment
      self.terminal = terminal
    }
  }

  /// What became of the command.
  public enum Event: Equatable, Sendable {
    /// It runs, as this process.
    case started(Int32)
    /// It could not be started; an errno.
    case notStarted(Int32)
    /// A signal stopped it.
    case stopped(Int32)
    /// It goes on.
    case continued
    /// It ended, with its exit code or 128 + the signal.
    case exited(Int32)
    /// Its keeper was killed.
    case lost
  }

  /// The host's name.
  public let name: String
  /// Readable when there is an event.
  public let descriptor: Int32
  private let keeper: Int32
  private let running: [(adapter: String, tap: EdgeDescriptors.Tap)]
  private var hasEnded = false

  /// Makes a host; its command waits for `go`.
  ///
  /// - Throws: `PrivateHostError` with the step that failed.
  public init(_ host: HostPlan.Host, command: Command?) throws(PrivateHostError) {
    guard let plan = nd_private_create(host.name) else {
      throw PrivateHostError(step: ND_PRIVATE_FORK, code: ENOMEM, interface: "")
    }
    defer { free(plan) }
    for interface in host.interfaces { try Self.add(interface, to: plan) }
    var up = nd_private_running()
    var failure = nd_private_failure()
    let code = Self.withWords(command) { nd_private_start(plan, $0, &up, &failure) }
    guard code == 0 else {
      let place = Int(failure.interface)
      throw PrivateHostError(
        step: failure.step,
        code: failure.code,
        interface: host.interfaces.indices.contains(place) ? host.interfaces[place].name : ""
      )
    }
    name = host.name
    descriptor = up.control
    keeper = up.keeper
    running = Self.taps(host, up)
  }

  deinit {
    end()
    for (_, tap) in running {
      for descriptor in tap.queues + [tap.netlink, tap.monitor] { close(descriptor) }
    }
  }

  /// Adds its descriptors to those of an engine.
  public func give(to edges: inout EdgeDescriptors) {
    for (adapter, tap) in running { edges[adapter] = tap }
  }

  /// Lets the command start.
  public func go() { _ = nd_private_go(descriptor) }

  /// Sends a signal to the command.
  public func signal(_ number: Int32) { _ = nd_private_signal(descriptor, number) }

  /// The next event; nil if there is none yet.
  public func next() -> Event? {
    let event = nd_private_next(descriptor)
    return switch event.kind {
    case ND_PRIVATE_STARTED: .started(event.value)
    case ND_PRIVATE_NOT_STARTED: .notStarted(event.value)
    case ND_PRIVATE_STOPPED: .stopped(event.value)
    case ND_PRIVATE_CONTINUED: .continued
    case ND_PRIVATE_EXITED: .exited(event.value)
    case ND_PRIVATE_LOST: .lost
    default: nil
    }
  }

  /// Ends what is left inside, HUP first and KILL 200 ms later, and waits for it.
  ///
  /// - Returns: how the command ended, unless an event told it before.
  @discardableResult
  public func end() -> Int32? {
    guard !hasEnded else { return nil }
    hasEnded = true
    let code = nd_private_end(keeper, descriptor)
    return code < 0 ? nil : code
  }

  /// After a lost keeper: ends all that is left of it, and tells how the command ended if that is known.
  public static func endOrphans(command: Int32) -> Int32? {
    let code = nd_private_end_descendants(command)
    return code < 0 ? nil : code
  }

  /// Whether a process is stopped.
  public static func isStopped(_ process: Int32) -> Bool { nd_private_is_stopped(process) }

  /// Joins a host's namespaces and becomes the command; returns only if that failed.
  public static func enter(
    _ host: RunningHost,
    _ command: Command
  ) -> PrivateHostError {
    var failure = nd_private_failure()
    withWords(command) { words in
      guard let words else { return }
      nd_private_enter(
        host.keeper,
        words.pointee.arguments,
        words.pointee.environment,
        &failure
      )
    }
    return PrivateHostError(step: failure.step, code: failure.code, interface: "")
  }

  /// Makes a host for a moment, to see whether it can be done.
  ///
  /// - Returns: what is in the way; nil if nothing is.
  public static func attempt() -> PrivateHostError? {
    var failure = nd_private_failure()
    nd_private_try(&failure)
    guard failure.code != 0 else { return nil }
    return PrivateHostError(step: failure.step, code: failure.code, interface: "nd0")
  }

  // MARK: Across the border to C

  private static func add(
    _ interface: HostPlan.Interface,
    to plan: UnsafeMutablePointer<nd_private_host>
  ) throws(PrivateHostError) {
    guard let made = nd_private_add(plan, interface.name) else {
      throw PrivateHostError(step: ND_PRIVATE_TAP, code: ENAMETOOLONG, interface: interface.name)
    }
    made.pointee.queues = UInt32(clamping: interface.queues)
    made.pointee.offloads = interface.offloads
    made.pointee.mtu = UInt32(clamping: interface.mtu ?? 0)
    made.pointee.queue_length = UInt32(clamping: interface.queueLength)
    withUnsafeMutableBytes(of: &made.pointee.mac) { $0.copyBytes(from: interface.hardwareAddress) }
    var fits = true
    for address in interface.addresses {
      fits =
        nd_private_add_address(
          made,
          address.bytes,
          address.bytes.count,
          UInt8(address.prefixLength)
        ) && fits
    }
    for gateway in interface.gateways {
      fits = nd_private_add_gateway(made, gateway.bytes, gateway.bytes.count) && fits
    }
    guard fits else {
      throw PrivateHostError(step: ND_PRIVATE_ADDRESS, code: E2BIG, interface: interface.name)
    }
  }

  private static func taps(
    _ host: HostPlan.Host,
    _ up: nd_private_running
  ) -> [(String, EdgeDescriptors.Tap)] {
    host.interfaces.enumerated().map { place, interface in
      func numbers<Numbers>(_ values: Numbers) -> [Int32] {
        withUnsafeBytes(of: values) { Array($0.bindMemory(to: Int32.self)) }
      }
      let first = place * Int(ND_TAP_QUEUES_MAX)
      return (
        interface.adapter,
        EdgeDescriptors.Tap(
          queues: Array(numbers(up.queues)[first..<(first + interface.queues)]),
          netlink: numbers(up.netlinks)[place],
          monitor: numbers(up.monitors)[place]
        )
      )
    }
  }

  private static func withWords<Result>(
    _ command: Command?,
    _ body: (UnsafePointer<nd_private_command>?) -> Result
  ) -> Result {
    guard let command else { return body(nil) }
    var arguments = command.arguments.map { strdup($0) } + [nil]
    var environment = command.environment.map { strdup($0) } + [nil]
    defer { for word in arguments + environment { free(word) } }
    return arguments.withUnsafeMutableBufferPointer { arguments in
      environment.withUnsafeMutableBufferPointer { environment in
        var words = nd_private_command(
          arguments: arguments.baseAddress,
          environment: environment.baseAddress,
          terminal: command.terminal ?? -1
        )
        return body(&words)
      }
    }
  }
}
