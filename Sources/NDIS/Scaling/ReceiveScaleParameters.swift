public import Kernel
import Wire

/// How received frames are to be spread: hash, key and indirection table.
///
/// - C: `NDIS_RECEIVE_SCALE_PARAMETERS`, revision 1 (one byte an entry) and 2 (6.20: group and number)
/// - Source: ntddndis/ns-ntddndis-_ndis_receive_scale_parameters
public struct ReceiveScaleParameters: Equatable, Sendable {
  /// What a set leaves as it is, and whether it switches scaling off.
  public struct Flags: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt16

    /// Makes a set from its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `BaseCpuNumber` is as it was.
    public static let baseUnchanged = Flags(rawValue: 1)
    /// `HashInformation` is as it was.
    public static let hashUnchanged = Flags(rawValue: 2)
    /// The table is as it was.
    public static let tableUnchanged = Flags(rawValue: 4)
    /// The key is as it was.
    public static let keyUnchanged = Flags(rawValue: 8)
    /// Scaling is switched off, whatever else is set.
    public static let disable = Flags(rawValue: 0x10)
  }

  /// What is left as it was.
  public var flags: Flags
  /// `BaseCpuNumber`; 0, for it is part of the table.
  public var baseNumber: UInt16
  /// Types in 0x00FFFF00, function in 0xFF.
  public var hashInformation: UInt32
  /// Which processor serves a hash, by its low bits.
  public var table: [Processor]
  /// The secret key, 40 bytes for the Toeplitz function.
  public var key: [UInt8]

  /// Parameters with every part.
  public init(
    flags: Flags = [],
    baseNumber: UInt16 = 0,
    hashInformation: UInt32,
    table: [Processor],
    key: [UInt8]
  ) {
    self.flags = flags
    self.baseNumber = baseNumber
    self.hashInformation = hashInformation
    self.table = table
    self.key = key
  }

  /// Parameters that switch scaling off.
  public static let off = ReceiveScaleParameters(
    flags: .disable,
    hashInformation: 0,
    table: [],
    key: []
  )

  /// True if they switch scaling off: by the flag, or by a hash function of zero that is no unchanged one.
  public var disables: Bool {
    flags.contains(.disable)
      || !flags.contains(.hashUnchanged) && hashInformation & 0xFF == 0
  }

  /// Reads the record of either revision.
  ///
  /// - Throws: `invalidLength` for a record cut short, `invalidParameter` for parts outside of it.
  public init(reading bytes: [UInt8]) throws(NDISStatus) {
    guard bytes.count >= 28 else { throw .invalidLength }
    guard bytes[0] == ObjectType.rssParameters.rawValue, bytes[1] >= 1 else {
      throw .invalidParameter
    }
    let isWide = bytes[1] >= 2
    guard !isWide || bytes.count >= 40 else { throw .invalidLength }
    flags = Flags(rawValue: bytes.value(4))
    baseNumber = bytes.value(6)
    hashInformation = bytes.value(8)
    table = []
    key = []
    guard !flags.contains(.disable) else { return }
    if !flags.contains(.tableUnchanged) {
      let size = Int(bytes.value(12, UInt16.self))
      let part = try bytes.part(at: Int(bytes.value(16, UInt32.self)), size)
      if isWide {
        guard size % 4 == 0 else { throw .invalidParameter }
        table = stride(from: 0, to: size, by: 4).map {
          Processor(group: UInt16(part[$0]) | UInt16(part[$0 + 1]) << 8, number: part[$0 + 2])
        }
      } else {
        table = part.map { Processor(group: 0, number: $0) }
      }
    }
    if !flags.contains(.keyUnchanged) {
      let size = Int(bytes.value(20, UInt16.self))
      key = try bytes.part(at: Int(bytes.value(24, UInt32.self)), size)
    }
  }

  /// The record as a driver built for `version` sees it: before 6.20 one byte an entry, without the group.
  public func bytes(for version: NDISVersion) -> [UInt8] {
    let isWide = version >= .v6_20
    let size = isWide ? 40 : 28
    let entries: [UInt8] =
      isWide
      ? table.flatMap { $0.group.littleEndianBytes + [$0.number, 0] } : table.map(\.number)
    let keyPlace = (size + entries.count + 3) / 4 * 4
    var bytes = [ObjectType.rssParameters.rawValue, isWide ? 2 : 1]
    bytes += UInt16(size).littleEndianBytes + flags.rawValue.littleEndianBytes
    bytes += baseNumber.littleEndianBytes + hashInformation.littleEndianBytes
    bytes += UInt16(entries.count).littleEndianBytes + [0, 0] + UInt32(size).littleEndianBytes
    bytes += UInt16(key.count).littleEndianBytes + [0, 0] + UInt32(keyPlace).littleEndianBytes
    if isWide { bytes += masks(at: (keyPlace + key.count + 7) / 8 * 8).header }
    bytes += entries
    bytes += [UInt8](repeating: 0, count: keyPlace - bytes.count)
    bytes += key
    guard isWide else { return bytes }
    let place = (bytes.count + 7) / 8 * 8
    return bytes + [UInt8](repeating: 0, count: place - bytes.count) + masks(at: place).bytes
  }

  /// `ProcessorMasks`: the processors of the table, group by group.
  private func masks(at place: Int) -> (header: [UInt8], bytes: [UInt8]) {
    let groups = Set(table.map(\.group)).sorted()
    let bytes = groups.flatMap { group in
      let mask = table.filter { $0.group == group }.reduce(UInt64(0)) {
        $0 | 1 << UInt64($1.number & 63)
      }
      return mask.littleEndianBytes + group.littleEndianBytes + [UInt8](repeating: 0, count: 6)
    }
    let words = [groups.isEmpty ? 0 : UInt32(place), UInt32(groups.count), 16]
    return (words.flatMap(\.littleEndianBytes), bytes)
  }

  /// These parameters with what they leave unchanged taken from `older`; without its flags.
  func completed(from older: ReceiveScaleParameters?) -> ReceiveScaleParameters {
    var all = self
    all.flags = []
    guard let older else { return all }
    if flags.contains(.baseUnchanged) { all.baseNumber = older.baseNumber }
    if flags.contains(.hashUnchanged) { all.hashInformation = older.hashInformation }
    if flags.contains(.tableUnchanged) { all.table = older.table }
    if flags.contains(.keyUnchanged) { all.key = older.key }
    return all
  }
}

extension [UInt8] {
  /// The number at a place, lowest byte first; missing bytes are 0.
  func value<Value: FixedWidthInteger>(_ place: Int, _ type: Value.Type = Value.self) -> Value {
    Array(dropFirst(place).prefix(MemoryLayout<Value>.size)).littleEndianValue(type)
  }

  /// A part of a record, by offset from its start.
  func part(at offset: Int, _ size: Int) throws(NDISStatus) -> [UInt8] {
    guard offset >= 0, size >= 0, offset <= count, size <= count - offset else {
      throw .invalidParameter
    }
    return Array(self[offset..<offset + size])
  }
}
