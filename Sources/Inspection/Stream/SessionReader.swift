/// Reads a session's chunks in order from bytes that nobody vouches for.
///
///     var reader = try SessionReader(bytes.span.bytes)
///     while let chunk = try reader.next(bytes.span.bytes) { … }
///     reader.truncation        // where a session that was cut short ends
public struct SessionReader: Sendable {
  /// Format version of the session.
  public let version: UInt16
  /// Where the next chunk begins.
  public private(set) var offset: Int
  /// Where the first incomplete chunk begins; nil as long as none was met.
  public private(set) var truncation: Int?
  private var decoder: SampleDecoder

  /// Checks a session's head.
  public init(_ bytes: borrowing RawSpan) throws(SessionError) {
    for (index, byte) in SessionFormat.magic.enumerated() {
      guard
        index < bytes.byteCount,
        bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) == byte
      else { throw SessionError(.notASession, at: index) }
    }
    guard bytes.byteCount >= SessionFormat.headSize else {
      throw SessionError(.notASession, at: bytes.byteCount)
    }
    version = bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt16.self).littleEndian
    guard version <= SessionFormat.version else {
      throw SessionError(
        .newerVersion(found: version, known: SessionFormat.version),
        at: 8
      )
    }
    guard version > 0 else { throw SessionError(.badValue, at: 8) }
    offset = SessionFormat.headSize
    decoder = SampleDecoder(version: version)
  }

  /// Continues at a chunk that an earlier reading found; the first sample there must have a whole counter page.
  init(version: UInt16, at offset: Int) {
    self.version = version
    self.offset = offset
    decoder = SampleDecoder(version: version)
  }

  /// Goes on at a later chunk that an earlier reading found; no sample may stand before it.
  mutating func skip(to offset: Int) {
    self.offset = offset
  }

  /// Reads the next chunk of a known type; nil at the end of the bytes.
  ///
  /// After an error `offset` is behind the bad chunk if its length could be trusted, and reading may go on.
  public mutating func next(_ bytes: borrowing RawSpan) throws(SessionError) -> SessionChunk? {
    while let (type, payload, start) = try nextPayload(bytes) {
      guard let known = SessionFormat.ChunkType(rawValue: type) else { continue }
      return try read(known, bytes, payload, start: start)
    }
    return nil
  }

  private mutating func nextPayload(
    _ bytes: borrowing RawSpan
  ) throws(SessionError) -> (type: UInt8, payload: Range<Int>, start: Int)? {
    let start = offset
    let available = bytes.byteCount - start
    guard available > 0 else { return nil }
    let frame = SessionFormat.prefixSize + SessionFormat.suffixSize
    guard available >= frame else {
      truncation = start
      return nil
    }
    let type = bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self)
    let length = Int(
      bytes.unsafeLoadUnaligned(fromByteOffset: start + 1, as: UInt32.self).littleEndian
    )
    guard length <= available - frame else {
      truncation = start
      return nil
    }
    let payload = (start + SessionFormat.prefixSize)..<(start + SessionFormat.prefixSize + length)
    let sum = bytes.unsafeLoadUnaligned(fromByteOffset: payload.upperBound, as: UInt32.self)
    guard SessionFormat.checksum(bytes, start..<payload.upperBound) == sum.littleEndian else {
      throw SessionError(.badChecksum, at: start)
    }
    offset = payload.upperBound + SessionFormat.suffixSize
    return (type, payload, start)
  }

  private mutating func read(
    _ type: SessionFormat.ChunkType,
    _ bytes: borrowing RawSpan,
    _ payload: Range<Int>,
    start: Int
  ) throws(SessionError) -> SessionChunk {
    var stream = StreamReader(copy bytes, payload)
    switch type {
    case .stackFile:
      return .stackFile(name: try String(from: &stream), text: try String(from: &stream))
    case .options:
      return .options(
        SessionOptions(
          version: try String(from: &stream),
          seed: try UInt64(from: &stream),
          mode: try EngineMode(from: &stream),
          startHostTime: try UInt64?(from: &stream),
          arguments: try [SettingRow](from: &stream)
        )
      )
    case .structure: return .structure(try StackStructure.read(from: &stream))
    case .causes:
      return .causes(first: try UInt32(from: &stream), try [String](from: &stream))
    case .keySample, .sample:
      return .sample(try decoder.read(&stream, isKey: type == .keySample, start: start))
    case .hopLog:
      let low = try stream.fixed32()
      let high = try stream.fixed32()
      return .hopLog(
        position: UInt64(low) | UInt64(high) << 32,
        stream.offset..<payload.upperBound
      )
    case .events: return .events(try [EngineEvent](from: &stream))
    case .findings: return .findings(try [VerifierFinding](from: &stream))
    case .command:
      return .command(
        InputCommand(
          time: try UInt64(from: &stream),
          request: try CommandRequest(from: &stream)
        )
      )
    case .frame:
      return .frame(
        InputFrame(
          time: try UInt64(from: &stream),
          adapter: try UInt32(from: &stream),
          bytes: try stream.raw(stream.remaining)
        )
      )
    case .facts: return .facts(try [AdapterFacts](from: &stream))
    case .flights: return .flights(try [RequestFlight](from: &stream))
    case .end: return .end(time: try UInt64(from: &stream))
    }
  }
}
