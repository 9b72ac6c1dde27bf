@preconcurrency import Glibc
import Inspection
import Synchronization

/// An engine that stands still and answers what it is asked for from sample journeys.
final class SampleConnection: EngineConnection {
  private struct State {
    var snapshot: Snapshot
    var rows: [JourneyRow]
    var commands: [Command] = []
    var isSilent = false
  }

  let descriptor: Int32
  private let writing: Int32
  private let state: Mutex<State>
  private let journeys: @Sendable (UInt64) -> Journey?

  init(
    _ snapshot: Snapshot,
    rows: [JourneyRow] = (0..<SampleJourneys.count).map(SampleJourneys.row),
    journeys: @escaping @Sendable (UInt64) -> Journey? = {
      $0 >= 1 && $0 <= SampleJourneys.count ? SampleJourneys.journey($0 - 1) : nil
    }
  ) {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    descriptor = ends[0]
    writing = ends[1]
    state = Mutex(State(snapshot: snapshot, rows: rows))
    self.journeys = journeys
    signal()
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  var snapshot: Snapshot? { state.withLock { $0.snapshot } }
  /// It answers nothing any more.
  var isSilent: Bool {
    get { state.withLock { $0.isSilent } }
    set { state.withLock { $0.isSilent = newValue } }
  }
  var commands: [Command] { state.withLock { $0.commands } }

  func acknowledge() {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    while poll(&watched, 1, 0) > 0 { _ = read(descriptor, &byte, 1) }
  }

  func send(_ command: Command) {
    state.withLock { state in
      state.commands.append(command)
      guard case .detail(let request) = command, !state.isSilent else { return }
      state.snapshot.sequence += 1
      state.snapshot.detail = SnapshotDetail(
        request: request,
        packets: request.packets.map { Self.window($0, state.rows) },
        journey: request.journey.flatMap { journeys($0) }
      )
    }
    signal()
  }

  /// Loses the oldest rows of the list, and answers the last request again.
  func forget(first count: Int) {
    let request = state.withLock { state in
      state.rows.removeFirst(count)
      return state.snapshot.detail.request
    }
    send(.detail(request))
  }

  /// Shows a later instant, with the answer to the last request.
  func advance(to snapshot: Snapshot) {
    state.withLock { state in
      var next = snapshot
      next.sequence = state.snapshot.sequence + 1
      next.detail = state.snapshot.detail
      state.snapshot = next
    }
    signal()
  }

  private func signal() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  private static func window(_ request: PacketWindowRequest, _ all: [JourneyRow]) -> PacketWindow {
    var rows = all
    switch request.filter {
    case "": break
    case #"outcome == "dropped""#: rows.removeAll { $0.outcome != .dropped }
    case "arp": rows.removeAll { $0.summary.protocolName != "ARP" }
    case "tcp.port == 1": rows = []
    default: rows.removeAll { $0.journey % 2 == 0 }
    }
    let wanted = min(Int(request.count), rows.count)
    let first: Int
    switch request.anchor {
    case .newest: first = rows.count - wanted
    case .row(let row): first = min(Int(row), rows.count - wanted)
    case .journey(let journey):
      let middle = rows.firstIndex { $0.journey >= journey } ?? rows.count
      first = min(max(0, middle - wanted / 2), rows.count - wanted)
    }
    return PacketWindow(
      firstRow: UInt64(first),
      rowCount: UInt64(rows.count),
      journeyCount: UInt64(all.count),
      rows: Array(rows[first..<(first + wanted)])
    )
  }
}
