/// The options of an IPv4 or TCP header: kind, length, data; 0 ends the list and 1 is filling.
@frozen
public struct OptionList: Sequence, IteratorProtocol {
  @usableFromInline let bytes: UnsafeRawBufferPointer
  @usableFromInline var offset = 0
  /// An option claimed a length that cannot be; what follows is not read.
  public private(set) var isMalformed = false

  /// One option.
  @frozen
  public struct Option {
    /// The kind byte.
    public let kind: UInt8
    /// Place of the kind byte, from the first option.
    public let offset: Int
    /// Kind, length and data in bytes; 1 for kinds 0 and 1.
    public let length: Int
    /// Without kind and length.
    public let data: UnsafeRawBufferPointer
  }

  /// Walks options, as `IPv4Header.options` and `TCPHeader.options` give them; never fails.
  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The next option; nil after the last, after kind 0, and before a malformed one.
  public mutating func next() -> Option? {
    guard offset < bytes.count, !isMalformed else { return nil }
    let start = offset
    let kind = bytes[start]
    let none = UnsafeRawBufferPointer(rebasing: bytes[start..<start])
    if kind == 0 {
      offset = bytes.count
      return Option(kind: 0, offset: start, length: 1, data: none)
    }
    if kind == 1 {
      offset += 1
      return Option(kind: 1, offset: start, length: 1, data: none)
    }
    guard bytes.count - start >= 2, bytes[start + 1] >= 2,
      bytes.count - start >= Int(bytes[start + 1])
    else {
      isMalformed = true
      return nil
    }
    let length = Int(bytes[start + 1])
    offset += length
    let data = UnsafeRawBufferPointer(rebasing: bytes[(start + 2)..<(start + length)])
    return Option(kind: kind, offset: start, length: length, data: data)
  }
}
