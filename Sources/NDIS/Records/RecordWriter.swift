import Wire

/// Turns what a person wrote into the bytes of a request.
struct RecordWriter {
  /// Writes a whole value.
  static func write(_ text: String, _ form: RecordForm) throws(RecordError) -> [UInt8] {
    let trimmed = RecordText.trimmed(text)
    switch form {
    case .text, .wideText:
      // A text needs quotes only if it begins with one.
      guard trimmed.unicodeScalars.first == "\"" else {
        return try bytes(.word(trimmed, isQuoted: false), form)
      }
      return try bytes(try single(trimmed), form)
    case .record(let layout):
      return try record(try group(trimmed), layout)
    case .list, .chain:
      return try bytes(.brackets(try elements(trimmed)), form)
    case .bytes(nil) where trimmed.isEmpty:
      return []
    default:
      return try bytes(try single(trimmed), form)
    }
  }

  /// Writes structures in braces one by one; a text without braces around its fields is one structure.
  static func structures(
    _ text: String,
    _ layout: RecordLayout
  ) throws(RecordError) -> [[UInt8]] {
    let items = try RecordSyntax.sequence(text)
    var all: [[UInt8]] = []
    for item in items {
      guard item.name == nil, case .braces(let fields) = item.value else {
        return [try record(items, layout)]
      }
      all.append(try record(fields, layout))
    }
    return all
  }

  private static func single(_ text: String) throws(RecordError) -> RecordSyntax {
    let items = try RecordSyntax.sequence(text)
    guard items.count == 1, let only = items.first, only.name == nil else {
      throw RecordError("one value is due, not \(items.count)", mend: "write the value alone")
    }
    return only.value
  }

  private static func group(
    _ text: String
  ) throws(RecordError) -> [(name: String?, value: RecordSyntax)] {
    let items = try RecordSyntax.sequence(text)
    if items.count == 1, items[0].name == nil, case .braces(let inner) = items[0].value {
      return inner
    }
    return items
  }

  private static func elements(
    _ text: String
  ) throws(RecordError) -> [(name: String?, value: RecordSyntax)] {
    let items = try RecordSyntax.sequence(text)
    if items.count == 1, items[0].name == nil, case .brackets(let inner) = items[0].value {
      return inner
    }
    return items
  }

  /// Writes a value; strings of fixed room are filled up with zeros.
  private static func bytes(
    _ syntax: RecordSyntax,
    _ form: RecordForm
  ) throws(RecordError) -> [UInt8] {
    switch form {
    case .list(let element):
      return try list(syntax, element)
    case .chain(let layout, let next):
      return try chain(syntax, layout, next)
    case .record(let layout):
      guard case .braces(let items) = syntax else {
        throw RecordError("a structure is due", mend: "write {name=value, …}")
      }
      return try record(items, layout)
    default: break
    }
    guard case .word(let word, let isQuoted) = syntax else {
      throw RecordError("one value is due, not a group", mend: "leave the brackets out")
    }
    switch form {
    case .number(let size, let style):
      let value = try RecordText.number(word, style, size: size)
      return Array(value.littleEndianBytes.prefix(size))
    case .counter:
      return try RecordText.number(word, .decimal, size: 8).littleEndianBytes
    case .bytes(let count):
      let bytes = try RecordText.bytes(word)
      if let count, bytes.count != count {
        throw RecordError("\(bytes.count) bytes are given", mend: "give \(count)")
      }
      return bytes
    case .mac:
      guard let address = MACAddress(word) else {
        throw RecordError("`\(word)` is no address", mend: "write six bytes, as 02:00:00:00:00:01")
      }
      return address.bytes
    case .ipv4:
      guard let address = IPv4Address(word) else {
        throw RecordError("`\(word)` is no IPv4 address", mend: "write it as 10.0.0.1")
      }
      return address.rawValue.littleEndianBytes.reversed()
    case .ipv6:
      guard let address = IPv6Address(word) else {
        throw RecordError("`\(word)` is no IPv6 address", mend: "write it as fe80::1")
      }
      return address.high.littleEndianBytes.reversed() + address.low.littleEndianBytes.reversed()
    case .guid: return try RecordText.guid(word)
    case .text: return try withoutEnd(try RecordText.ansi(word, isQuoted: isQuoted)) + [0]
    case .wideText(let isTerminated):
      let units = try withoutEnd(try RecordText.wide(word, isQuoted: isQuoted))
      return (units + (isTerminated ? [0] : [])).flatMap(\.littleEndianBytes)
    case .countedText(let room):
      let units = try RecordText.wide(word, isQuoted: isQuoted)
      guard units.count < room else {
        throw RecordError("\(units.count) characters do not fit", mend: "give at most \(room - 1)")
      }
      let length = UInt16(units.count * 2).littleEndianBytes
      let padding = [UInt8](repeating: 0, count: (room - units.count) * 2)
      return length + units.flatMap(\.littleEndianBytes) + padding
    case .record, .list, .chain: return []
    }
  }

  /// The characters, if none is the one that ends a text.
  private static func withoutEnd<Unit: FixedWidthInteger>(
    _ units: [Unit]
  ) throws(RecordError) -> [Unit] {
    guard let place = units.firstIndex(of: 0) else { return units }
    throw RecordError("character \(place + 1) is zero, which ends a text", mend: "leave it out")
  }

  private static func list(
    _ syntax: RecordSyntax,
    _ element: RecordForm
  ) throws(RecordError) -> [UInt8] {
    guard case .brackets(let items) = syntax else {
      throw RecordError("a list is due", mend: "write [value, …]")
    }
    var all: [UInt8] = []
    for (index, item) in items.enumerated() {
      do throws(RecordError) {
        guard item.name == nil else {
          throw RecordError(
            "a value of a list has no name",
            mend: "leave `\(item.name ?? "")=` out"
          )
        }
        var one = try bytes(item.value, element)
        // Structures with a header may state less than they take in an array.
        if case .record(let layout) = element, layout.header != nil {
          while one.count < layout.size { one.append(0) }
        }
        all += one
      } catch { throw error.inside("[\(index)]") }
    }
    return all
  }

  private static func chain(
    _ syntax: RecordSyntax,
    _ layout: RecordLayout,
    _ next: String
  ) throws(RecordError) -> [UInt8] {
    guard case .brackets(let items) = syntax, let link = layout.member(next) else {
      throw RecordError("a list is due", mend: "write [{name=value, …}, …]")
    }
    var all: [UInt8] = []
    for (index, item) in items.enumerated() {
      let place = all.count
      do throws(RecordError) {
        all += try bytes(item.value, .record(layout))
      } catch { throw error.inside("[\(index)]") }
      while all.count % 8 != 0 { all.append(0) }
      guard index + 1 < items.count else { continue }
      let following = UInt32(all.count).littleEndianBytes
      all.replaceSubrange(place + link.offset..<place + link.offset + 4, with: following)
    }
    return all
  }
}

extension RecordWriter {
  /// Writes a structure: the members named, zeros for the others, then its parts with their offsets and sizes.
  private static func record(
    _ items: [(name: String?, value: RecordSyntax)],
    _ layout: RecordLayout
  ) throws(RecordError) -> [UInt8] {
    var named: [String: RecordSyntax] = [:]
    for item in items {
      let name = try known(item.name, layout)
      guard named.updateValue(item.value, forKey: name) == nil else {
        throw RecordError("the field is given twice", field: name, mend: "give it once")
      }
    }
    let revision = try revision(named["Revision"], layout)
    let size = layout.size(revision: revision)
    var bytes = [UInt8](repeating: 0, count: size)
    if let header = layout.header {
      bytes[0] = header.type
      bytes[1] = UInt8(revision)
      bytes.replaceSubrange(2..<4, with: UInt16(size).littleEndianBytes)
    }
    for member in layout.members {
      guard let syntax = named[member.name] else { continue }
      guard member.offset + member.size <= size else {
        throw RecordError(
          "revision \(revision) has no such field",
          field: member.name,
          mend: "leave it out, or give a newer Revision"
        )
      }
      do throws(RecordError) {
        let value = try self.bytes(syntax, member.form)
        bytes.replaceSubrange(
          member.offset..<member.offset + min(value.count, member.size),
          with: value.prefix(member.size)
        )
      } catch { throw error.inside(member.name) }
    }
    for part in layout.parts where part.revisions.contains(revision) {
      if let condition = part.condition, let member = layout.member(condition.member),
        UInt64(bytes[member.offset]) != condition.value
      {
        guard named[part.name] == nil else {
          throw RecordError(
            "the field does not belong to this \(condition.member)",
            field: part.name,
            mend: "give the \(condition.member) it belongs to"
          )
        }
        continue
      }
      try write(part, named, layout, into: &bytes)
    }
    while bytes.count < size { bytes.append(0) }
    return bytes
  }

  private static func known(_ name: String?, _ layout: RecordLayout) throws(RecordError) -> String {
    var names = layout.members.filter { $0.role == .value }.map(\.name)
    if layout.header?.sizes.count ?? 0 > 1 { names.append("Revision") }
    for part in layout.parts {
      if case .union(_, let choices) = part.content {
        names += choices.map(\.layout.name)
      } else {
        names.append(part.name)
      }
    }
    guard let name else {
      throw RecordError(
        "a value of \(layout.name) has no field",
        mend: "write \(names.first ?? "name")=value"
      )
    }
    if names.contains(name) { return name }
    if let same = names.first(where: { $0.lowercased() == name.lowercased() }) { return same }
    let near = NearestName.of(name, among: names)
    throw RecordError(
      "\(layout.name) has no field `\(name)`",
      mend: near.map { "did you mean \($0)?" } ?? "it has \(names.joined(separator: ", "))"
    )
  }

  private static func revision(
    _ syntax: RecordSyntax?,
    _ layout: RecordLayout
  ) throws(RecordError) -> Int {
    guard let syntax else { return layout.newestRevision }
    guard case .word(let word, _) = syntax, let value = Int(word),
      (1...layout.newestRevision).contains(value)
    else {
      throw RecordError(
        "there is no such revision",
        field: "Revision",
        mend: "give 1…\(layout.newestRevision)"
      )
    }
    return value
  }

  private static func write(
    _ part: RecordLayout.Part,
    _ named: [String: RecordSyntax],
    _ layout: RecordLayout,
    into bytes: inout [UInt8]
  ) throws(RecordError) {
    if case .union(let tag, let choices) = part.content {
      return try write(choices, tag, at: part.place, named, layout, into: &bytes)
    }
    var content: [UInt8] = []
    var count = 0
    var stride: Int?
    if let syntax = named[part.name] {
      do throws(RecordError) {
        switch part.content {
        case .value(let form): content = try self.bytes(syntax, form)
        case .elements(let form):
          guard case .brackets(let items) = syntax else {
            throw RecordError("a list is due", mend: "write [value, …]")
          }
          count = items.count
          content = try list(syntax, form)
          stride = count > 0 ? content.count / count : form.fixedSize
        case .union: break
        }
      } catch { throw error.inside(part.name) }
    }
    var place = bytes.count
    switch part.place {
    case .fixed(let fixed): place = fixed
    case .member(let name):
      if !content.isEmpty { while place % part.alignment != 0 { place += 1 } }
      put(content.isEmpty ? 0 : place, name, layout, &bytes)
    }
    switch part.extent {
    case .bytes(let name): put(content.count, name, layout, &bytes)
    case .count(let name, let strideName):
      put(count, name, layout, &bytes)
      if let strideName { put(stride ?? 0, strideName, layout, &bytes) }
    case nil: break
    }
    // A part at a fixed place begins inside the structure, whose declaration has room for one element.
    if case .fixed(let fixed) = part.place, bytes.count > fixed {
      bytes.removeLast(bytes.count - fixed)
    }
    while bytes.count < place { bytes.append(0) }
    bytes += content
  }

  private static func write(
    _ choices: [RecordLayout.Choice],
    _ tag: String,
    at place: RecordLayout.Part.Place,
    _ named: [String: RecordSyntax],
    _ layout: RecordLayout,
    into bytes: inout [UInt8]
  ) throws(RecordError) {
    guard case .fixed(let offset) = place, let member = layout.member(tag) else { return }
    let value = UInt64(bytes[member.offset])
    for choice in choices {
      guard let syntax = named[choice.layout.name] else { continue }
      guard choice.value == value else {
        throw RecordError(
          "the field does not belong to this \(tag)",
          field: choice.layout.name,
          mend: "give the \(tag) it belongs to"
        )
      }
      do throws(RecordError) {
        let inner = try self.bytes(syntax, .record(choice.layout))
        let fixed = min(inner.count, choice.layout.size)
        bytes.replaceSubrange(offset..<offset + fixed, with: inner.prefix(fixed))
      } catch { throw error.inside(choice.layout.name) }
    }
  }

  private static func put(
    _ value: Int,
    _ name: String,
    _ layout: RecordLayout,
    _ bytes: inout [UInt8]
  ) {
    guard let member = layout.member(name), member.offset + member.size <= bytes.count else {
      return
    }
    bytes.replaceSubrange(
      member.offset..<member.offset + member.size,
      with: UInt64(value).littleEndianBytes.prefix(member.size)
    )
  }
}
