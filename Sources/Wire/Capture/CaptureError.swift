/// Why a capture file cannot be read, or not further; offsets are bytes from the file's start.
public enum CaptureError: Error, Equatable, Sendable {
  /// The system refused; `reason` is its own text.
  case cannotOpen(reason: String)
  /// The file has no bytes.
  case empty
  /// The file begins with something else; `magic` is its first four bytes, as far as it has them.
  case notACapture(magic: [UInt8])
  /// The file is compressed; `format` is the compressor's name.
  case compressed(format: String)
  /// A version this reader does not know.
  case unsupportedVersion(offset: UInt64, major: UInt16, minor: UInt16)
  /// The bytes at the offset break the format's rules.
  case malformed(offset: UInt64, what: String)
  /// A record claims more than the largest size taken; nothing after it can be trusted.
  case recordTooLarge(offset: UInt64, length: UInt64, limit: Int)
  /// The file ends inside the block or record that begins at the offset; all before it were delivered.
  case truncated(offset: UInt64)
  /// Frames of a kind this product does not take.
  case unsupportedLinkType(LinkType, offset: UInt64)
}

extension CaptureError {
  /// Where in the file; nil if the whole file is meant.
  public var offset: UInt64? {
    switch self {
    case .cannotOpen, .empty, .notACapture, .compressed: nil
    case .unsupportedVersion(let offset, _, _), .malformed(let offset, _),
      .recordTooLarge(let offset, _, _), .truncated(let offset),
      .unsupportedLinkType(_, let offset):
      offset
    }
  }

  /// How to mend it, as an instruction.
  public var advice: String {
    switch self {
    case .cannotOpen: "check the path and its permissions"
    case .empty: "capture again; a running capture may not have written yet"
    case .notACapture: "give a pcap or pcapng file; 'file NAME' tells what this one is"
    case .compressed(let format): "uncompress it first, for example with '\(format) -d'"
    case .unsupportedVersion: "convert it with 'editcap -F pcapng'"
    case .malformed, .recordTooLarge: "the file is damaged here; cut it before with 'editcap -r'"
    case .truncated: "capture again, or let 'editcap' rewrite the whole records"
    case .unsupportedLinkType(let type, _):
      type.isWireless
        ? "802.11 frames are not taken yet; capture on an Ethernet interface"
        : "only Ethernet and raw IP are taken; capture on such an interface"
    }
  }
}

extension CaptureError: CustomStringConvertible {
  /// What is wrong and where, without the advice.
  public var description: String {
    switch self {
    case .cannotOpen(let reason): "cannot be opened: \(reason)"
    case .empty: "the file is empty"
    case .notACapture(let magic):
      "not a capture file: it begins with \(hexadecimal(magic, separator: " "))"
    case .compressed(let format): "the file is compressed (\(format))"
    case .unsupportedVersion(let offset, let major, let minor):
      "format version \(major).\(minor) is not known, at offset \(offset)"
    case .malformed(let offset, let what): "\(what), at offset \(offset)"
    case .recordTooLarge(let offset, let length, let limit):
      "a record claims \(length) bytes, more than \(limit), at offset \(offset)"
    case .truncated(let offset): "the file ends inside the record at offset \(offset)"
    case .unsupportedLinkType(let type, let offset):
      "link type \(type) is not supported, at offset \(offset)"
    }
  }
}
