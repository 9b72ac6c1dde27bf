/// What a field holds.
public enum FieldValue: Hashable, Sendable {
  /// The field is only present: a protocol, a group, a mark.
  case none
  case unsigned(UInt64)
  case boolean(Bool)
  case real(Double)
  case bytes([UInt8])
  case mac(MACAddress)
  case ipv4(IPv4Address)
  case ipv6(IPv6Address)
  case text(String)
}

/// What a field's values are, for reading filters and choosing a text.
public enum FieldKind: Sendable, Equatable {
  case presence
  case boolean
  case decimal
  case hexadecimal
  case real
  case bytes
  case mac
  case ipv4
  case ipv6
  case text
}

/// A field that can occur: its name is the one Wireshark's display filters use.
public struct FieldDefinition: Sendable, Equatable {
  /// Lower case, parts joined by dots (`ip.src`).
  public let name: String
  /// What its values are.
  public let kind: FieldKind
  /// For people (`Source Address`).
  public let label: String
  /// Fields whose values a filter takes for it (`ip.addr`: source and destination); empty: its own.
  public let members: [String]

  /// Makes a definition.
  public init(_ name: String, _ kind: FieldKind, _ label: String, members: [String] = []) {
    self.name = name
    self.kind = kind
    self.label = label
    self.members = members
  }
}
