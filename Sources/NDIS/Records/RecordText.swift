import Wire

/// Numbers and characters as the fields of a request are written and read.
enum RecordText {
  /// Pairs of base-16 digits, parted after every fourth byte.
  static func digits(_ bytes: some Collection<UInt8>) -> String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if index > 0, index.isMultiple(of: 4) { text += " " }
      text += pair(byte)
    }
    return text
  }

  private static func pair(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }

  /// `0x` and two digits.
  static func byte(_ byte: UInt8) -> String { "0x" + pair(byte) }

  /// Writes a number.
  static func write(_ value: UInt64, _ style: NumberStyle, size: Int) -> String {
    switch style {
    case .decimal: String(value)
    case .hexadecimal: hexadecimal(value, size: size)
    case .values(let table): table.symbol(of: value) ?? String(value)
    case .flags(let table): table.flagText(value)
    case .speed: value == .max ? "unknown" : speed(value)
    case .hundredBits:
      // 32 bits times 100 fit; all ones stand for an unknown speed.
      value == 0xFFFF_FFFF ? "unknown" : speed(value &* 100)
    case .version: version(value, size: size)
    case .boolean: value == 0 ? "FALSE" : value == 1 ? "TRUE" : String(value)
    case .oid: OIDNumber(rawValue: UInt32(truncatingIfNeeded: value)).description
    case .processor:
      value >> 24 == 0 ? "\(value & 0xFFFF):\(value >> 16 & 0xFF)" : hexadecimal(value, size: 4)
    }
  }

  /// `0x` and all digits of so many bytes.
  private static func hexadecimal(_ value: UInt64, size: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, size * 2 - digits.count)) + digits
  }

  /// The greatest unit that leaves a whole number.
  private static func speed(_ value: UInt64) -> String {
    let units: [(UInt64, String)] = [
      (1_000_000_000_000, "Tbit/s"), (1_000_000_000, "Gbit/s"), (1_000_000, "Mbit/s"),
      (1_000, "kbit/s"),
    ]
    for (scale, unit) in units where value != 0 && value.isMultiple(of: scale) {
      return "\(value / scale) \(unit)"
    }
    return "\(value) bit/s"
  }

  private static func version(_ value: UInt64, size: Int) -> String {
    let half = UInt64(size * 4)
    return "\(value >> half).\(value & ((1 << half) - 1))"
  }

  /// A GUID with its braces.
  static func guid(_ bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return digits(bytes) }
    let order = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15]
    return order.map { $0 < 0 ? "-" : pair(bytes[$0]) }.joined()
  }

  // MARK: Characters

  /// Characters for a text in quotes: ASCII as it is, the rest as `\xNN`.
  static func escape(bytes: some Collection<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      switch byte {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + pair(byte)
      }
    }
    return text
  }

  /// UTF-16 units for a text in quotes: what can be shown as it is, the rest as `\u{N}`.
  static func escape(units: [UInt16]) -> String {
    var text = ""
    var index = 0
    while index < units.count {
      let unit = units[index]
      var scalar = Unicode.Scalar(unit)
      var used = 1
      if scalar == nil, UTF16.isLeadSurrogate(unit), index + 1 < units.count,
        UTF16.isTrailSurrogate(units[index + 1])
      {
        let high = UInt32(unit - 0xD800) << 10
        scalar = Unicode.Scalar(0x10000 + high + UInt32(units[index + 1] - 0xDC00))
        used = 2
      }
      if let scalar, isShown(scalar) {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\u{" + String(unit, radix: 16, uppercase: true) + "}"
        used = 1
      }
      index += used
    }
    return text
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
