public import CNDIS
public import Kernel

/// A query, set or method request on its way through a stack.
///
/// The record and its buffer have the documented layout; they live as long as this object. Results are given with
/// `answer`, which obeys the length rules.
///
/// - C: `NDIS_OID_REQUEST` · Source: oidrequest/ns-oidrequest-ndis_oid_request
public final class OIDRequest {
  /// Kinds of request, as `NDIS_REQUEST_TYPE` numbers them.
  public enum Kind: UInt32, Sendable {
    case query = 0
    case set = 1
    case queryStatistics = 2
    case method = 12
  }

  /// The documented structure; valid as long as this object.
  public let record: UnsafeMutablePointer<NDIS_OID_REQUEST>
  /// What is asked.
  public let kind: Kind
  /// The object it is about.
  public let oid: OIDNumber
  /// The request this one was cloned from.
  public let original: OIDRequest?
  /// What happened to it and its clones so far.
  public let flight: OIDFlight
  /// Called once, when the request has come back to its originator.
  var origin: Origin
  /// Who has it now: a filter module or an adapter.
  var holder: UInt32 = 0
  var isComplete = false
  /// Taken from a holder that never completed it; what it does with it later does not count.
  var isAbandoned = false
  /// Goes down beside the queues, as many at a time as are made.
  var isDirect = false
  var isCancelled = false
  private let buffer: UnsafeMutableRawBufferPointer
  /// False for a structure that a driver in C made and frees.
  private let ownsMemory: Bool

  enum Origin {
    case none
    case binding(ProtocolBinding)
    case filter(FilterModule)
    /// NDIS itself, or a person.
    case closure((OIDRequest, NDISStatus) -> Void)
  }

  /// A request with memory of its own.
  ///
  /// - Parameters:
  ///   - kind: what is asked.
  ///   - oid: the object it is about.
  ///   - input: bytes to set, or a method's input.
  ///   - outputLength: room for the answer, bytes; the buffer is as long as the longer of this and the input.
  ///   - original: the request this one is cloned from.
  ///   - flight: the record that notes its way.
  ///   - origin: who is told when it is complete.
  init(
    _ kind: Kind,
    _ oid: OIDNumber,
    input: [UInt8],
    outputLength: Int,
    original: OIDRequest?,
    flight: OIDFlight,
    origin: Origin
  ) {
    self.kind = kind
    self.oid = oid
    self.original = original
    self.flight = flight
    self.origin = origin
    ownsMemory = true
    let length = max(input.count, outputLength)
    buffer = .allocate(byteCount: max(8, length), alignment: 16)
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    buffer.copyBytes(from: input)
    record = .allocate(capacity: 1)
    record.initialize(to: NDIS_OID_REQUEST())
    record.pointee.Header = NDIS_OBJECT_HEADER(
      Type: 0x96,
      Revision: 1,
      Size: UInt16(MemoryLayout<NDIS_OID_REQUEST>.size)
    )
    record.pointee.RequestType = kind.rawValue
    switch kind {
    case .query, .queryStatistics:
      record.pointee.DATA.QUERY_INFORMATION.Oid = oid.rawValue
      record.pointee.DATA.QUERY_INFORMATION.InformationBuffer = buffer.baseAddress
      record.pointee.DATA.QUERY_INFORMATION.InformationBufferLength = UInt32(outputLength)
    case .set:
      record.pointee.DATA.SET_INFORMATION.Oid = oid.rawValue
      record.pointee.DATA.SET_INFORMATION.InformationBuffer = buffer.baseAddress
      record.pointee.DATA.SET_INFORMATION.InformationBufferLength = UInt32(input.count)
    case .method:
      record.pointee.DATA.METHOD_INFORMATION.Oid = oid.rawValue
      record.pointee.DATA.METHOD_INFORMATION.InformationBuffer = buffer.baseAddress
      record.pointee.DATA.METHOD_INFORMATION.InputBufferLength = UInt32(input.count)
      record.pointee.DATA.METHOD_INFORMATION.OutputBufferLength = UInt32(outputLength)
    }
  }

  /// A request over a structure and buffer that a driver in C made; they must outlive the request.
  ///
  /// - Returns: nil for a request type that does not exist.
  init?(
    wrapping record: UnsafeMutablePointer<NDIS_OID_REQUEST>,
    original: OIDRequest?,
    flight: (Kind, OIDNumber) -> OIDFlight,
    origin: Origin
  ) {
    guard let kind = Kind(rawValue: record.pointee.RequestType) else { return nil }
    let data = record.pointee.DATA
    let place: UnsafeMutableRawPointer?
    let length: UInt32
    switch kind {
    case .query, .queryStatistics:
      place = data.QUERY_INFORMATION.InformationBuffer
      length = data.QUERY_INFORMATION.InformationBufferLength
    case .set:
      place = data.SET_INFORMATION.InformationBuffer
      length = data.SET_INFORMATION.InformationBufferLength
    case .method:
      place = data.METHOD_INFORMATION.InformationBuffer
      length = max(
        data.METHOD_INFORMATION.InputBufferLength,
        data.METHOD_INFORMATION.OutputBufferLength
      )
    }
    self.kind = kind
    // The identifier comes first in each of the three.
    oid = OIDNumber(rawValue: data.QUERY_INFORMATION.Oid)
    self.record = record
    self.original = original
    self.flight = flight(kind, oid)
    self.origin = origin
    ownsMemory = false
    buffer = UnsafeMutableRawBufferPointer(start: place, count: place == nil ? 0 : Int(length))
  }

  deinit {
    guard ownsMemory else { return }
    record.deallocate()
    buffer.deallocate()
  }

  /// What is asked, as the table of identifiers has it.
  var tableKind: OIDEntry.Kinds {
    switch kind {
    case .query, .queryStatistics: .query
    case .set: .set
    case .method: .method
    }
  }

  /// Bytes that the originator gave.
  public var input: [UInt8] {
    switch kind {
    case .query, .queryStatistics: []
    case .set: bytes(Int(record.pointee.DATA.SET_INFORMATION.InformationBufferLength))
    case .method: bytes(Int(record.pointee.DATA.METHOD_INFORMATION.InputBufferLength))
    }
  }

  /// Bytes that the answer holds so far.
  public var output: [UInt8] {
    switch kind {
    case .query, .queryStatistics: bytes(Int(record.pointee.DATA.QUERY_INFORMATION.BytesWritten))
    case .set: []
    case .method: bytes(Int(record.pointee.DATA.METHOD_INFORMATION.BytesWritten))
    }
  }

  /// Room for the answer, bytes.
  public var outputCapacity: Int {
    switch kind {
    case .query, .queryStatistics:
      Int(record.pointee.DATA.QUERY_INFORMATION.InformationBufferLength)
    case .set: 0
    case .method: Int(record.pointee.DATA.METHOD_INFORMATION.OutputBufferLength)
    }
  }

  /// Bytes the answer would take, after a buffer that was too short.
  public var bytesNeeded: Int {
    switch kind {
    case .query, .queryStatistics: Int(record.pointee.DATA.QUERY_INFORMATION.BytesNeeded)
    case .set: Int(record.pointee.DATA.SET_INFORMATION.BytesNeeded)
    case .method: Int(record.pointee.DATA.METHOD_INFORMATION.BytesNeeded)
    }
  }

  private func bytes(_ count: Int) -> [UInt8] {
    Array(buffer.prefix(min(count, buffer.count)))
  }

  /// Gives the answer; a buffer that is too short gets nothing but the size it needs.
  ///
  /// - Returns: success or `bufferTooShort`.
  public func answer(_ bytes: [UInt8]) -> NDISStatus {
    let fits = bytes.count <= outputCapacity
    if fits { buffer.copyBytes(from: bytes) }
    let written = fits ? UInt32(bytes.count) : 0
    let needed = fits ? 0 : UInt32(bytes.count)
    switch kind {
    case .query, .queryStatistics:
      record.pointee.DATA.QUERY_INFORMATION.BytesWritten = written
      record.pointee.DATA.QUERY_INFORMATION.BytesNeeded = needed
    case .set: break
    case .method:
      record.pointee.DATA.METHOD_INFORMATION.BytesWritten = written
      record.pointee.DATA.METHOD_INFORMATION.BytesNeeded = needed
    }
    return fits ? .success : .bufferTooShort
  }

  /// Answers a counter: 8 bytes where there is room, the low half in 4...7, else `invalidLength`.
  ///
  /// Source: network/oid-gen-xmit-ok
  public func answerCounter(_ value: UInt64) -> NDISStatus {
    if outputCapacity >= 8 { return answer(value.littleEndianBytes) }
    var status = NDISStatus.invalidLength
    if outputCapacity >= 4 {
      status = answer(UInt32(truncatingIfNeeded: value).littleEndianBytes)
    }
    record.pointee.DATA.QUERY_INFORMATION.BytesNeeded = 8
    return status
  }

  /// Changes bytes of the originator's buffer, where NDIS fills in a part of what was set.
  func overwrite(at offset: Int, with bytes: [UInt8]) {
    guard offset + bytes.count <= buffer.count else { return }
    UnsafeMutableRawBufferPointer(rebasing: buffer[offset...]).copyBytes(from: bytes)
  }

  /// Notes that `count` input bytes were used.
  public func accept(_ count: Int) {
    switch kind {
    case .set: record.pointee.DATA.SET_INFORMATION.BytesRead = UInt32(count)
    case .method: record.pointee.DATA.METHOD_INFORMATION.BytesRead = UInt32(count)
    case .query, .queryStatistics: break
    }
  }

  /// Refuses an input of the wrong length and says the right one.
  public func rejectLength(needed: Int) -> NDISStatus {
    switch kind {
    case .set: record.pointee.DATA.SET_INFORMATION.BytesNeeded = UInt32(needed)
    case .method: record.pointee.DATA.METHOD_INFORMATION.BytesNeeded = UInt32(needed)
    case .query, .queryStatistics: break
    }
    return .invalidLength
  }

  /// Refuses an input that is too short and says the right length, where the page of the identifier names this status.
  public func rejectShort(needed: Int) -> NDISStatus {
    _ = rejectLength(needed: needed)
    return .bufferTooShort
  }

  /// Copies a clone's results into the request it was cloned from.
  public func copyResults(to other: OIDRequest) {
    if !output.isEmpty || kind != .set { _ = other.answer(output) }
    switch kind {
    case .query, .queryStatistics:
      other.record.pointee.DATA.QUERY_INFORMATION.BytesNeeded = UInt32(bytesNeeded)
    case .set:
      other.record.pointee.DATA.SET_INFORMATION.BytesRead =
        record.pointee.DATA.SET_INFORMATION.BytesRead
      other.record.pointee.DATA.SET_INFORMATION.BytesNeeded = UInt32(bytesNeeded)
    case .method:
      other.record.pointee.DATA.METHOD_INFORMATION.BytesRead =
        record.pointee.DATA.METHOD_INFORMATION.BytesRead
    }
    other.record.pointee.SupportedRevision = record.pointee.SupportedRevision
  }
}

/// The record of one request's way: who held it, since when, what came of it.
public final class OIDFlight {
  /// One thing that happened to the request or a clone of it.
  public struct Step: Sendable {
    /// Engine time.
    public var time: Instant
    /// Id of the party it happened at.
    public var party: UInt32
    /// What happened: a handler's name, or how it was answered and its status.
    public var what: String
  }

  /// Identity, 1 and up, unique in the stack.
  public let id: UInt64
  /// The object it is about.
  public let oid: OIDNumber
  /// What is asked.
  public let kind: OIDRequest.Kind
  /// Id of the party that issued it; the interface layer's for NDIS and for people.
  public let issuer: UInt32
  /// What happened, oldest first.
  public internal(set) var steps: [Step] = []
  /// The final status; nil while it is under way.
  public internal(set) var status: NDISStatus?
  /// Bytes that the originator gave, at most `keptLength`.
  public internal(set) var input: [UInt8] = []
  /// Bytes of the answer, at most `keptLength`.
  public internal(set) var output: [UInt8] = []
  /// Bytes the answer would take, after a buffer that was too short.
  public internal(set) var bytesNeeded: UInt32 = 0

  /// It is in its adapter's list.
  var isListed = false

  /// Bytes kept of a value.
  public static let keptLength = 4_096

  static func kept(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.prefix(keptLength)) }

  init(id: UInt64, oid: OIDNumber, kind: OIDRequest.Kind, issuer: UInt32) {
    self.id = id
    self.oid = oid
    self.kind = kind
    self.issuer = issuer
  }
}

extension FixedWidthInteger {
  /// The value's bytes, lowest first.
  var littleEndianBytes: [UInt8] {
    (0..<MemoryLayout<Self>.size).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
  }
}
