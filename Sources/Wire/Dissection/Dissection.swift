/// A frame as a tree of named fields, one branch per protocol.
///
/// Made for people and display filters; the data path reads `FrameLayout` instead.
public struct Dissection: Sendable, Equatable {
  /// One per protocol, outermost first; the first is `frame`.
  public let layers: [DissectedField]
  /// Bytes that were captured.
  public let capturedLength: Int
  /// Bytes the frame had on the wire.
  public let wireLength: Int

  /// Dissects a frame; never fails: what cannot be read is marked.
  ///
  /// - `wireLength`: bytes the frame had on the wire; nil if all are here.
  public init(
    _ bytes: UnsafeRawBufferPointer,
    wireLength: Int? = nil,
    link: LinkLayer = .ethernet
  ) {
    self.init(bytes, wireLength: wireLength, link: link, omitsPayload: false)
  }

  /// The same, and the bytes of payloads only if they are wanted.
  init(
    _ bytes: UnsafeRawBufferPointer,
    wireLength: Int?,
    link: LinkLayer,
    omitsPayload: Bool
  ) {
    let dissector = Dissector(
      bytes,
      wireLength: max(wireLength ?? bytes.count, bytes.count),
      omitsPayload: omitsPayload
    )
    dissector.dissect(link)
    layers = dissector.finished()
    capturedLength = bytes.count
    self.wireLength = dissector.wireLength
  }

  /// All fields with a name, in order.
  public func fields(named name: String) -> [DissectedField] {
    var found: [DissectedField] = []
    visit { if $0.name == name { found.append($0) } }
    return found
  }

  /// Calls `body` with every field, outer before inner.
  public func visit(_ body: (DissectedField) -> Void) {
    for layer in layers { layer.visit(body) }
  }

  /// The innermost field whose bytes hold the place; nil if none does.
  public func innermost(at offset: Int) -> DissectedField? {
    var found: DissectedField?
    visit { field in
      guard field.range.contains(offset) else { return }
      if let best = found, best.range.count < field.range.count { return }
      found = field
    }
    return found
  }

  /// The frame was cut by the snap length.
  public var isTruncated: Bool { capturedLength < wireLength }
}
