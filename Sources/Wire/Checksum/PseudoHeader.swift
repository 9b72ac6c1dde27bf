/// The addresses TCP, UDP and ICMPv6 checksums cover beside their own bytes.
@frozen
public enum PseudoHeader: Sendable, Equatable {
  case v4(source: IPv4Address, destination: IPv4Address)
  case v6(source: IPv6Address, destination: IPv6Address)

  /// The sum over addresses, protocol and length (RFC 9293 §3.1, RFC 8200 §8.1).
  ///
  /// - `length`: transport header and data in bytes; 0 leaves it out, as large sends do.
  @inlinable
  public func sum(of transport: IPProtocol, length: Int) -> InternetChecksum {
    var sum = InternetChecksum()
    switch self {
    case .v4(let source, let destination):
      sum.add(source.rawValue)
      sum.add(destination.rawValue)
    case .v6(let source, let destination):
      sum.add(source.high)
      sum.add(source.low)
      sum.add(destination.high)
      sum.add(destination.low)
    }
    sum.add(UInt16(transport.rawValue))
    sum.add(UInt32(truncatingIfNeeded: length))
    return sum
  }

  /// The checksum over these addresses and a whole transport unit whose checksum field holds zero.
  @inlinable
  public func checksum(of transport: IPProtocol, over bytes: UnsafeRawBufferPointer) -> UInt16 {
    var sum = self.sum(of: transport, length: bytes.count)
    sum.add(bytes)
    return sum.checksum
  }
}
