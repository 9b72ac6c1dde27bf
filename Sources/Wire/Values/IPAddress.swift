/// An address of either Internet protocol.
@frozen
public enum IPAddress: Hashable, Sendable {
  case v4(IPv4Address)
  case v6(IPv6Address)

  /// Reads either text form.
  public init?(_ text: some StringProtocol) {
    if let address = IPv4Address(text) {
      self = .v4(address)
    } else if let address = IPv6Address(text) {
      self = .v6(address)
    } else {
      return nil
    }
  }
}

extension IPAddress: CustomStringConvertible {
  /// The address as its own protocol writes it.
  public var description: String {
    switch self {
    case .v4(let address): address.description
    case .v6(let address): address.description
    }
  }
}

/// An address and how many of its first bits matter.
public struct IPPrefix: Hashable, Sendable {
  /// As written; bits past the length may be set.
  public let address: IPAddress
  /// 0…32 or 0…128.
  public let length: Int

  /// Makes a prefix; nil if the length does not fit the protocol.
  public init?(_ address: IPAddress, length: Int) {
    let limit =
      switch address {
      case .v4: 32
      case .v6: 128
      }
    guard (0...limit).contains(length) else { return nil }
    self.address = address
    self.length = length
  }

  /// Reads `address/length`, or an address alone, which is then the only member.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" }
    guard let first = parts.first, let address = IPAddress(first), parts.count <= 2 else {
      return nil
    }
    if parts.count == 2 {
      guard let length = Int(parts[1]), parts[1].utf8.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      self.init(address, length: length)
    } else {
      switch address {
      case .v4: self.init(address, length: 32)
      case .v6: self.init(address, length: 128)
      }
    }
  }

  /// Whether the address shares the first bits.
  public func contains(_ other: IPAddress) -> Bool {
    switch (address, other) {
    case (.v4(let mine), .v4(let theirs)):
      return length == 0 || (mine.rawValue ^ theirs.rawValue) >> UInt32(32 - length) == 0
    case (.v6(let mine), .v6(let theirs)):
      let high = mine.high ^ theirs.high
      let low = mine.low ^ theirs.low
      if length == 0 { return true }
      if length <= 64 { return high >> UInt64(64 - length) == 0 }
      return high == 0 && low >> UInt64(128 - length) == 0
    default:
      return false
    }
  }
}

extension IPPrefix: CustomStringConvertible {
  /// `address/length`.
  public var description: String {
    "\(address)/\(length)"
  }
}
