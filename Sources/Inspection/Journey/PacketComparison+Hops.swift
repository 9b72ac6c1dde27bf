extension Hop {
  /// What this hop has that another has not, be it of the same journey or not.
  ///
  /// Bytes are compared where both are known; what was not recorded is no difference.
  ///
  /// - Parameters:
  ///   - other: the hop it is compared with.
  ///   - isSamePacket: bytes are compared where they lie in the packet's storage, so that a header put in front moves
  ///     nothing; else each from its data start.
  ///   - linkKind: how both packets begin.
  /// - Returns: fields, then bytes that no field covers, then information slots, then length, flags and status.
  public func differences(
    from other: Hop,
    isSamePacket: Bool,
    _ linkKind: LinkKind
  ) -> [HopChange] {
    PacketComparison.hops(other, self, isSamePacket: isSamePacket, linkKind)
  }
}

extension PacketComparison {
  fileprivate static func hops(
    _ one: Hop,
    _ other: Hop,
    isSamePacket: Bool,
    _ linkKind: LinkKind
  ) -> [HopChange] {
    var changes: [HopChange] = []
    if let old = one.bytes, let new = other.bytes {
      changes += bytes(
        old,
        new,
        shift: isSamePacket ? Int(new.origin) - Int(old.origin) : 0,
        linkKind
      )
    }
    changes += info(one, other)
    if let old = one.geometry, let new = other.geometry {
      // Where the data starts in its storage is not part of the packet.
      var moved = old
      moved.origin = new.origin
      if moved != new { changes += geometry(moved, new) }
    }
    return changes
  }

  private static func bytes(
    _ old: RecordedBytes,
    _ new: RecordedBytes,
    shift: Int,
    _ linkKind: LinkKind
  ) -> [HopChange] {
    if shift == 0, old.runs.map(\.bytes) == new.runs.map(\.bytes),
      old.runs.map(\.offset) == new.runs.map(\.offset)
    {
      return []
    }
    let oldHeaders = HeaderStack(old, linkKind)
    let newHeaders = HeaderStack(new, linkKind)
    let fields = headers(oldHeaders, newHeaders)
    let rest = ranges(new) { offset, _ in
      guard let was = old[offset + shift], let now = new[offset], was != now else { return false }
      return !oldHeaders.covers(offset + shift) && !newHeaders.covers(offset)
    }
    return fields
      + rest.map { range in
        HopChange(
          kind: .bytes,
          name: name(range),
          before: text(old, (range.lowerBound + shift)..<(range.upperBound + shift)),
          after: text(new, range),
          offset: UInt32(clamping: range.lowerBound),
          length: UInt32(clamping: range.count)
        )
      }
  }

  private static func info(_ one: Hop, _ other: Hop) -> [HopChange] {
    var changes: [HopChange] = []
    for slot in Set((one.info + other.info).map(\.slot)).sorted() {
      let old = one.info.first { $0.slot == slot }?.rawValue ?? 0
      let new = other.info.first { $0.slot == slot }?.rawValue ?? 0
      if old != new { changes += info(slot, old, new, other.edge) }
    }
    return changes
  }
}
