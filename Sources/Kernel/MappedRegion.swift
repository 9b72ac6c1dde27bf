import CLinux

/// Zeroed memory mapped from the host; pages cost nothing until touched.
///
/// It is unmapped when the object goes.
public final class MappedRegion {
  /// First byte, page-aligned.
  public let base: UnsafeMutableRawPointer
  /// Bytes, a multiple of the page size.
  public let count: Int
  /// True if pages can be unloaded to a file and come back.
  public var isFileBacked: Bool { descriptor >= 0 }

  private let descriptor: Int32

  /// Maps at least `bytes`.
  ///
  /// `directory`: nil maps anonymous memory; otherwise a nameless file there holds the bytes.
  public init(bytes: Int, inFileUnder directory: String? = nil) throws(MemoryError) {
    let page = Int(nd_host_page_size())
    guard bytes > 0, bytes <= Int.max - page else { throw .invalidSize(bytes) }
    let rounded = (bytes + page - 1) / page * page
    var code: Int32 = 0
    var opened: Int32 = -1
    let mapped =
      if let directory {
        nd_host_map_file(directory, rounded, &opened, &code)
      } else {
        nd_host_map(rounded, &code)
      }
    guard let mapped else { throw .cannotMap(bytes: rounded, code: code) }
    base = mapped
    count = rounded
    descriptor = opened
  }

  deinit {
    nd_host_unmap(base, count)
    if isFileBacked { nd_host_close(descriptor) }
  }

  /// Has the file hold zeros in a range that nothing was stored in yet.
  ///
  /// The host then keeps it in pieces of many pages, and a store brings a whole piece into memory instead of one page.
  public func prepare(_ range: Range<Int>) {
    guard isFileBacked, range.lowerBound >= 0, range.upperBound <= count else { return }
    nd_host_fill(descriptor, range.lowerBound, range.count)
  }

  /// Brings whole pages that will be written back into memory at once, instead of one by one as they are touched.
  public func load(_ range: Range<Int>) {
    guard isFileBacked, range.lowerBound >= 0, range.upperBound <= count else { return }
    nd_host_load(base + range.lowerBound, range.count)
  }

  /// Drops whole pages of the range from memory; only for file-backed regions, whose bytes stay in the file.
  public func unload(_ range: Range<Int>) {
    guard isFileBacked else { return }
    let page = Int(nd_host_page_size())
    let low = (max(range.lowerBound, 0) + page - 1) / page * page
    let high = min(range.upperBound, count) / page * page
    if low < high { nd_host_unload(base + low, high - low) }
  }
}
