/// The options of a pcapng block: code, length, data; walked, never copied.
@frozen
public struct PcapNGOptions: Sequence, IteratorProtocol {
  @usableFromInline var rest: UnsafeRawBufferPointer
  /// The section's numbers are big-endian.
  public let isBigEndian: Bool

  /// One option; its bytes belong to the source.
  @frozen
  public struct Option {
    /// The block type decides what it means; 1 is a comment everywhere.
    public let code: UInt16
    /// Without padding.
    public let data: UnsafeRawBufferPointer
  }

  /// Walks the option area of a block.
  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) {
    rest = bytes
    self.isBigEndian = isBigEndian
  }

  /// No options.
  @inlinable public static var none: PcapNGOptions {
    PcapNGOptions(UnsafeRawBufferPointer(start: nil, count: 0), isBigEndian: false)
  }

  /// The next option; nil at the end mark, at the end, and before one that does not fit.
  public mutating func next() -> Option? {
    guard rest.count >= 4, let base = rest.baseAddress else { return nil }
    let code = isBigEndian ? base.big16(0) : base.big16(0).byteSwapped
    let length = Int(isBigEndian ? base.big16(2) : base.big16(2).byteSwapped)
    guard code != 0, rest.count - 4 >= length else { return nil }
    let data = UnsafeRawBufferPointer(start: base + 4, count: length)
    let step = Swift.min(4 + (length + 3) & ~3, rest.count)
    rest = UnsafeRawBufferPointer(rebasing: rest[step...])
    return Option(code: code, data: data)
  }

  /// The data of the first option with a code; nil if there is none.
  public func data(of code: UInt16) -> UnsafeRawBufferPointer? {
    var walk = self
    while let option = walk.next() {
      if option.code == code { return option.data }
    }
    return nil
  }

  /// The text of an option, without zeros at its end; what is not UTF-8 is replaced.
  public func text(of code: UInt16) -> String? {
    guard var data = data(of: code) else { return nil }
    while let last = data.last, last == 0 {
      data = UnsafeRawBufferPointer(rebasing: data.dropLast())
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The number of an option of one to eight bytes, in the section's byte order.
  public func number(of code: UInt16) -> UInt64? {
    guard let data = data(of: code), (1...8).contains(data.count) else { return nil }
    let inOrder = isBigEndian ? Array(data) : Array(data.reversed())
    return inOrder.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension PcapNGOptions {
  /// Of a packet: direction, reception type, link errors (`epb_flags`).
  public var packetFlags: UInt32? { number(of: 2).map { UInt32(truncatingIfNeeded: $0) } }
  /// Of a packet: the same number marks the same packet on other interfaces (`epb_packetid`).
  public var packetID: UInt64? { number(of: 5) }
  /// Of a packet: which queue of the interface received it (`epb_queue`).
  public var queue: UInt32? { number(of: 6).map { UInt32(truncatingIfNeeded: $0) } }
  /// Of a packet: kind byte and value of what was decided about it (`epb_verdict`).
  public var verdict: [UInt8]? { data(of: 7).map(Array.init) }
  /// The first comment.
  public var comment: String? { text(of: 1) }
}
