import CLinux
@preconcurrency import Glibc

/// The pseudo terminal of a program that shares the real one with a full-screen front.
///
/// While the program is shown, bytes pass both ways untouched but for the key ^], which calls the front. While it is
/// not, its output waits, at most `waitingLimit` bytes; then the program waits.
public final class ProgramTerminal {
  /// Output that is kept while the program is not shown.
  public static let waitingLimit = 256 << 10
  /// Input the program has not read yet; more is lost, as in any terminal.
  private static let typedLimit = 1 << 20

  /// Why the program is no longer shown.
  public enum Departure: Equatable, Sendable {
    /// The person pressed ^]; these bytes came after it.
    case called(rest: [UInt8])
    /// One of the other descriptors is readable.
    case ready
    /// The real terminal is gone.
    case hungUp
  }

  /// The program's side; close it once the program has it.
  public let slave: Int32
  /// Readable when the program has written.
  public let descriptor: Int32
  private let input: Int32
  private let output: Int32
  private var modes = ProgramModes()
  private var waiting: [UInt8] = []
  private var typed: [UInt8] = []
  private var hasTerminal = false
  private var wasShown = false
  private var isClosed = false
  /// When the program is told its true size again.
  private var jiggle: UInt64?

  /// Makes the pair, with the modes and size of the real terminal, and makes sure that that one is given back.
  public init(input: Int32 = 0, output: Int32 = 1) throws(TerminalError) {
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    self.input = input
    self.output = output
    var master: Int32 = -1
    var slave: Int32 = -1
    let code = nd_pseudo_terminal_open(output, &master, &slave)
    guard code == 0 else { throw .system(code: -code) }
    descriptor = master
    self.slave = slave
    let installed = nd_terminal_install(output)
    guard installed == 0 else { throw .system(code: installed) }
  }

  deinit {
    leave()
    close(descriptor)
  }

  /// True while output can be taken in.
  public var hasRoom: Bool { !isClosed && waiting.count < Self.waitingLimit }

  /// Takes in what the program wrote while it is not shown.
  public func collect() {
    while hasRoom, let bytes = read(at: Self.waitingLimit - waiting.count) { waiting += bytes }
  }

  /// Shows the program until the person calls the front or one of `others` is readable.
  ///
  /// `keys`: bytes of the keyboard that are the program's; a ^] among them counts.
  public func show(keys: [UInt8] = [], beside others: [Int32]) -> Departure {
    let found = take(keys[...])
    if let rest = found.afterCall {
      pass()
      return .called(rest: rest)
    }
    arrive()
    while true {
      // What the keyboard sent is the program's first; then nothing stands between it and a change of the view.
      pass()
      // A terminal that takes nothing holds up the program, and nobody else.
      let wanted = (waiting.isEmpty ? Int16(POLLIN) : 0) | (typed.isEmpty ? 0 : Int16(POLLOUT))
      var watched = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: nd_terminal_signal_descriptor(), events: Int16(POLLIN), revents: 0),
        pollfd(fd: isClosed || wanted == 0 ? -1 : descriptor, events: wanted, revents: 0),
        pollfd(fd: waiting.isEmpty ? -1 : output, events: Int16(POLLOUT), revents: 0),
      ]
      watched += others.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let count = poll(&watched, nfds_t(watched.count), timeout)
      nd_terminal_park_if_dying()
      if let due = jiggle, nd_host_monotonic() >= due { resize() }
      guard count > 0 else { continue }
      if watched[1].revents != 0 { takeSignals() }
      if watched[2].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, waiting.isEmpty {
        // A piece at a time, so that ^] is seen under a flood of output.
        waiting = read(at: 1 << 14) ?? []
      }
      if watched[3].revents != 0 || !waiting.isEmpty { drain(milliseconds: 0) }
      if watched[0].revents != 0 {
        guard let keys = takeKeys() else {
          leave()
          return .hungUp
        }
        if let rest = keys.afterCall {
          pass()
          drain(milliseconds: 100)
          leave()
          return .called(rest: rest)
        }
      }
      if watched[4...].contains(where: { $0.revents != 0 }) { return .ready }
    }
  }

  /// Shows the last of the program's output and gives the real terminal back.
  public func finish() {
    let wasHidden = !hasTerminal
    if wasHidden, !waiting.isEmpty { arrive() }
    drain(milliseconds: 1_000)
    while waiting.isEmpty, let bytes = read(at: 1 << 16) {
      waiting = bytes
      drain(milliseconds: 1_000)
    }
    leave()
  }

  // MARK: Coming and going

  private func arrive() {
    guard !hasTerminal else { return }
    hasTerminal = true
    setBytes()
    nd_terminal_enter(wasShown)
    let isFirst = !wasShown
    wasShown = true
    drain(milliseconds: 1_000)
    if isFirst {
      resize()
    } else if modes.isOnSecondScreen {
      shake()
    } else {
      resize()
    }
  }

  private func leave() {
    guard hasTerminal else { return }
    hasTerminal = false
    setBytes()
    nd_terminal_restore()
  }

  private func setBytes() {
    let (leaving, returning) = (modes.leaving, modes.returning)
    _ = nd_terminal_set_bytes(leaving, leaving.utf8.count, returning, returning.utf8.count)
  }

  /// A program that draws the whole screen does so again when the size changes: one row less, then the true size.
  private func shake() {
    guard let size, size.rows > 1 else { return }
    _ = nd_pseudo_terminal_resize(descriptor, size.columns, size.rows - 1)
    jiggle = nd_host_monotonic() + 60_000_000
  }

  private func resize() {
    jiggle = nil
    guard let size else { return }
    _ = nd_pseudo_terminal_resize(descriptor, size.columns, size.rows)
  }

  private var size: (columns: Int32, rows: Int32)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    return nd_terminal_size(output, &columns, &rows) ? (columns, rows) : nil
  }

  private var timeout: Int32 {
    guard let jiggle else { return -1 }
    let now = nd_host_monotonic()
    return jiggle > now ? Int32(clamping: (jiggle - now + 999_999) / 1_000_000) : 0
  }

  private func takeSignals() {
    let signals = nd_terminal_take_signals()
    if signals & UInt32(ND_TERMINAL_SUSPEND) != 0 { nd_terminal_suspend() }
    if signals & UInt32(ND_TERMINAL_CONTINUED) != 0 { nd_terminal_enter(false) }
    if signals & UInt32(ND_TERMINAL_RESIZED | ND_TERMINAL_CONTINUED) != 0 { resize() }
  }

  // MARK: Bytes

  /// Writes what waits until that is done or the terminal has taken nothing for a while.
  private func drain(milliseconds: Int32) {
    var rest = waiting[...]
    while !rest.isEmpty {
      var watched = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
      let ready = poll(&watched, 1, milliseconds)
      guard ready > 0, watched.revents & Int16(POLLOUT) != 0 else { break }
      // More than the terminal has room for would not come back until it is read.
      let count = rest.prefix(256).withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      let before = modes
      modes.take(rest.prefix(count))
      if modes != before { setBytes() }
      rest = rest.dropFirst(count)
    }
    waiting = Array(rest)
  }

  private func read(at most: Int) -> [UInt8]? {
    guard !isClosed, most > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: min(most, 1 << 16))
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    if count > 0 { return Array(bytes[..<count]) }
    // EIO: nobody has the other side open any more.
    if count == 0 || (errno != EAGAIN && errno != EINTR) { isClosed = true }
    return nil
  }

  /// Takes in keys; nil if the terminal is gone.
  private func takeKeys() -> CallKey.Found? {
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(input, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return CallKey.Found() }
    guard count > 0 else { return nil }
    return take(bytes[..<count])
  }

  private func take(_ bytes: ArraySlice<UInt8>) -> CallKey.Found {
    let found = CallKey.find(in: bytes)
    if typed.count + found.keys.count <= Self.typedLimit { typed += found.keys }
    return found
  }

  private func pass() {
    while !typed.isEmpty {
      let count = typed.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        typed.removeFirst(count)
      } else if errno != EINTR {
        if errno != EAGAIN { typed = [] }
        return
      }
    }
  }
}
