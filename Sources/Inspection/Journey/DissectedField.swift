/// A header field with its place, so that two dissections can be compared.
struct DissectedField: Equatable {
  /// As a filter spells it (`ipv4.ttl`).
  var name: String
  /// Tells fields of the same name in nested headers apart.
  var occurrence: Int
  var value: String
  /// From the data start.
  var offset: Int
  var length: Int

  var key: Key { Key(name: name, occurrence: occurrence) }

  struct Key: Hashable {
    var name: String
    var occurrence: Int
  }

  /// The fields of a packet's known first bytes, outermost header first.
  static func fields(of bytes: [UInt8], _ linkKind: LinkKind) -> [DissectedField] {
    []
  }

  /// Bytes from the data start that fields cover.
  static func coverage(_ fields: [DissectedField]) -> Int {
    fields.reduce(0) { max($0, $1.offset + $1.length) }
  }
}
