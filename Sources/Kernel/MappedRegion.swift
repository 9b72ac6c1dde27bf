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
  public let isFileBacked: Bool

  /// Maps at least `bytes`.
  ///
  /// `directory`: nil maps anonymous memory; otherwise a nameless file there holds the bytes.
  public init(bytes: Int, inFileUnder directory: String? = nil) throws(MemoryError) {
    let page = Int(nd_host_page_size())
    guard bytes > 0, bytes <= Int.max - page else { throw .invalidSize(bytes) }
    let rounded = (bytes + page - 1) / page * page
    var code: Int32 = 0
    let mapped =
      if let directory {
        nd_host_map_file(directory, rounded, &code)
      } else {
        nd_host_map(rounded, &code)
      }
    guard let mapped else { throw .cannotMap(bytes: rounded, code: code) }
    base = mapped
    count = rounded
    isFileBacked = directory != nil
  }

  deinit {
    nd_host_unmap(base, count)
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
