internal import CPcap
@preconcurrency internal import Glibc
internal import Wire

/// A classic capture file, read by libpcap.
final class ClassicCapture {
  /// The file's only interface.
  let interface: CaptureInterface
  private let file: OpaquePointer
  private let limit: Int
  private let size: Int64

  init(path: String, limit: Int) throws(CaptureError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotOpen(reason: String(cString: strerror(errno)))
    }
    var status = stat()
    size = fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    var reason = [CChar](repeating: 0, count: Int(CPCAP_ERROR_SIZE))
    guard let file = cpcap_open(descriptor, &reason) else {
      let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .malformed(offset: 0, what: String(decoding: text, as: UTF8.self))
    }
    let linkType = LinkType(rawValue: UInt32(bitPattern: cpcap_link_type(file)))
    guard linkType.linkLayer != nil else {
      cpcap_close(file)
      throw .unsupportedLinkType(linkType, offset: 20)
    }
    self.file = file
    self.limit = limit
    interface = CaptureInterface(
      index: 0,
      linkType: linkType,
      snapLength: UInt32(bitPattern: cpcap_snap_length(file))
    )
  }

  deinit {
    cpcap_close(file)
  }

  func next() throws(CaptureError) -> CaptureRecord? {
    let offset = UInt64(max(cpcap_offset(file), 0))
    var record = cpcap_record()
    switch cpcap_next(file, &record) {
    case CPCAP_END: return nil
    case CPCAP_RECORD: break
    default:
      // libpcap says in words only what is wrong; that all bytes were used up is the sign of a cut.
      if cpcap_offset(file) >= size { throw .truncated(offset: offset) }
      throw .malformed(offset: offset, what: String(cString: cpcap_error(file)))
    }
    let captured = Int(record.captured_length)
    guard captured <= limit else {
      throw .recordTooLarge(offset: offset, length: UInt64(captured), limit: limit)
    }
    return CaptureRecord(
      fileOffset: offset,
      interface: 0,
      timestamp: Self.timestamp(record),
      wireLength: max(Int(record.wire_length), captured),
      linkType: interface.linkType,
      bytes: UnsafeRawBufferPointer(start: record.data, count: captured)
    )
  }

  private static func timestamp(_ record: cpcap_record) -> Int64? {
    let whole = record.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let sum = whole.partialValue.addingReportingOverflow(record.nanoseconds)
    return whole.overflow || sum.overflow ? nil : sum.partialValue
  }
}
