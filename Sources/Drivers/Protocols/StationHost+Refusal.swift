import Kernel
import NDIS
import Wire

/// Why this host drops a frame: the field that says so, what it holds and what it should.
extension StationHost {
  /// A header that is cut short or contradicts itself.
  func malformed(_ subject: String, at byte: Int) -> Verdict {
    .drop(
      .malformed,
      configuration.context.packetCause(subject, byte: byte, general: "a header of the packet")
    )
  }

  /// A kind of packet that it does not handle.
  func notForUs(_ field: String, _ value: String, _ handled: String, at byte: Int) -> Verdict {
    .drop(
      .notForUs,
      configuration.context.packetCause(
        "\(field) is \(value), handled is \(handled)",
        byte: byte,
        general: "\(field), handled is \(handled)"
      )
    )
  }

  /// An address that is none of its own, beside the setting that has them.
  func notOurs(_ field: String, _ address: IPAddress) -> Verdict {
    let own = addresses.map(\.description).joined(separator: ", ")
    let source = configuration.settings.source(keyword)
    return .drop(
      .notForUs,
      configuration.context.causes.intern(
        seen: Cause("\(field) is \(address), \(keyword) = \(own)", source: source),
        general: Cause("\(field), \(keyword) = \(own)", source: source)
      )
    )
  }

  /// A checksum that does not fit; `compute` sums up the bytes it covers with the field as zero.
  ///
  /// - `field`: where the checksum stands in `bytes`; `byte`: where `bytes` stand in the frame.
  func badChecksum(
    _ name: String,
    _ bytes: UnsafeRawBufferPointer,
    field: Int,
    at byte: Int,
    _ compute: (UnsafeRawBufferPointer) -> UInt16
  ) -> Verdict {
    var copy = Array(bytes)
    let found = UInt16(copy[field]) << 8 | UInt16(copy[field + 1])
    copy[field] = 0
    copy[field + 1] = 0
    let right = copy.withUnsafeBytes(compute)
    return .drop(
      .badChecksum,
      configuration.context.packetCause(
        "\(name) checksum is \(found.hexadecimal), expected \(right.hexadecimal)",
        byte: byte + field,
        general: "\(name) checksum"
      )
    )
  }
}
