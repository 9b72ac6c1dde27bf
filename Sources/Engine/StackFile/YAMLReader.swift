import CYAML
import NDIS

/// Reads a YAML text into nodes that know their places.
///
/// One document; names of mappings are single values and come once each; tags are refused. Anchors and aliases work,
/// within the limits, so that a small text cannot stand for a huge one.
struct YAMLReader {
  /// The longest text, in bytes.
  static let sizeLimit = 1 << 20
  /// The deepest nesting.
  static let depthLimit = 32
  /// The most nodes, those that aliases repeat included.
  static let nodeLimit = 65_536

  /// A finished node with what the limits need to know.
  private struct Measured {
    let node: YAMLNode
    let count: Int
    let height: Int
  }

  private struct Frame {
    let mark: YAMLMark
    let anchor: String?
    let isMapping: Bool
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    var key: (name: String, mark: YAMLMark, isRepeated: Bool)?
    var places: [String: YAMLMark] = [:]
    var count = 1
    var height = 1
  }

  private enum Anchor {
    case open
    case done(Measured)
  }

  private let file: String
  private var frames: [Frame] = []
  private var anchors: [String: Anchor] = [:]
  private var root: YAMLNode?
  private var nodes = 0
  private var errors: [StackFileError] = []

  private init(file: String) { self.file = file }

  /// Returns the text's one value.
  static func read(_ bytes: [UInt8], file: String) throws(StackFileErrors) -> YAMLNode {
    var reader = YAMLReader(file: file)
    guard bytes.count <= sizeLimit else {
      throw StackFileErrors(
        StackFileError(
          file: file,
          at: nil,
          "the file has \(bytes.count) bytes",
          mend: "a stack file has at most \(sizeLimit)"
        )
      )
    }
    do {
      try reader.readEvents(bytes)
    } catch {
      reader.errors.append(error)
    }
    if let errors = StackFileErrors(reader.errors) { throw errors }
    guard let root = reader.root else {
      throw StackFileErrors(
        StackFileError(
          file: file,
          at: .start,
          "the file is empty",
          mend: "start with a line adapters:, as in ndissect stacks"
        )
      )
    }
    return root
  }

  private mutating func readEvents(_ bytes: [UInt8]) throws(StackFileError) {
    var failure: StackFileError?
    bytes.withUnsafeBufferPointer { buffer in
      guard let reader = nd_yaml_reader_create(buffer.baseAddress, buffer.count) else {
        failure = error(.start, "memory is short", mend: "close other programs")
        return
      }
      defer { nd_yaml_reader_destroy(reader) }
      var event = nd_yaml_event()
      var problem = nd_yaml_problem()
      do throws(StackFileError) {
        repeat {
          guard nd_yaml_reader_next(reader, &event, &problem) else { throw explain(problem) }
          try take(event)
        } while event.kind != ND_YAML_STREAM_END
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private mutating func take(_ event: nd_yaml_event) throws(StackFileError) {
    let mark = YAMLMark(line: Int(event.line), column: Int(event.column))
    let anchor = event.anchor.map { String(cString: $0) }
    if let tag = event.tag {
      let name = PrintableText.quoted(String(cString: tag))
      throw error(mark, "tag \(name) has no meaning here", mend: "leave it out")
    }
    switch event.kind {
    case ND_YAML_DOCUMENT_START where root != nil:
      throw error(mark, "a second document starts", mend: "keep one stack in a file")
    case ND_YAML_SCALAR:
      let text = String(
        decoding: UnsafeBufferPointer(start: event.text, count: event.length),
        as: UTF8.self
      )
      if takeKey(text, at: mark, anchor: anchor) { return }
      let node = Measured(node: YAMLNode(.scalar(text), at: mark), count: 1, height: 1)
      if let anchor { anchors[anchor] = .done(node) }
      try add(node)
    case ND_YAML_ALIAS:
      try takeAlias(anchor ?? "", at: mark)
    case ND_YAML_SEQUENCE_START, ND_YAML_MAPPING_START:
      let isMapping = event.kind == ND_YAML_MAPPING_START
      try refuseAsKey(mark)
      guard frames.count < Self.depthLimit else {
        throw error(
          mark,
          "values are nested deeper than \(Self.depthLimit) levels",
          mend: "nest less deeply"
        )
      }
      if let anchor { anchors[anchor] = .open }
      frames.append(Frame(mark: mark, anchor: anchor, isMapping: isMapping))
    case ND_YAML_SEQUENCE_END, ND_YAML_MAPPING_END:
      guard let frame = frames.popLast() else { return }
      let content: YAMLNode.Content =
        frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
      let node = Measured(
        node: YAMLNode(content, at: frame.mark),
        count: frame.count,
        height: frame.height
      )
      if let anchor = frame.anchor { anchors[anchor] = .done(node) }
      try add(node)
    default:
      break
    }
  }

  /// Takes a text as the name of an entry, if one is due; returns false otherwise.
  private mutating func takeKey(_ text: String, at mark: YAMLMark, anchor: String?) -> Bool {
    guard let frame = frames.last, frame.isMapping, frame.key == nil else { return false }
    if let anchor {
      anchors[anchor] = .done(
        Measured(node: YAMLNode(.scalar(text), at: mark), count: 1, height: 1)
      )
    }
    let earlier = frame.places[text]
    if let earlier, errors.count < StackFileErrors.limit {
      errors.append(
        error(
          mark,
          "\(PrintableText.quoted(text)) is set a second time",
          mend:
            "it is set at \(file):\(earlier.line):\(earlier.column) already; keep one of the two"
        )
      )
    }
    frames[frames.count - 1].key = (text, mark, earlier != nil)
    frames[frames.count - 1].places[text] = earlier ?? mark
    return true
  }

  private func refuseAsKey(_ mark: YAMLMark) throws(StackFileError) {
    guard let frame = frames.last, frame.isMapping, frame.key == nil else { return }
    throw error(mark, "a list or mapping stands where a name must", mend: "write name: value")
  }

  private mutating func takeAlias(_ name: String, at mark: YAMLMark) throws(StackFileError) {
    try refuseAsKey(mark)
    let written = PrintableText.quoted("*" + name)
    switch anchors[name] {
    case nil:
      let nearest = NearestName.of(name, among: anchors.keys.sorted())
      throw error(
        mark,
        "\(written) names no value before it",
        mend: nearest.map { "did you mean *\($0)?" } ?? "mark a value with &\(name) first"
      )
    case .open:
      throw error(mark, "\(written) stands inside the value it names", mend: "name another value")
    case .done(let target):
      guard frames.count + target.height <= Self.depthLimit else {
        throw error(
          mark,
          "values are nested deeper than \(Self.depthLimit) levels",
          mend: "nest less deeply"
        )
      }
      guard nodes + target.count <= Self.nodeLimit else { throw tooMany(mark) }
      // The node itself is counted again by `add`.
      nodes += target.count - 1
      try add(target)
    }
  }

  private mutating func add(_ part: Measured) throws(StackFileError) {
    nodes += 1
    guard nodes <= Self.nodeLimit else { throw tooMany(part.node.mark) }
    guard !frames.isEmpty else {
      root = part.node
      return
    }
    let top = frames.count - 1
    if frames[top].isMapping {
      guard let key = frames[top].key else { return }
      frames[top].key = nil
      if !key.isRepeated {
        frames[top].entries.append(YAMLEntry(key.name, at: key.mark, part.node))
      }
    } else {
      frames[top].items.append(part.node)
    }
    frames[top].count += part.count
    frames[top].height = max(frames[top].height, part.height + 1)
  }

  private func tooMany(_ mark: YAMLMark) -> StackFileError {
    error(mark, "the file stands for more than \(Self.nodeLimit) values", mend: "shorten it")
  }

  private func error(_ mark: YAMLMark, _ what: String, mend: String) -> StackFileError {
    StackFileError(file: file, at: mark, what, mend: mend)
  }

  private func explain(_ problem: nd_yaml_problem) -> StackFileError {
    let what = String(cString: problem.what)
    let mend =
      switch what {
      case "found character that cannot start any token":
        "put quotes around the value, and indent with spaces, not tabs"
      case "mapping values are not allowed in this context":
        "put quotes around a value that has a colon, and check the indentation"
      case "did not find expected key", "did not find expected '-' indicator":
        "check that this line is indented as those it belongs to"
      case "could not find expected ':'": "write name: value, with a blank after the colon"
      case "found unexpected end of stream": "close the quotes or brackets opened before"
      case _ where what.contains("UTF-8"), "control characters are not allowed":
        "save the file as UTF-8 text"
      default: "check the indentation, quotes and brackets here"
      }
    return error(
      YAMLMark(line: Int(problem.line), column: Int(problem.column)),
      "no YAML text: \(what)",
      mend: mend
    )
  }
}
