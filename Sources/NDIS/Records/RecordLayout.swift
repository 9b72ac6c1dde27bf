/// The layout of a documented structure: its fixed members, and the parts that follow them.
///
/// Offsets and sizes come from the structures of `CNDIS`, whose headers assert them.
final class RecordLayout: Sendable {
  /// The documented name.
  let name: String
  /// Bytes of the newest revision.
  let size: Int
  /// What leads the structure; nil for one without a header.
  let header: Header?
  /// In the order of their offsets; the header is not among them.
  let members: [Member]
  /// What stands behind the fixed members or depends on them.
  let parts: [Part]

  /// An object header and the sizes it may state.
  struct Header: Sendable {
    /// `NDIS_OBJECT_TYPE_…`.
    var type: UInt8
    /// Bytes of each revision, from revision 1.
    var sizes: [Int]
  }

  /// A member at a fixed place.
  struct Member: Sendable {
    let name: String
    let offset: Int
    let form: RecordForm
    let role: RecordField.Role
    let size: Int
  }

  /// A structure of a union.
  struct Choice: Sendable {
    /// The tag's value that means it.
    let value: UInt64
    let layout: RecordLayout

    init(_ value: UInt64, _ layout: RecordLayout) {
      self.value = value
      self.layout = layout
    }
  }

  /// A part whose place, length or form other members tell.
  struct Part: Sendable {
    enum Place: Sendable {
      case fixed(Int)
      /// The member that holds the offset from the start of the structure.
      case member(String)
    }

    enum Extent: Sendable {
      /// The member that holds the length in bytes.
      case bytes(String)
      /// The member that holds how many elements there are, and the one with the bytes of each.
      case count(String, stride: String?)
    }

    enum Content: Sendable {
      /// All bytes of the extent.
      case value(RecordForm)
      /// Elements of one form.
      case elements(RecordForm)
      /// The member that tells which structure is there.
      case union(tag: String, [Choice])
    }

    let name: String
    let place: Place
    let extent: Extent?
    let content: Content
    /// Where the first byte may stand when it is written.
    var alignment = 1
    /// The revisions that have the part.
    var revisions: ClosedRange<Int> = 1...255
    /// The value another member must have for the part to be there.
    var condition: (member: String, value: UInt64)?
  }

  init(
    _ name: String,
    size: Int,
    header: Header? = nil,
    _ members: [Member],
    parts: [Part] = []
  ) {
    self.name = name
    self.size = size
    self.header = header
    self.members = members
    self.parts = parts
  }

  /// Bytes that the fixed members take in a revision.
  func size(revision: Int) -> Int {
    guard let header, !header.sizes.isEmpty else { return size }
    return header.sizes[min(max(revision, 1), header.sizes.count) - 1]
  }

  /// The newest revision; 1 without a header.
  var newestRevision: Int { max(1, header?.sizes.count ?? 1) }

  /// The member of that name; `Union.Member` names one inside a union.
  func member(_ name: String) -> Member? {
    if let member = members.first(where: { $0.name == name }) { return member }
    let path = name.split(separator: ".")
    guard path.count == 2 else { return nil }
    for part in parts {
      guard case .union(_, let choices) = part.content, case .fixed(let place) = part.place,
        let choice = choices.first(where: { $0.layout.name == path[0] }),
        let inner = choice.layout.member(String(path[1]))
      else { continue }
      return Member(
        name: name,
        offset: place + inner.offset,
        form: inner.form,
        role: inner.role,
        size: inner.size
      )
    }
    return nil
  }
}

extension RecordLayout.Member {
  /// A member of a C structure.
  init<Root, Value>(
    _ name: String,
    _ path: KeyPath<Root, Value>,
    _ form: RecordForm,
    role: RecordField.Role = .value
  ) {
    self.name = name
    // A member that had no place would lie behind every buffer; the tests look for that.
    offset = MemoryLayout<Root>.offset(of: path) ?? Int.max / 2
    self.form = form
    self.role = role
    size = MemoryLayout<Value>.size
  }
}

/// A value of a decoded request or indication.
public struct RecordField: Equatable, Sendable {
  /// What a field is for.
  public enum Role: Sendable {
    /// What a person sets and reads.
    case value
    /// The header, an offset, a size or a count: it follows from the rest.
    case derived
    /// Without a documented meaning.
    case reserved
    /// Bytes that belong to no member.
    case rest
  }

  /// The documented name, with a path and an index: `Ports[0].PortNumber`.
  public var name: String
  /// The value as text.
  public var value: String
  /// Where it is among the bytes.
  public var range: Range<Int>
  /// What it is for.
  public var role: Role
}
