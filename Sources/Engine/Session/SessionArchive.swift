public import Inspection
public import Wire

/// A session file that was read, with its bytes.
public final class SessionArchive: Sendable {
  /// What the file holds, with the index of its journeys.
  public let session: Session
  /// Names of parties and reasons for its journeys; empty if the file ends before the structure.
  public let context: JourneyContext
  private let file: MappedFile

  private init(file: MappedFile, session: Session) {
    self.file = file
    self.session = session
    context =
      session.context
      ?? JourneyContext(
        structure: StackStructure(
          generation: 0,
          name: "",
          version: "",
          adapters: [],
          parties: PartyTable(),
          reasons: DropReasonTable()
        )
      )
  }

  /// Reads a session file, or the session in a capture that was written with one; what is cut short is read as far as it is
  /// whole.
  ///
  /// - Throws: `SessionArchiveError` for a file that cannot be read or is no session.
  public static func open(path: String) throws(SessionArchiveError) -> SessionArchive {
    let file: MappedFile
    do {
      file = try MappedFile(path: path)
    } catch {
      throw .file(error)
    }
    if ExportedSession.isBehind(file.bytes) { return try open(capture: file, path: path) }
    do {
      return SessionArchive(
        file: file,
        session: try read(file.bytes)
      )
    } catch {
      throw .session(path: path, error)
    }
  }

  private static func open(
    capture: MappedFile,
    path: String
  ) throws(SessionArchiveError) -> SessionArchive {
    let content: [UInt8]
    do throws(CaptureError) {
      content = try ExportedSession.bytes(of: capture.bytes)
    } catch {
      throw .capture(path: path, error)
    }
    let file = MappedFile(copying: content)
    do throws(SessionError) {
      return SessionArchive(file: file, session: try read(file.bytes))
    } catch {
      throw .session(path: path, error)
    }
  }

  /// Reads a session that is in memory.
  ///
  /// - Throws: `SessionArchiveError` for bytes that are no session.
  public static func read(_ content: [UInt8]) throws(SessionArchiveError) -> SessionArchive {
    let file = MappedFile(copying: content)
    do {
      return SessionArchive(file: file, session: try read(file.bytes))
    } catch {
      throw .session(path: "memory", error)
    }
  }

  /// Samples half a second apart, oldest first, the newest `count`.
  public func snapshots(last count: Int) -> [Snapshot] {
    Self.snapshots(of: session, file.bytes, last: count)
  }

  @inline(never)
  private static func snapshots(
    of session: Session,
    _ bytes: UnsafeRawBufferPointer,
    last count: Int
  ) -> [Snapshot] {
    session.lastTicks(count).compactMap {
      try? session.snapshot(ofSample: $0, bytes.bytes, events: 200)
    }
  }

  /// The stack as it was at an instant, and in the minute before; nil if the session knows nothing of it.
  public func instant(_ request: InstantRequest) -> PastInstant? {
    Self.instant(request, of: session, file.bytes)
  }

  @inline(never)
  private static func instant(
    _ request: InstantRequest,
    of session: Session,
    _ bytes: UnsafeRawBufferPointer
  ) -> PastInstant? {
    (try? session.instant(request, bytes.bytes)) ?? nil
  }

  // Apart and not inlined: the optimizer of Swift 6.3.1 fails on the span in the caller.
  @inline(never)
  private static func read(_ bytes: UnsafeRawBufferPointer) throws(SessionError) -> Session {
    try Session(bytes.bytes)
  }

  /// The hop log inside the file.
  public var log: HopLogBytes { HopLogBytes(session.log, in: file.bytes) }

  /// The stack as it was at the last sample; an empty one if there is none.
  public func lastSnapshot() -> Snapshot {
    if let snapshot = Self.lastSnapshot(of: session, file.bytes) { return snapshot }
    return Snapshot(
      sequence: 0,
      time: session.endTime ?? 0,
      hostTime: nil,
      mode: .stepped,
      structure: context.structure,
      counters: CounterPage()
    )
  }

  @inline(never)
  private static func lastSnapshot(
    of session: Session,
    _ bytes: UnsafeRawBufferPointer
  ) -> Snapshot? {
    guard session.sampleCount > 0 else { return nil }
    return try? session.snapshot(
      ofSample: session.sampleCount - 1,
      bytes.bytes,
      events: EventHistory.defaultCapacity
    )
  }
}

/// Why a session could not be read.
public enum SessionArchiveError: Error, CustomStringConvertible {
  case file(FileError)
  case session(path: String, SessionError)
  /// A capture that holds a session is damaged.
  case capture(path: String, CaptureError)

  /// What is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .session(let path, let error):
      "\(error.sentence): \(path): offset \(error.offset): give a file written with --record"
    case .capture(let path, let error): "\(error): \(path): \(error.advice)"
    }
  }
}
