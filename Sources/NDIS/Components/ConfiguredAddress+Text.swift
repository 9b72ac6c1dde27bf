@preconcurrency import Glibc

extension ConfiguredAddress {
  /// Reads an address, with a length after a slash if the form has one; nil if the text is none.
  public init?(_ text: String, form: KeywordType.AddressForm) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    var length: Int?
    if parts.count == 2, form == .prefix {
      guard (1...3).contains(parts[1].utf8.count), parts[1].first?.isNumber == true,
        let number = Int(parts[1])
      else { return nil }
      length = number
    } else if parts.count != 1 {
      return nil
    }
    let address = String(parts[0])
    // The host's parser stops at a zero byte, which would hide what follows it.
    guard !address.utf8.contains(0) else { return nil }
    let isIPv6 = address.contains(":")
    var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
    let count = inet_pton(isIPv6 ? AF_INET6 : AF_INET, address, &bytes)
    guard count == 1 else { return nil }
    self.init(bytes: bytes, prefixLength: length)
  }
}

extension ConfiguredAddress: CustomStringConvertible {
  /// The address as it is written, with its length where that is not the whole address.
  public var description: String {
    var buffer = [CChar](repeating: 0, count: 64)
    let isWritten = bytes.withUnsafeBytes { bytes in
      let family = isIPv6 ? AF_INET6 : AF_INET
      return inet_ntop(family, bytes.baseAddress, &buffer, socklen_t(buffer.count)) != nil
    }
    let letters = isWritten ? buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)) : []
    let text = String(decoding: letters, as: UTF8.self)
    return prefixLength == bytes.count * 8 ? text : "\(text)/\(prefixLength)"
  }
}
