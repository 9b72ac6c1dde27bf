/// Walks a frame from the outside in and collects a branch per protocol.
final class Dissector {
  let bytes: UnsafeRawBufferPointer
  let wireLength: Int
  /// Names for `frame.protocols`.
  var protocols: [String] = []
  var layers: [DissectedField] = []
  /// Packets inside error messages nest; no deeper than this.
  var depth = 0
  /// Set while the beginning of a packet inside an error message is read.
  var quoteEnd: Int?
  var isFinished = false
  /// Leaves out the bytes of payloads, which no summary reads.
  let omitsPayload: Bool

  init(_ bytes: UnsafeRawBufferPointer, wireLength: Int, omitsPayload: Bool = false) {
    self.bytes = bytes
    self.wireLength = wireLength
    self.omitsPayload = omitsPayload
  }

  func dissect(_ link: LinkLayer) {
    switch link {
    case .ethernet: dissectEthernet()
    case .rawIP:
      protocols.append("raw")
      guard let first = bytes.first else { return cut(at: 0) }
      switch first >> 4 {
      case 4: dissectIPv4(0, wireLength)
      case 6: dissectIPv6(0, wireLength)
      default: data(0, wireLength)
      }
    }
  }

  /// All branches, `frame` first.
  func finished() -> [DissectedField] {
    var frame = LayerBuilder(bytes, limit: bytes.count)
    let captured =
      bytes.count < wireLength
      ? "\(wireLength) bytes on wire, \(bytes.count) bytes captured (truncated)"
      : "\(wireLength) bytes"
    frame.group("frame", 0..<bytes.count, text: captured) { frame in
      frame.add("frame.len", .unsigned(UInt64(wireLength)), 0..<0, text: "\(wireLength) bytes")
      frame.add(
        "frame.cap_len",
        .unsigned(UInt64(bytes.count)),
        0..<0,
        text: "\(bytes.count) bytes"
      )
      frame.add("frame.protocols", .text(protocols.joined(separator: ":")), 0..<0)
    }
    return frame.fields + layers
  }

  /// Adds the branch of one protocol; false if it was cut or malformed, and nothing may follow.
  func layer(
    _ name: String,
    _ range: Range<Int>,
    limit: Int,
    text: String = "",
    protocolName: String? = nil,
    _ fill: (inout LayerBuilder) -> Void
  ) -> Bool {
    protocols.append(protocolName ?? name)
    var builder = LayerBuilder(bytes, limit: limit)
    builder.group(name, range, text: text, fill)
    layers += builder.fields
    if builder.isWhole { return true }
    let end = min(range.upperBound, bytes.count)
    // A quoted packet may end anywhere: that is no fault of its bytes.
    if !builder.isCut, let quoteEnd, range.upperBound >= quoteEnd { return false }
    if builder.isCut { cut(at: end) } else { malformed(at: end) }
    return false
  }

  /// From a place up to another; empty where the capture ends before it.
  static func span(_ start: Int, _ stop: Int) -> Range<Int> { start..<max(start, stop) }

  /// Marks the place where the capture ends but the wire did not.
  func cut(at offset: Int) {
    guard bytes.count < wireLength else { return malformed(at: offset) }
    end("_ws.short", .truncated, at: offset)
  }

  /// Marks the place from which the bytes make no sense.
  func malformed(at offset: Int) {
    end("_ws.malformed", .malformed, at: offset)
  }

  private func end(_ name: String, _ mark: DissectedField.Mark, at offset: Int) {
    guard !isFinished else { return }
    isFinished = true
    let place = min(offset, bytes.count)
    var builder = LayerBuilder(bytes, limit: bytes.count)
    builder.add(name, .none, place..<place, text: "", mark: mark)
    layers += builder.fields
  }

  /// Adds the bytes no protocol here knows.
  func data(_ start: Int, _ end: Int) {
    guard end > start else { return }
    guard start < bytes.count else { return cut(at: start) }
    let stop = min(end, bytes.count)
    let text = "\(end - start) bytes" + (stop < end ? ", \(stop - start) captured" : "")
    _ = layer("data", start..<stop, limit: stop, text: text) { layer in
      if !omitsPayload { layer.raw("data.data", start, stop - start) }
      layer.add("data.len", .unsigned(UInt64(stop - start)), start..<start)
    }
  }

  /// Whether the bytes are all captured.
  func isCaptured(_ start: Int, _ end: Int) -> Bool {
    start >= 0 && start <= end && end <= bytes.count
  }

  /// Checks a transport checksum over captured bytes.
  func verify(
    _ addresses: PseudoHeader?,
    _ kind: IPProtocol,
    _ start: Int,
    _ end: Int
  )
    -> ChecksumStatus
  {
    guard isCaptured(start, end) else { return .unverified }
    let whole = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    guard let addresses else {
      return InternetChecksum.compute(whole) == 0 ? .good : .bad
    }
    return addresses.checksum(of: kind, over: whole) == 0 ? .good : .bad
  }
}
