internal import CPcap
@preconcurrency internal import Glibc
public import Wire

/// A capture file, pcapng or classic, as one sequence of records.
///
/// Only frames this product takes are delivered: a record of another link type ends the reading with an error.
/// Memory stays bounded whatever the file's size.
///
///     let file = try CaptureFile(path: path)
///     while let record = try file.next() { … }   // `record.bytes` until the next call
public final class CaptureFile {
  /// As given.
  public let path: String
  /// Which of the two formats.
  public let format: Format
  // Exactly one of the two, by format.
  private var pcapng: PcapNGReader?
  private var classic: ClassicCapture?
  private var failure: CaptureError?

  /// The formats read.
  public enum Format: String, Sendable {
    case pcap
    case pcapng
  }

  /// Opens a file and reads its head.
  ///
  /// - `limit`: bytes a record may claim.
  ///
  /// Throws what makes the file unreadable as a whole: absent, empty, compressed, not a capture, all of a link type
  /// that is not taken.
  public init(path: String, limit: Int = PcapNGReader.defaultLimit) throws(CaptureError) {
    self.path = path
    let head = try CaptureFile.head(of: path)
    switch CaptureKind(head) {
    case .pcapng:
      format = .pcapng
      pcapng = try PcapNGReader(CaptureBytes(path: path), limit: limit)
    case .pcap:
      format = .pcap
      classic = try ClassicCapture(path: path, limit: limit)
    case .compressed(let name): throw .compressed(format: name)
    case .cutShort: throw .truncated(offset: 0)
    case .unknown: throw .notACapture(magic: Array(head.prefix(4)))
    }
  }

  /// The next record; nil after the last.
  ///
  /// Throws what stopped the reading, again on every later call; all records before were delivered.
  public func next() throws(CaptureError) -> CaptureRecord? {
    if let failure { throw failure }
    do {
      return try advance()
    } catch {
      failure = error
      throw error
    }
  }

  /// Interfaces described so far; a classic file has one.
  public var interfaces: [CaptureInterface] {
    pcapng?.interfaces ?? classic.map { [$0.interface] } ?? []
  }

  private func advance() throws(CaptureError) -> CaptureRecord? {
    if let classic { return try classic.next() }
    guard let record = try pcapng?.next() else { return nil }
    pcapng?.releaseRead()
    guard record.linkType.linkLayer != nil else {
      throw .unsupportedLinkType(record.linkType, offset: record.fileOffset)
    }
    return record
  }

  private static func head(of path: String) throws(CaptureError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotOpen(reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 24)
    let count = read(descriptor, &head, head.count)
    guard count >= 0 else { throw .cannotOpen(reason: String(cString: strerror(errno))) }
    guard count > 0 else { throw .empty }
    return Array(head.prefix(count))
  }
}
