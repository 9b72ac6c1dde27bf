import Wire

/// Turns bytes into named values; never fails, whatever the bytes are.
struct RecordReader {
  let bytes: [UInt8]
  /// The first thing that is wrong with the bytes.
  private(set) var problem: String?
  /// Bytes that some member took.
  private var furthest = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads all bytes as one value; what is left over is a value of its own inside.
  static func read(
    _ bytes: [UInt8],
    _ form: RecordForm,
    name: String
  ) -> (value: RecordValue, problem: String?) {
    var reader = RecordReader(bytes)
    var values = [reader.value(form, name, at: 0, end: bytes.count)].compactMap { $0 }
    if reader.furthest < bytes.count, !bytes[reader.furthest...].allSatisfy({ $0 == 0 }) {
      let range = reader.furthest..<bytes.count
      values.append(RecordValue("(rest)", .rest, range, .word(reader.digits(range))))
    }
    if values.count == 1, let only = values.first { return (only, reader.problem) }
    return (RecordValue("", .value, 0..<bytes.count, .items(values)), reader.problem)
  }

  private mutating func note(_ text: String) {
    if problem == nil { problem = text }
  }

  private func digits(_ range: Range<Int>) -> String { RecordText.digits(bytes[range]) }

  /// The number at a place, nil if it is not whole.
  private func number(at offset: Int, _ size: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count, bytes.count - offset >= size else { return nil }
    var value: UInt64 = 0
    for index in (0..<size).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    return value
  }

  private mutating func value(
    _ form: RecordForm,
    _ name: String,
    at offset: Int,
    end: Int,
    role: RecordField.Role = .value
  ) -> RecordValue? {
    var size = form.fixedSize ?? 0
    // A structure may be of an older revision, or cut: its members tell what is there.
    if case .record = form { size = 0 }
    guard offset >= 0, offset <= end, end - offset >= size else {
      note("\(name) begins at byte \(offset) and takes \(size), and there are \(end)")
      return nil
    }
    func plain(_ range: Range<Int>, _ text: String) -> RecordValue {
      furthest = max(furthest, range.upperBound)
      return RecordValue(name, role, range, .word(text))
    }
    switch form {
    case .number(let size, let style):
      guard let number = number(at: offset, size) else { return nil }
      return plain(offset..<offset + size, RecordText.write(number, style, size: size))
    case .counter:
      let size = end - offset >= 8 ? 8 : 4
      guard end - offset >= 4, let number = number(at: offset, size) else {
        note("\(name) is a counter of 4 or 8 bytes, and there are \(end - offset)")
        return nil
      }
      return plain(offset..<offset + size, String(number))
    case .bytes(let count):
      let range = offset..<(count.map { offset + $0 } ?? end)
      return plain(range, digits(range))
    case .mac:
      let range = offset..<offset + 6
      let value = bytes[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return plain(range, MACAddress(value).description)
    case .ipv4:
      let range = offset..<offset + 4
      return plain(range, bytes[range].map { String($0) }.joined(separator: "."))
    case .ipv6:
      let high = bytes[offset..<offset + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let low = bytes[offset + 8..<offset + 16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return plain(offset..<offset + 16, IPv6Address(high: high, low: low).description)
    case .guid:
      let range = offset..<offset + 16
      return plain(range, RecordText.guid(Array(bytes[range])))
    case .text:
      let stop = bytes[offset..<end].firstIndex(of: 0) ?? end
      furthest = max(furthest, min(stop + 1, end))
      return RecordValue(
        name,
        role,
        offset..<stop,
        .quoted(RecordText.escape(bytes: bytes[offset..<stop]))
      )
    case .wideText:
      return wideText(name, role, offset, end, stopsAtZero: true)
    case .countedText(let units):
      let room = offset + 2..<offset + 2 + units * 2
      let length = Int(number(at: offset, 2) ?? 0)
      if length > units * 2 { note("\(name) states \(length) bytes and has room for \(units * 2)") }
      let used = min(length, units * 2) & ~1
      furthest = max(furthest, room.upperBound)
      var text = wideText(name, role, room.lowerBound, room.lowerBound + used, stopsAtZero: false)
      text?.range = offset..<room.upperBound
      return text
    case .record(let layout):
      return record(layout, name, at: offset, end: end)?.value
    case .list(let element):
      return list(element, name, role, offset, end)
    case .chain(let layout, let next):
      return chain(layout, next, name, offset, end)
    }
  }

  private mutating func wideText(
    _ name: String,
    _ role: RecordField.Role,
    _ offset: Int,
    _ end: Int,
    stopsAtZero: Bool
  ) -> RecordValue? {
    var units: [UInt16] = []
    var place = offset
    while end - place >= 2 {
      let unit = UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
      if unit == 0, stopsAtZero {
        furthest = max(furthest, place + 2)
        break
      }
      units.append(unit)
      place += 2
    }
    furthest = max(furthest, place)
    return RecordValue(name, role, offset..<place, .quoted(RecordText.escape(units: units)))
  }

  private mutating func list(
    _ element: RecordForm,
    _ name: String,
    _ role: RecordField.Role,
    _ offset: Int,
    _ end: Int
  ) -> RecordValue {
    var values: [RecordValue] = []
    var place = offset
    while place < end {
      let size = element.fixedSize ?? 0
      guard size > 0, end - place >= size,
        let value = value(element, "[\(values.count)]", at: place, end: end)
      else {
        note("\(name) ends inside a value: \(end - place) bytes are left, \(size) are due")
        break
      }
      values.append(value)
      place += size
    }
    return RecordValue(name, role, offset..<place, .items(values))
  }

  private mutating func chain(
    _ layout: RecordLayout,
    _ next: String,
    _ name: String,
    _ offset: Int,
    _ end: Int
  ) -> RecordValue {
    var values: [RecordValue] = []
    var place = offset
    // Each structure lies behind the one before, so a chain cannot turn back.
    while place < end,
      let one = record(layout, "[\(values.count)]", at: place, end: end),
      let member = layout.member(next)
    {
      values.append(one.value)
      let step = Int(number(at: place + member.offset, 4) ?? 0)
      guard step != 0 else { break }
      let following = step
      guard following > place else {
        note("\(name) turns back to byte \(following)")
        break
      }
      place = following
    }
    return RecordValue(name, .value, offset..<max(place, offset), .items(values))
  }
}

extension RecordReader {
  /// Reads a structure; `consumed` counts its bytes with those of its parts.
  private mutating func record(
    _ layout: RecordLayout,
    _ name: String,
    at offset: Int,
    end: Int
  ) -> (value: RecordValue, consumed: Int)? {
    var values: [RecordValue] = []
    var revision = layout.newestRevision
    if let header = layout.header {
      guard end - offset >= 4 else {
        note("\(layout.name) begins with a header of 4 bytes, and there are \(end - offset)")
        return nil
      }
      revision = min(max(1, Int(bytes[offset + 1])), layout.newestRevision)
      values = self.header(header, layout, offset)
    }
    let size = layout.size(revision: revision)
    for member in layout.members where member.offset + member.size <= size {
      guard
        let value = value(
          member.form,
          member.name,
          at: offset + member.offset,
          end: end,
          role: member.role
        )
      else { break }
      values.append(value)
    }
    var consumed = min(size, end - offset)
    for part in layout.parts where part.revisions.contains(revision) {
      guard let value = self.part(part, layout, at: offset, end: end) else { continue }
      values.append(value)
      consumed = max(consumed, value.range.upperBound - offset)
    }
    furthest = max(furthest, offset + consumed)
    let range = offset..<offset + consumed
    return (RecordValue(name, .value, range, .members(values)), consumed)
  }

  private mutating func header(
    _ header: RecordLayout.Header,
    _ layout: RecordLayout,
    _ offset: Int
  ) -> [RecordValue] {
    let type = bytes[offset]
    let revision = Int(bytes[offset + 1])
    let size = Int(number(at: offset + 2, 2) ?? 0)
    if type != header.type {
      note(
        "the header's type is \(RecordText.byte(type)) and that of \(layout.name) is "
          + RecordText.byte(header.type)
      )
    }
    let due = layout.size(revision: revision)
    if revision == 0 { note("revision 0 does not exist") }
    let room = bytes.count - offset
    if size > room { note("the header states \(size) bytes, and there are \(room)") }
    let newest = layout.newestRevision
    if revision > newest { note("revision \(revision) is read as \(newest), the newest known") }
    if size < due { note("the header states \(size) bytes, and revision \(revision) has \(due)") }
    furthest = max(furthest, offset + 4)
    return [
      RecordValue("Type", .derived, offset..<offset + 1, .word(RecordText.byte(type))),
      RecordValue(
        "Revision",
        header.sizes.count > 1 ? .value : .derived,
        offset + 1..<offset + 2,
        .word(String(revision))
      ),
      RecordValue("Size", .derived, offset + 2..<offset + 4, .word(String(size))),
    ]
  }

  private func tag(_ name: String, _ layout: RecordLayout, at offset: Int) -> UInt64? {
    guard let member = layout.member(name), case .number(let size, _) = member.form else {
      return nil
    }
    return number(at: offset + member.offset, size)
  }

  /// An offset, a length or a count; nil if it is not whole or more than bytes can be.
  private mutating func member(_ name: String, _ layout: RecordLayout, at offset: Int) -> Int? {
    guard let value = tag(name, layout, at: offset) else { return nil }
    guard value <= UInt64(Int32.max) else {
      note("\(name) is \(value), and there are \(bytes.count) bytes")
      return nil
    }
    return Int(value)
  }

  private mutating func part(
    _ part: RecordLayout.Part,
    _ layout: RecordLayout,
    at offset: Int,
    end: Int
  ) -> RecordValue? {
    if let condition = part.condition {
      guard tag(condition.member, layout, at: offset) == condition.value else { return nil }
    }
    let start: Int
    switch part.place {
    case .fixed(let place): start = offset + place
    case .member(let name):
      guard let place = member(name, layout, at: offset) else { return nil }
      start = offset + place
    }
    if case .union(let tag, let choices) = part.content {
      guard let tag = self.tag(tag, layout, at: offset),
        let choice = choices.first(where: { $0.value == tag })
      else { return nil }
      guard start <= end else {
        note("\(choice.layout.name) begins at byte \(start), and there are \(end)")
        return nil
      }
      guard var value = record(choice.layout, part.name, at: start, end: end)?.value else {
        return nil
      }
      value.name = choice.layout.name
      return value
    }
    switch part.extent {
    case .bytes(let name):
      guard let length = member(name, layout, at: offset) else { return nil }
      guard length > 0 else {
        let place = min(start, end)
        return RecordValue(part.name, .value, place..<place, emptyContent(part.content))
      }
      guard start >= offset, start <= end, end - start >= length else {
        note("\(part.name) reaches from byte \(start) over \(length), and there are \(end)")
        return nil
      }
      return content(part, start, start + length)
    case .count(let name, let stride):
      guard let count = member(name, layout, at: offset) else { return nil }
      var step: Int?
      if let stride { step = member(stride, layout, at: offset) }
      return elements(part, count, stride: step, start, end)
    case nil:
      return start <= end ? content(part, start, end) : nil
    }
  }

  private func emptyContent(_ content: RecordLayout.Part.Content) -> RecordValue.Content {
    switch content {
    case .value(.text), .value(.wideText): .quoted("")
    case .value: .word("")
    case .elements, .union: .items([])
    }
  }

  private mutating func content(
    _ part: RecordLayout.Part,
    _ start: Int,
    _ end: Int
  ) -> RecordValue? {
    switch part.content {
    case .value(let form): value(form, part.name, at: start, end: end)
    case .elements(let form): list(form, part.name, .value, start, end)
    case .union: nil
    }
  }

  private mutating func elements(
    _ part: RecordLayout.Part,
    _ count: Int,
    stride: Int?,
    _ start: Int,
    _ end: Int
  ) -> RecordValue? {
    guard case .elements(let form) = part.content else { return nil }
    var values: [RecordValue] = []
    var place = start
    while values.count < count, place < end {
      let name = "[\(values.count)]"
      let one: RecordValue?
      if case .record(let layout) = form {
        one = record(layout, name, at: place, end: end)?.value
      } else {
        one = value(form, name, at: place, end: end)
      }
      guard let one else { break }
      values.append(one)
      place += max(1, stride ?? one.range.count)
    }
    if values.count < count {
      note("\(part.name) should have \(count) values, and there are \(values.count)")
    }
    let stop = min(place, end)
    return RecordValue(part.name, .value, min(start, stop)..<stop, .items(values))
  }
}
