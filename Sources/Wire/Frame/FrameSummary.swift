/// A frame in one line: protocol, source, destination and what it says, in Wireshark's words.
public struct FrameSummary: Sendable, Equatable {
  /// The innermost protocol that is known (`TCP`).
  public var protocolName: String
  /// Network address, or station address where there is none; empty if cut off.
  public var source: String
  /// Network address, or station address where there is none; empty if cut off.
  public var destination: String
  /// What the packet says.
  public var info: String
  /// Bytes are missing; `info` says so too.
  public var isTruncated: Bool

  /// Sums up a frame; never fails.
  ///
  /// - `wireLength`: bytes the frame had on the wire; nil if all are here.
  public init(
    _ bytes: UnsafeRawBufferPointer,
    wireLength: Int? = nil,
    link: LinkLayer = .ethernet
  ) {
    self.init(Dissection(bytes, wireLength: wireLength, link: link, omitsPayload: true))
  }

  /// Sums up a frame that is dissected already.
  public init(_ dissection: Dissection) {
    var writer = SummaryWriter(dissection.layers)
    writer.write()
    protocolName = writer.protocolName
    source = writer.source
    destination = writer.destination
    let isCut = dissection.layers.contains { $0.name == "_ws.short" }
    let isMalformed = dissection.layers.contains { $0.name == "_ws.malformed" }
    isTruncated = dissection.isTruncated
    var notes: [String] = []
    if isMalformed { notes.append("[Malformed Packet]") }
    if isCut || dissection.isTruncated {
      notes.append(
        "[truncated: \(dissection.capturedLength) of \(dissection.wireLength) bytes captured]"
      )
    }
    info = ([writer.info].filter { !$0.isEmpty } + notes).joined(separator: " ")
  }
}

extension FrameSummary: CustomStringConvertible {
  /// `TCP 10.0.0.1 → 10.0.0.2 …`.
  public var description: String {
    let path = source.isEmpty && destination.isEmpty ? "" : " \(source) → \(destination)"
    return "\(protocolName)\(path) \(info)"
  }
}
