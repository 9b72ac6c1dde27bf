/// Bytes of requests as named fields and back.
///
/// A value is written as its words: a number, `A | B` for flags, a documented name for an enumeration,
/// `{Member=value, …}` for a structure, `[value, …]` for a list; the outermost brackets may be left out. Members left out
/// of a structure are zero; headers, offsets and sizes are computed. What `text` gives, `encode` reads.
///
///     OID_GEN_CURRENT_PACKET_FILTER   NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST
///     OID_GEN_LINK_PARAMETERS         MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=1 Gbit/s
///     OID_802_3_MULTICAST_LIST        01:00:5e:00:00:01, 33:33:00:00:00:01
public enum OIDCodec {
  /// A value read from bytes.
  public struct Reading: Equatable, Sendable {
    /// The fields, in the order of their bytes; of a structure every member, headers and offsets too.
    public var fields: [RecordField]
    /// The value as `encode` takes it.
    public var text: String
    /// What is wrong with the bytes: too few, a wrong header, an offset outside; nil for sound ones.
    public var problem: String?
  }

  /// Which bytes of a request are meant.
  public enum Side: Sendable {
    /// What a query gives or a set takes, and a method's output.
    case value
    /// What a method takes.
    case methodInput
  }

  /// Reads the bytes of a request; never fails.
  public static func read(_ oid: OIDNumber, bytes: [UInt8], side: Side = .value) -> Reading {
    // A miniport's consent has no bytes, nor has a list without patterns.
    if bytes.isEmpty, oid == .pnpQueryPower || oid == .pnpWakeUpPatternList {
      return Reading(fields: [], text: "", problem: nil)
    }
    if oid == .pnpWakeUpPatternList { return patterns(bytes) }
    return reading(bytes, form(of: oid, side), name: valueName(of: oid))
  }

  /// The fields of the bytes of a request.
  public static func fields(of oid: OIDNumber, bytes: [UInt8]) -> [RecordField] {
    read(oid, bytes: bytes).fields
  }

  /// The bytes of a request as text that `encode` takes.
  public static func text(of oid: OIDNumber, bytes: [UInt8]) -> String {
    read(oid, bytes: bytes).text
  }

  /// Turns a text into the bytes of a request.
  ///
  /// - Throws: what is wrong with the text, at which field, and what would be right.
  public static func encode(
    _ oid: OIDNumber,
    text: String,
    side: Side = .value
  ) throws(RecordError) -> [UInt8] {
    if oid == .pnpWakeUpPatternList { return try patterns(text) }
    // Where no bytes are a value, no text is that value.
    if text.allSatisfy(\.isWhitespace) {
      let nothing = read(oid, bytes: [], side: side)
      if nothing.problem == nil, nothing.text.isEmpty { return [] }
    }
    return try RecordWriter.write(text, form(of: oid, side))
  }

  /// Reads bytes in base 16, whatever they are of.
  ///
  /// - Throws: what is wrong with the text.
  public static func bytes(_ text: String) throws(RecordError) -> [UInt8] {
    try RecordText.bytes(text)
  }

  /// The bytes of a value of documented layout; the room a query should give.
  ///
  /// Lists, texts and structures with parts take more: ask again with `bytesNeeded`.
  public static func usualLength(of oid: OIDNumber) -> Int {
    switch form(of: oid, .value) {
    case .counter: 8
    case .record(let layout): max(layout.size, 8)
    case let other: other.fixedSize ?? 256
    }
  }

  /// The documented name of the value's type; nil for plain values.
  public static func structureName(of oid: OIDNumber) -> String? {
    switch form(of: oid, .value) {
    case .record(let layout), .chain(let layout, _), .list(.record(let layout)): layout.name
    default: nil
    }
  }

  static func reading(_ bytes: [UInt8], _ form: RecordForm, name: String) -> Reading {
    var name = name
    if case .record = form { name = "" }
    if case .list = form { name = "" }
    if case .chain = form { name = "" }
    let (value, problem) = RecordReader.read(bytes, form, name: name)
    return Reading(fields: value.flattened(), text: value.text(), problem: problem)
  }

  /// The name without its family, in the writing of members: `CurrentPacketFilter`.
  static func valueName(of oid: OIDNumber) -> String {
    guard let entry = OIDTable.entry(oid) else { return "Value" }
    var parts = entry.symbol.split(separator: "_").dropFirst()
    if let first = parts.first, ["GEN", "PNP", "PM"].contains(first) { parts = parts.dropFirst() }
    if entry.symbol.hasPrefix("OID_802_3_") { parts = parts.dropFirst(2) }
    return parts.map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
  }
}
