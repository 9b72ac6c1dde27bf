import CLinux
import Glibc
public import Inspection
public import Kernel
import Synchronization

/// A session file behind the same connection as a live engine: the explorer cannot tell them apart, but for the mode.
public final class SessionView: EngineConnection {
  private struct State {
    var snapshot: Snapshot
    var list: JourneyList
    var conversations = ConversationTable()
  }

  private let archive: SessionArchive
  private let state: Mutex<State>
  /// A descriptor that is readable while a snapshot waits that has not been acknowledged.
  public let descriptor: Int32

  /// Opens a session that was read.
  public init(_ archive: SessionArchive, mode: EngineMode = .frozen) throws(HostError) {
    self.archive = archive
    let event = nd_host_event_create()
    guard event >= 0 else { throw HostError(call: "eventfd", code: -event) }
    descriptor = event
    var snapshot = archive.lastSnapshot()
    snapshot.mode = mode
    state = Mutex(
      State(
        snapshot: snapshot,
        list: JourneyList(archive.session.index, compiler: PcapFilter.libpcap)
      )
    )
    _ = nd_host_event_signal(event)
  }

  deinit {
    close(descriptor)
  }

  /// The session's last snapshot, with the detail that was asked for last.
  public var snapshot: Snapshot? { state.withLock { $0.snapshot } }

  /// Notes that the newest snapshot was seen; the descriptor is no longer readable.
  public func acknowledge() {
    _ = nd_host_event_clear(descriptor)
  }

  /// Answers a request for detail at once; a session takes no other command, and says so where that is awaited.
  public func send(_ command: Command) {
    if command.timing == .atRest { return refuse(command) }
    guard case .detail(let request) = command else { return }
    state.withLock { state in
      var detail = SnapshotDetail(request: request)
      if let wanted = request.packets {
        detail.packets = state.list.window(wanted, in: archive.log, archive.context)
      }
      if let journey = request.journey, let entry = state.list.index.entry(of: journey) {
        detail.journey = (try? archive.log.journey(entry, archive.context)) ?? nil
      }
      if let adapter = request.adapter {
        detail.adapter = archive.session.facts[adapter]
        detail.flights = archive.session.flights[adapter] ?? []
      }
      if request.paths > 0 {
        detail.paths = state.list.index.paths(
          most: Int(request.paths),
          isTimed: request.timesPaths
        )
      }
      if request.conversations > 0 {
        state.conversations.update(state.list.index, in: archive.log, archive.context)
        detail.conversations = state.conversations.shares(
          most: Int(request.conversations),
          of: state.list.index
        )
      }
      detail.findings = Array(archive.session.findings.suffix(50))
      state.snapshot.detail = detail
      state.snapshot.sequence += 1
    }
    _ = nd_host_event_signal(descriptor)
  }

  private func refuse(_ command: Command) {
    state.withLock { state in
      let sequence = (state.snapshot.events.last?.sequence ?? 0) &+ 1
      state.snapshot.events.append(
        EngineEvent(
          sequence: sequence,
          time: state.snapshot.time,
          severity: .warning,
          party: 0,
          kind: .command,
          subject: command.name,
          text: "a recorded session takes no commands",
          note: "open its stack to run it again",
          request: command.number
        )
      )
      state.snapshot.sequence += 1
    }
    _ = nd_host_event_signal(descriptor)
  }
}
