/// A value of the registry, of one of the kinds drivers use.
public enum RegistryValue: Hashable, Sendable {
  /// 32 bits.
  ///
  /// The C name is `REG_DWORD`.
  case dword(UInt32)
  /// Text.
  ///
  /// The C name is `REG_SZ`.
  case string(String)
  /// A list of texts.
  ///
  /// The C name is `REG_MULTI_SZ`.
  case multiString([String])
  /// Bytes.
  ///
  /// The C name is `REG_BINARY`.
  case binary([UInt8])

  /// The kinds of values.
  public enum Kind: String, Sendable {
    /// 32 bits.
    case dword
    /// Text.
    case string
    /// A list of texts.
    case multiString
    /// Bytes.
    case binary
  }

  /// The kind of this value.
  public var kind: Kind {
    switch self {
    case .dword: .dword
    case .string: .string
    case .multiString: .multiString
    case .binary: .binary
    }
  }
}
