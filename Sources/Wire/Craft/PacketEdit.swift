/// A change of some bytes of a packet, as a person writes it: `50: ff 00`, `0x32: ff`, or `ip.ttl = 5`.
///
/// A field can be written where its value stands in whole bytes of its own. The length stays.
public struct PacketEdit: Equatable, Sendable {
  /// The packet afterwards.
  public let bytes: [UInt8]
  /// Places whose bytes differ, checksums that were mended apart.
  public let changed: [Int]
  /// Checksums that fitted before and were made to fit again, by field name.
  public let mended: [String]

  /// Makes the change.
  ///
  /// - Parameters:
  ///   - text: what is changed.
  ///   - packet: the bytes before.
  ///   - link: what the packet begins with.
  ///   - mends: make checksums fit again that fitted before.
  /// - Throws: what is wrong with the text, with its column.
  public init(
    _ text: String,
    of packet: [UInt8],
    link: LinkLayer,
    mends: Bool
  ) throws(CraftError) {
    let before = packet.withUnsafeBytes { Dissection($0, link: link) }
    var bytes = packet
    if let sign = text.firstIndex(of: "=") {
      try Self.write(text[..<sign], text[text.index(after: sign)...], before, &bytes)
    } else if let colon = text.firstIndex(of: ":") {
      try Self.write(offset: text[..<colon], text[text.index(after: colon)...], &bytes)
    } else {
      throw CraftError(
        column: text.count + 1,
        problem: "neither a place nor a field",
        mend: "write 50: ff, or ip.ttl = 5"
      )
    }
    changed = packet.indices.filter { packet[$0] != bytes[$0] }
    mended = mends ? Self.mend(&bytes, before, link) : []
    self.bytes = bytes
  }

  private static func write(
    offset: Substring,
    _ text: Substring,
    _ bytes: inout [UInt8]
  ) throws(CraftError) {
    let word = trimmed(offset)
    let isHex = word.hasPrefix("0x")
    guard let place = Int(isHex ? word.dropFirst(2) : word[...], radix: isHex ? 16 : 10),
      bytes.indices.contains(place)
    else {
      throw CraftError(
        column: 1,
        problem: "no place in the packet: \(word)",
        mend: "give 0 to \(max(0, bytes.count - 1))"
      )
    }
    let new = try HexText.bytes(of: String(repeating: " ", count: offset.count + 1) + text)
    guard !new.isEmpty, place + new.count <= bytes.count else {
      throw CraftError(
        column: offset.count + 2,
        problem: new.isEmpty ? "no byte" : "\(new.count) bytes from \(place) on go past the end",
        mend: "give 1 to \(bytes.count - place) bytes in hex"
      )
    }
    bytes.replaceSubrange(place..<(place + new.count), with: new)
  }

  private static func write(
    _ name: Substring,
    _ text: Substring,
    _ dissection: Dissection,
    _ bytes: inout [UInt8]
  ) throws(CraftError) {
    let word = trimmed(name)
    guard let field = dissection.fields(named: word).first else {
      throw CraftError(
        column: 1,
        problem: "the packet has no field \(word)",
        mend: "choose one of its fields"
      )
    }
    guard let old = encoded(field.value, field.range.count),
      field.range.upperBound <= bytes.count, Array(bytes[field.range]) == old
    else {
      throw CraftError(
        column: 1,
        problem: "\(word) does not stand in bytes of its own",
        mend: "write the bytes, from \(field.range.lowerBound) on"
      )
    }
    guard let new = read(trimmed(text), like: field.value, field.range.count) else {
      throw CraftError(
        column: name.count + 2,
        problem: "no value of \(word): \(trimmed(text))",
        mend: "it is \(field.text.isEmpty ? "\(field.range.count) bytes" : field.text) now"
      )
    }
    bytes.replaceSubrange(field.range, with: new)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  // MARK: Values

  private static func encoded(_ value: FieldValue, _ count: Int) -> [UInt8]? {
    switch value {
    case .unsigned(let number): bigEndian(number, count)
    case .mac(let address): count == 6 ? bigEndian(address.rawValue, 6) : nil
    case .ipv4(let address): count == 4 ? bigEndian(UInt64(address.rawValue), 4) : nil
    case .ipv6(let address):
      count == 16
        ? (bigEndian(address.high, 8) ?? []) + (bigEndian(address.low, 8) ?? []) : nil
    case .bytes(let bytes): bytes.count == count ? bytes : nil
    case .none, .boolean, .real, .text: nil
    }
  }

  private static func read(_ text: String, like value: FieldValue, _ count: Int) -> [UInt8]? {
    switch value {
    case .unsigned:
      let number =
        text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
      return number.flatMap { bigEndian($0, count) }
    case .mac: return MACAddress(text).flatMap { encoded(.mac($0), count) }
    case .ipv4: return IPv4Address(text).flatMap { encoded(.ipv4($0), count) }
    case .ipv6: return IPv6Address(text).flatMap { encoded(.ipv6($0), count) }
    case .bytes:
      guard let bytes = try? HexText.bytes(of: text), bytes.count == count else { return nil }
      return bytes
    case .none, .boolean, .real, .text: return nil
    }
  }

  private static func bigEndian(_ number: UInt64, _ count: Int) -> [UInt8]? {
    guard (1...8).contains(count), count == 8 || number >> UInt64(8 * count) == 0 else {
      return nil
    }
    return (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - $0))) }
  }

  // MARK: Checksums

  /// Makes those checksums fit that fitted before and do not now; gives their names.
  private static func mend(
    _ bytes: inout [UInt8],
    _ before: Dissection,
    _ link: LinkLayer
  ) -> [String] {
    var mended: [String] = []
    // The header of the network layer first: the transport's does not cover it.
    for name in ["ip.checksum", "udp.checksum", "tcp.checksum", "icmp.checksum", "icmpv6.checksum"]
    {
      let now = bytes.withUnsafeBytes { Dissection($0, link: link) }
      guard let was = before.fields(named: name + ".status").first,
        was.value == .unsigned(UInt64(ChecksumStatus.good.rawValue)),
        let status = now.fields(named: name + ".status").first, status.mark == .badChecksum,
        let field = now.fields(named: name).first
      else { continue }
      bytes[field.range.lowerBound] = 0
      bytes[field.range.lowerBound + 1] = 0
      guard let sum = sum(name, bytes, now, link) else { continue }
      bytes[field.range.lowerBound] = UInt8(sum >> 8)
      bytes[field.range.lowerBound + 1] = UInt8(truncatingIfNeeded: sum)
      mended.append(name)
    }
    return mended
  }

  /// The sum over a packet in which the field holds zero.
  private static func sum(
    _ name: String,
    _ bytes: [UInt8],
    _ dissection: Dissection,
    _ link: LinkLayer
  ) -> UInt16? {
    bytes.withUnsafeBytes { all in
      let layout = FrameLayout(parsing: all, link: link)
      let network = Int(layout.networkOffset)
      let transport = Int(layout.transportOffset)
      let end = min(all.count, network + Int(layout.networkLength))
      guard network < transport, transport <= end else { return nil }
      if name == "ip.checksum" {
        return InternetChecksum.compute(UnsafeRawBufferPointer(rebasing: all[network..<transport]))
      }
      let unit = UnsafeRawBufferPointer(rebasing: all[transport..<end])
      if name == "icmp.checksum" { return InternetChecksum.compute(unit) }
      guard let addresses = addresses(dissection) else { return nil }
      let sum = addresses.checksum(of: layout.ipProtocol, over: unit)
      return name == "udp.checksum" && sum == 0 ? 0xFFFF : sum
    }
  }

  private static func addresses(_ dissection: Dissection) -> PseudoHeader? {
    if case .ipv4(let source)? = dissection.fields(named: "ip.src").first?.value,
      case .ipv4(let destination)? = dissection.fields(named: "ip.dst").first?.value
    {
      return .v4(source: source, destination: destination)
    }
    if case .ipv6(let source)? = dissection.fields(named: "ipv6.src").first?.value,
      case .ipv6(let destination)? = dissection.fields(named: "ipv6.dst").first?.value
    {
      return .v6(source: source, destination: destination)
    }
    return nil
  }
}
