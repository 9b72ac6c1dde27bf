/// Reads fields of one protocol from a frame; reads past the end add nothing and are remembered.
struct LayerBuilder {
  let bytes: UnsafeRawBufferPointer
  /// End of what this layer may read, from the frame's first byte; may lie past what was captured.
  var limit: Int
  var fields: [DissectedField] = []
  /// A read went past what was captured.
  var isCut = false
  /// A read went past the layer's end, or a value cannot be.
  var isMalformed = false

  init(_ bytes: UnsafeRawBufferPointer, limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  /// Whether nothing went wrong yet.
  var isWhole: Bool { !isCut && !isMalformed }

  /// Whether bytes can be read; remembers why if not.
  mutating func has(_ offset: Int, _ count: Int) -> Bool {
    guard offset >= 0, count >= 0 else {
      isMalformed = true
      return false
    }
    if offset + count > limit {
      isMalformed = true
      return false
    }
    if offset + count > bytes.count {
      isCut = true
      return false
    }
    return true
  }

  /// A number of one to eight bytes in network order.
  mutating func number(_ offset: Int, _ width: Int) -> UInt64? {
    guard has(offset, width) else { return nil }
    var value: UInt64 = 0
    for index in offset..<(offset + width) { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  mutating func array(_ offset: Int, _ count: Int) -> [UInt8]? {
    guard has(offset, count) else { return nil }
    return Array(bytes[offset..<(offset + count)])
  }

  mutating func add(
    _ name: String,
    _ value: FieldValue,
    _ range: Range<Int>,
    text: String? = nil,
    mark: DissectedField.Mark? = nil
  ) {
    let definition = FieldCatalog.definition(named: name)
    fields.append(
      DissectedField(
        name: name,
        label: definition?.label ?? name,
        value: value,
        text: text ?? value.text(as: definition?.kind ?? .decimal, width: range.count),
        range: range,
        mark: mark
      )
    )
  }

  /// A whole number; `named` gives a word for it.
  @discardableResult
  mutating func unsigned(
    _ name: String,
    _ offset: Int,
    _ width: Int,
    unit: String = "",
    named: (UInt64) -> String? = { _ in nil }
  ) -> UInt64? {
    guard let value = number(offset, width) else { return nil }
    let range = offset..<(offset + width)
    if let word = named(value) {
      let kind = FieldCatalog.definition(named: name)?.kind ?? .decimal
      let number = FieldValue.unsigned(value).text(as: kind, width: width)
      add(name, .unsigned(value), range, text: "\(word) (\(number))")
    } else if unit.isEmpty {
      add(name, .unsigned(value), range)
    } else {
      add(name, .unsigned(value), range, text: "\(value) \(unit)")
    }
    return value
  }

  /// Some bits of a number of `width` bytes, counted from the lowest.
  @discardableResult
  mutating func bits(
    _ name: String,
    _ offset: Int,
    _ width: Int,
    shift: Int,
    count: Int,
    named: (UInt64) -> String? = { _ in nil }
  ) -> UInt64? {
    guard let whole = number(offset, width) else { return nil }
    let value = whole >> UInt64(shift) & (1 << UInt64(count) - 1)
    let range = offset..<(offset + width)
    if count == 1, FieldCatalog.definition(named: name)?.kind == .boolean {
      add(name, .boolean(value == 1), range)
    } else {
      add(name, .unsigned(value), range, text: named(value).map { "\($0) (\(value))" })
    }
    return value
  }

  @discardableResult
  mutating func mac(_ name: String, _ offset: Int) -> MACAddress? {
    guard let value = number(offset, 6) else { return nil }
    add(name, .mac(MACAddress(value)), offset..<(offset + 6))
    return MACAddress(value)
  }

  @discardableResult
  mutating func ipv4(_ name: String, _ offset: Int) -> IPv4Address? {
    guard let value = number(offset, 4) else { return nil }
    let address = IPv4Address(UInt32(truncatingIfNeeded: value))
    add(name, .ipv4(address), offset..<(offset + 4))
    return address
  }

  @discardableResult
  mutating func ipv6(_ name: String, _ offset: Int) -> IPv6Address? {
    guard has(offset, 16), let high = number(offset, 8), let low = number(offset + 8, 8) else {
      return nil
    }
    let address = IPv6Address(high: high, low: low)
    add(name, .ipv6(address), offset..<(offset + 16))
    return address
  }

  @discardableResult
  mutating func raw(_ name: String, _ offset: Int, _ count: Int) -> [UInt8]? {
    guard let value = array(offset, count) else { return nil }
    add(name, .bytes(value), offset..<(offset + count))
    return value
  }

  /// Text in UTF-8 or ASCII, up to a zero if there is one.
  @discardableResult
  mutating func text(_ name: String, _ offset: Int, _ count: Int) -> String? {
    guard let value = array(offset, count) else { return nil }
    let string = String(decoding: value.prefix { $0 != 0 }, as: UTF8.self)
    add(name, .text(string), offset..<(offset + count))
    return string
  }

  /// Puts what `fill` adds inside the last field added.
  mutating func inside(_ fill: (inout LayerBuilder) -> Void) {
    var inner = LayerBuilder(bytes, limit: limit)
    fill(&inner)
    isCut = isCut || inner.isCut
    isMalformed = isMalformed || inner.isMalformed
    guard let last = fields.indices.last else {
      fields += inner.fields
      return
    }
    fields[last].children += inner.fields
  }

  /// A field that holds others and has no value.
  mutating func group(
    _ name: String,
    _ range: Range<Int>,
    text: String = "",
    _ fill: (inout LayerBuilder) -> Void
  ) {
    add(name, .none, range.clamped(to: 0..<max(bytes.count, 0)), text: text)
    inside(fill)
  }

  /// The outcome of a checksum, as the field `name.status` computed from no byte.
  mutating func checksum(_ name: String, _ offset: Int, _ status: ChecksumStatus) {
    guard let value = number(offset, 2) else { return }
    let mark: DissectedField.Mark? = status == .bad ? .badChecksum : nil
    let written = "0x" + hexadecimal(value, digits: 4)
    add(
      name,
      .unsigned(value),
      offset..<(offset + 2),
      text: "\(written) [\(status.word)]",
      mark: mark
    )
    add(
      name + ".status",
      .unsigned(UInt64(status.rawValue)),
      offset..<offset,
      text: status.word,
      mark: mark
    )
  }
}

/// What is known of a checksum; numbered as Wireshark does.
enum ChecksumStatus: UInt8 {
  case bad = 0
  case good = 1
  case unverified = 2
  case notPresent = 3

  var word: String {
    switch self {
    case .bad: "Bad"
    case .good: "Good"
    case .unverified: "Unverified"
    case .notPresent: "Not present"
    }
  }
}

extension FieldValue {
  /// The value for people.
  func text(as kind: FieldKind, width: Int) -> String {
    switch self {
    case .none: ""
    case .unsigned(let value):
      kind == .hexadecimal ? "0x" + hexadecimal(value, digits: 2 * width) : String(value)
    case .boolean(let value): value ? "Set" : "Not set"
    case .real(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
    case .bytes(let value): hexadecimal(value)
    case .mac(let value): value.description
    case .ipv4(let value): value.description
    case .ipv6(let value): value.description
    case .text(let value): value
    }
  }
}
