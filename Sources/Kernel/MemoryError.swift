/// Why memory could not be had.
public enum MemoryError: Error, Equatable, Sendable {
  /// The host refused to map `bytes`; `code` is its errno.
  case cannotMap(bytes: Int, code: Int32)
  /// The arena has `free` bytes left, fewer than the `requested` ones.
  case arenaFull(requested: Int, free: Int)
  /// A size is negative, zero, too large or not of the needed form.
  case invalidSize(Int)
}

extension MemoryError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .cannotMap(let bytes, let code): "cannot map \(bytes) bytes (errno \(code))"
    case .arenaFull(let requested, let free):
      "\(requested) bytes asked of an arena with \(free) left"
    case .invalidSize(let size): "\(size) is no usable size"
    }
  }
}
