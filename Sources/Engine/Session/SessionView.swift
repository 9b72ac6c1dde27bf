import CLinux
import Glibc
public import Inspection
public import Kernel

/// A session file behind the same connection as a live engine: the explorer cannot tell them apart, but for the mode.
public final class SessionView: EngineConnection {
  struct State {
    var snapshot: Snapshot
    var list: JourneyList
    /// The last answers about the past: while a person looks at an instant they are asked for again and again.
    var instant: (request: InstantRequest, past: PastInstant?)?
    var span: KnownSpan?
    var conversations = ConversationTable()
    var lastBreakpoint: UInt32 = 0
    var fork: WhatIfFork?
    /// The session's stack, once it was asked for.
    var configuration: StackConfiguration?
  }

  let archive: SessionArchive
  let state: Guarded<State>
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
    state = Guarded(
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

  /// Answers a request for detail at once, and keeps breakpoints for what was recorded; a session takes no other
  /// command, and says so where that is awaited.
  public func send(_ command: Command) {
    guard case .anytime(let asked) = command else { return refuse(command) }
    guard case .detail(let request) = asked else {
      if case .quit = asked { return }
      return answer(asked)
    }
    state.withLock { state in
      let session = archive.session
      var detail = SnapshotDetail(request: request)
      detail.past = past(request, &state)
      let time = detail.past?.time
      if var wanted = request.packets {
        wanted.until = time ?? wanted.until
        detail.packets = state.list.window(wanted, in: archive.log, archive.context)
      }
      if let journey = request.journey, let entry = state.list.index.entry(of: journey) {
        detail.journey = (try? archive.log.journey(entry, archive.context)) ?? nil
      }
      if let adapter = request.adapter {
        detail.adapter =
          time.map { session.facts(of: adapter, at: $0)?.facts } ?? session.facts[adapter]
        detail.flights = session.flights(of: adapter, at: time ?? .max)
      }
      if request.paths > 0 {
        let most = Int(request.paths)
        let index = state.list.index
        detail.paths =
          time.map { index.paths(most: most, until: $0, in: archive.log, archive.context) }
          ?? index.paths(most: most, isTimed: request.timesPaths)
      }
      if request.conversations > 0 {
        state.conversations.update(state.list.index, in: archive.log, archive.context)
        detail.conversations = state.conversations.shares(
          most: Int(request.conversations),
          of: state.list.index
        )
      }
      if request.spanParts > 0 {
        if state.span?.parts.count != Int(request.spanParts) {
          state.span = archive.session.span
          state.span?.count(
            Int(request.spanParts),
            events: session.events,
            index: state.list.index
          )
        }
        detail.span = state.span
      }
      if request.whatIf != nil,
        let adapter = request.adapter.flatMap({ archive.context.structure.adapter($0) })
      {
        detail.keywords = configuration(&state)?.keywordRows(of: adapter) ?? []
      }
      follow(request.whatIf, &state)
      detail.whatIf = state.fork?.report
      detail.findings = session.findings(until: time ?? .max, last: 50)
      state.snapshot.detail = detail
      state.snapshot.sequence += 1
    }
    _ = nd_host_event_signal(descriptor)
  }

  private func configuration(_ state: inout State) -> StackConfiguration? {
    if state.configuration == nil { state.configuration = (try? archive.inputs())?.configuration }
    return state.configuration
  }

  /// Begins the fork that is asked for, and ends one that nobody asks for any more.
  private func follow(_ wanted: WhatIfRequest?, _ state: inout State) {
    guard state.fork?.request != wanted else { return }
    state.fork = nil
    guard let wanted, !wanted.changes.isEmpty else { return }
    do throws(EngineError) {
      state.fork = WhatIfFork(
        wanted,
        of: try archive.inputs(for: wanted),
        base: archive,
        structure: archive.context.structure
      ) { [weak self] in self?.tellOfFork() }
    } catch {
      state.fork = WhatIfFork(wanted, failed: error)
    }
  }

  /// On the fork's thread: it has come farther.
  private func tellOfFork() {
    state.withLock { state in
      state.snapshot.detail.whatIf = state.fork?.report
      state.snapshot.sequence += 1
    }
    _ = nd_host_event_signal(descriptor)
  }

  private func past(_ request: DetailRequest, _ state: inout State) -> PastInstant? {
    guard let wanted = request.instant else { return nil }
    if let known = state.instant, known.request == wanted { return known.past }
    let past = archive.instant(wanted)
    state.instant = (wanted, past)
    return past
  }

  private func refuse(_ command: Command) {
    state.withLock { state in
      Self.tell(
        command.name,
        "a recorded session takes no commands",
        "open its stack to run it again",
        .warning,
        request: command.number,
        in: &state.snapshot
      )
    }
    _ = nd_host_event_signal(descriptor)
  }
}
