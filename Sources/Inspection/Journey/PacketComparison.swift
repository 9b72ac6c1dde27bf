/// What a packet has after a hop that it had not before.
enum PacketComparison {
  /// Differences of geometry, list words and information slots.
  static func words(_ before: PacketState, _ after: PacketState, _ edge: HopEdge) -> [HopChange] {
    var changes: [HopChange] = []
    if let old = before.geometry, let new = after.geometry, old != new {
      changes += geometry(old, new)
    }
    for slot in 0..<max(before.info.count, after.info.count) {
      let old = slot < before.info.count ? before.info[slot] : 0
      let new = slot < after.info.count ? after.info[slot] : 0
      if old != new { changes += info(UInt8(slot), old, new, edge) }
    }
    return changes
  }

  /// Differences of header fields, then of bytes that no field covers.
  static func bytes(
    _ before: PacketState,
    _ after: PacketState,
    _ linkKind: LinkKind
  ) -> [HopChange] {
    guard let old = before.window, let new = after.window else { return [] }
    let oldHeaders = HeaderStack(old, linkKind)
    let newHeaders = HeaderStack(new, linkKind)
    var changes = headers(oldHeaders, newHeaders)
    changes += gone(old, after, oldHeaders)
    changes += written(before, old, new, newHeaders)
    return changes
  }

  static func geometry(_ old: PacketGeometry, _ new: PacketGeometry) -> [HopChange] {
    var changes: [HopChange] = []
    func note(_ name: String, _ before: String, _ after: String) {
      guard before != after else { return }
      changes.append(HopChange(kind: .geometry, name: name, before: before, after: after))
    }
    // The offset itself depends on the storage; what is recorded is how far it moved since birth.
    note("data start", signed(old.origin), signed(new.origin))
    note("DataLength", "\(old.dataLength)", "\(new.dataLength)")
    note(
      "NblFlags",
      hexadecimal(UInt64(old.nblFlags)),
      hexadecimal(UInt64(new.nblFlags))
    )
    note("Status", StatusText.name(of: old.status), StatusText.name(of: new.status))
    note("NetBuffers", "\(old.bufferCount)", "\(new.bufferCount)")
    // With a single buffer the total is its length.
    if old.bufferCount > 1 || new.bufferCount > 1 {
      note("TotalLength", "\(old.totalLength)", "\(new.totalLength)")
    }
    return changes
  }

  private static func signed(_ value: Int32) -> String { value > 0 ? "+\(value)" : "\(value)" }

  static func info(
    _ slot: UInt8,
    _ old: UInt64,
    _ new: UInt64,
    _ edge: HopEdge
  ) -> [HopChange] {
    let before = InfoSlotValue(slot: slot, rawValue: old, edge: edge)
    let after = InfoSlotValue(slot: slot, rawValue: new, edge: edge)
    func whole() -> [HopChange] {
      [
        HopChange(
          kind: .info,
          name: after.name,
          before: old == 0 ? "" : before.text,
          after: new == 0 ? "" : after.text
        )
      ]
    }
    if old == 0 || new == 0 { return whole() }
    var changes: [HopChange] = []
    var names = before.fields.map(\.name)
    for field in after.fields where !names.contains(field.name) { names.append(field.name) }
    for name in names {
      let was = before.fields.first { $0.name == name }?.value ?? ""
      let now = after.fields.first { $0.name == name }?.value ?? ""
      guard was != now else { continue }
      changes.append(
        HopChange(kind: .info, name: "\(after.name).\(name)", before: was, after: now)
      )
    }
    // Bits without a name differ.
    return changes.isEmpty
      ? [
        HopChange(
          kind: .info,
          name: after.name,
          before: hexadecimal(old),
          after: hexadecimal(new)
        )
      ] : changes
  }

  /// Known bytes that are no longer part of the packet and that no old field covers.
  private static func gone(
    _ old: RecordedBytes,
    _ after: PacketState,
    _ headers: HeaderStack
  ) -> [HopChange] {
    guard let geometry = after.geometry else { return [] }
    let start = Int(geometry.origin)
    let end = start + Int(geometry.dataLength)
    return ranges(old) { offset, address in
      (address < start || address >= end) && !headers.covers(offset)
    }.map { range in
      HopChange(
        kind: .bytes,
        name: name(range),
        before: text(old, range),
        after: ""
      )
    }
  }

  /// Known bytes that differ, or that the packet had not before, and that no new field covers.
  private static func written(
    _ before: PacketState,
    _ old: RecordedBytes,
    _ new: RecordedBytes,
    _ headers: HeaderStack
  ) -> [HopChange] {
    let start = Int(old.origin)
    let end = start + Int(old.length)
    return ranges(new) { offset, address in
      if address >= start, address < end, before.bytes[address] == new[offset] { return false }
      return !headers.covers(offset)
    }.map { range in
      let shift = Int(new.origin) - Int(old.origin)
      let was = (range.lowerBound + shift)..<(range.upperBound + shift)
      return HopChange(
        kind: .bytes,
        name: name(range),
        before: text(old, was),
        after: text(new, range),
        offset: UInt32(clamping: range.lowerBound),
        length: UInt32(clamping: range.count)
      )
    }
  }

  /// Runs of known bytes that a test holds for, by their places from the data start.
  static func ranges(
    _ bytes: RecordedBytes,
    where test: (_ offset: Int, _ address: Int) -> Bool
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for run in bytes.runs {
      for index in run.bytes.indices {
        let offset = Int(run.offset) + index
        guard test(offset, offset + Int(bytes.origin)) else { continue }
        if let last = found.last, last.upperBound == offset {
          found[found.count - 1] = last.lowerBound..<(offset + 1)
        } else {
          found.append(offset..<(offset + 1))
        }
      }
    }
    return found
  }

  static func name(_ range: Range<Int>) -> String {
    range.count == 1
      ? "byte \(range.lowerBound)" : "bytes \(range.lowerBound)…\(range.upperBound - 1)"
  }

  /// Hexadecimal pairs; `··` for a byte that was not recorded; cut after 16; empty if none is known.
  static func text(_ bytes: RecordedBytes, _ range: Range<Int>) -> String {
    let known = range.prefix(16).map { bytes[$0] }
    guard known.contains(where: { $0 != nil }) else { return "" }
    let pairs = known.map { byte in
      byte.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) } ?? "··"
    }
    return pairs.joined(separator: " ") + (range.count > 16 ? " …" : "")
  }
}
