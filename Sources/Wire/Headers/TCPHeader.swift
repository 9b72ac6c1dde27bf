/// The control bits of a TCP header.
@frozen
public struct TCPFlags: OptionSet, Hashable, Sendable {
  /// The low nine bits of the header's seventh word.
  public let rawValue: UInt16

  /// Makes the set from its bits.
  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// No more data from the sender.
  @inlinable public static var fin: TCPFlags { TCPFlags(rawValue: 0x01) }
  /// Synchronise sequence numbers.
  @inlinable public static var syn: TCPFlags { TCPFlags(rawValue: 0x02) }
  /// Reset the connection.
  @inlinable public static var rst: TCPFlags { TCPFlags(rawValue: 0x04) }
  /// Hand data to the user now.
  @inlinable public static var psh: TCPFlags { TCPFlags(rawValue: 0x08) }
  /// The acknowledgement number counts.
  @inlinable public static var ack: TCPFlags { TCPFlags(rawValue: 0x10) }
  /// The urgent pointer counts.
  @inlinable public static var urg: TCPFlags { TCPFlags(rawValue: 0x20) }
  /// Congestion was seen (RFC 3168).
  @inlinable public static var ece: TCPFlags { TCPFlags(rawValue: 0x40) }
  /// The congestion window was reduced (RFC 3168).
  @inlinable public static var cwr: TCPFlags { TCPFlags(rawValue: 0x80) }
  /// Accurate congestion notification; once the nonce sum.
  @inlinable public static var ae: TCPFlags { TCPFlags(rawValue: 0x100) }
}

extension TCPFlags: CustomStringConvertible {
  /// The names of the set bits, highest use first, parted by commas.
  public var description: String {
    let names: [(TCPFlags, String)] = [
      (.fin, "FIN"), (.syn, "SYN"), (.rst, "RST"), (.psh, "PSH"), (.ack, "ACK"),
      (.urg, "URG"), (.ece, "ECE"), (.cwr, "CWR"), (.ae, "AE"),
    ]
    let set = names.filter { contains($0.0) }.map(\.1)
    return set.isEmpty ? "<None>" : set.joined(separator: ", ")
  }
}

/// A view of a TCP header with its options (RFC 9293); valid while the bytes are.
@frozen
public struct TCPHeader {
  /// Bytes without options.
  public static let minimumLength = 20
  @usableFromInline let base: UnsafeRawPointer

  /// Checks the header length and that the whole header is there; the data may be cut short.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 20, of: .tcp)
    let length = Int(base.byte(12) >> 4) * 4
    guard length >= 20 else {
      throw .malformed(.tcp, field: "header length", value: UInt64(length))
    }
    guard bytes.count >= length else {
      throw .truncated(.tcp, needed: length, available: bytes.count)
    }
  }

  /// The sender's port.
  @inlinable public var sourcePort: UInt16 { base.big16(0) }
  /// The receiver's port.
  @inlinable public var destinationPort: UInt16 { base.big16(2) }
  /// Number of the first data byte.
  @inlinable public var sequence: UInt32 { base.big32(4) }
  /// Number of the byte expected next.
  @inlinable public var acknowledgement: UInt32 { base.big32(8) }
  /// 20…60 bytes.
  @inlinable public var headerLength: Int { Int(base.byte(12) >> 4) * 4 }
  /// The control bits.
  @inlinable public var flags: TCPFlags { TCPFlags(rawValue: base.big16(12) & 0x1FF) }
  /// Bytes the sender will take, before scaling.
  @inlinable public var window: UInt16 { base.big16(14) }
  /// As written.
  @inlinable public var checksum: UInt16 { base.big16(16) }
  /// Counts with `urg`.
  @inlinable public var urgentPointer: UInt16 { base.big16(18) }
  /// The bytes between the fixed header and the data; 0…40.
  @inlinable public var options: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + 20, count: headerLength - 20)
  }

  /// Writes a header with checksum over data that is in place and returns the header's length.
  ///
  /// - `options`: a multiple of four bytes, at most 40.
  /// - `dataLength`: bytes of `bytes` after the header, covered by the checksum.
  @discardableResult
  public static func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    sourcePort: UInt16,
    destinationPort: UInt16,
    sequence: UInt32,
    acknowledgement: UInt32,
    flags: TCPFlags,
    window: UInt16,
    urgentPointer: UInt16 = 0,
    options: [UInt8] = [],
    dataLength: Int,
    addresses: PseudoHeader
  ) throws(WireError) -> Int {
    guard options.count <= 40, options.count % 4 == 0 else {
      throw .outOfRange(.tcp, field: "options length", value: options.count)
    }
    guard dataLength >= 0, dataLength <= 65515 else {
      throw .outOfRange(.tcp, field: "data length", value: dataLength)
    }
    let length = 20 + options.count
    let base = try room(in: bytes, for: length + dataLength, of: .tcp)
    base.store16(0, sourcePort)
    base.store16(2, destinationPort)
    base.store32(4, sequence)
    base.store32(8, acknowledgement)
    base.store16(12, UInt16(length / 4) << 12 | flags.rawValue & 0x1FF)
    base.store16(14, window)
    base.store16(16, 0)
    base.store16(18, urgentPointer)
    for (index, byte) in options.enumerated() {
      base.store8(20 + index, byte)
    }
    let whole = UnsafeRawBufferPointer(start: base, count: length + dataLength)
    base.store16(16, addresses.checksum(of: .tcp, over: whole))
    return length
  }
}
