/// Leaves out of a frame what the terminal knows already.
///
/// ncurses tells both colours whenever one of them changes, and after a reset to end one attribute all of the look again;
/// with colours of 24 bits that is most of a frame. Looks are therefore followed, and told only before something that
/// has one is drawn, as the difference to the look before.
struct FrameBytes {
  private let bytes: UnsafeRawBufferPointer
  /// Whether the terminal can end a single attribute.
  private let endsAttributes: Bool
  /// The look ncurses asked for last, and the one the terminal has.
  private var wanted = Look()
  private var told = Look()
  private var hasASCII = false

  /// A look as far as this frame tells it.
  private struct Look: Equatable {
    /// A bit for the number of each; nil while not known.
    var attributes: UInt16?
    var foreground: Color = .unknown
    var background: Color = .unknown
  }

  /// What is known of a colour: nothing, the terminal's own, or where the frame writes its parameters.
  private enum Color: Equatable {
    case unknown
    case plain
    case written(Range<Int>)
  }

  /// Appends a frame, told as the differences between looks.
  ///
  /// Nothing is taken as known at the beginning. At the end the terminal has the look that ncurses thinks it has.
  ///
  /// - Parameters:
  ///   - bytes: what ncurses wrote.
  ///   - frame: gets the shorter one.
  ///   - endsAttributes: the terminal knows the sequences that end one attribute (ECMA-48: 22, 23, 24, 27).
  static func append(
    _ bytes: UnsafeRawBufferPointer,
    to frame: inout [UInt8],
    endsAttributes: Bool = true
  ) {
    var writer = FrameBytes(bytes: bytes, endsAttributes: endsAttributes)
    writer.write(to: &frame)
  }

  private init(bytes: UnsafeRawBufferPointer, endsAttributes: Bool) {
    self.bytes = bytes
    self.endsAttributes = endsAttributes
  }

  private mutating func write(to frame: inout [UInt8]) {
    var place = 0
    while place < bytes.count {
      let end = self.end(of: place)
      defer { place = end }
      let isSequence = bytes[place] == 0x1B && end - place > 1
      if isSequence, bytes[place + 1] == UInt8(ascii: "["), bytes[end - 1] == UInt8(ascii: "m") {
        if !take(place + 2..<end - 1) {
          tell(to: &frame)
          frame.append(contentsOf: bytes[place..<end])
          (wanted, told) = (Look(), Look())
        }
        continue
      }
      if isSequence, bytes[place + 1] == UInt8(ascii: "(") {
        // Every reset names the set of characters too.
        let isASCII = bytes[end - 1] == UInt8(ascii: "B")
        if isASCII, hasASCII { continue }
        hasASCII = isASCII
      } else if !isMove(place..<end) {
        tell(to: &frame)
      }
      frame.append(contentsOf: bytes[place..<end])
    }
    tell(to: &frame)
  }

  /// Where the sequence, or the text without one, that begins at a place ends.
  private func end(of place: Int) -> Int {
    guard bytes[place] == 0x1B else {
      var end = place + 1
      while end < bytes.count, bytes[end] != 0x1B { end += 1 }
      return end
    }
    guard place + 1 < bytes.count else { return bytes.count }
    switch bytes[place + 1] {
    case UInt8(ascii: "["):
      var end = place + 2
      while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
      return min(end + 1, bytes.count)
    case UInt8(ascii: "("): return min(place + 3, bytes.count)
    default: return place + 2
    }
  }

  /// Whether nothing is drawn: the cursor goes somewhere.
  private func isMove(_ part: Range<Int>) -> Bool {
    guard part.count > 2, bytes[part.lowerBound] == 0x1B else {
      return bytes[part].allSatisfy { $0 < 0x20 }
    }
    guard bytes[part.lowerBound + 1] == UInt8(ascii: "[") else { return false }
    switch bytes[part.upperBound - 1] {
    case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "d"): return true
    default: return false
    }
  }

  // Following.

  /// Follows a Select Graphic Rendition; false if it says more than attributes and colours that are known here.
  private mutating func take(_ parameters: Range<Int>) -> Bool {
    var look = wanted
    var place = parameters.lowerBound
    while true {
      var end = place
      while end < parameters.upperBound, bytes[end] != UInt8(ascii: ";") { end += 1 }
      var number = 0
      var digits = place
      while digits < end, let digit = Self.digit(bytes[digits]), number < 1_000 {
        number = number * 10 + digit
        digits += 1
      }
      switch number {
      case 38, 48:
        guard let last = colorEnd(from: place, number: digits, parameters.upperBound) else {
          return false
        }
        if number == 38 {
          look.foreground = .written(place..<last)
        } else {
          look.background = .written(place..<last)
        }
        end = last
      case _ where digits < end: return false
      case 0: look = Look(attributes: 0, foreground: .plain, background: .plain)
      case 1...7:
        // What was on before the first reset is not known.
        guard let known = look.attributes else { return false }
        look.attributes = known | 1 << UInt16(number)
      case 30...37, 90...97: look.foreground = .written(place..<end)
      case 40...47, 100...107: look.background = .written(place..<end)
      case 39: look.foreground = .plain
      case 49: look.background = .plain
      default: return false
      }
      guard end < parameters.upperBound else { break }
      place = end + 1
    }
    wanted = look
    return true
  }

  /// Where a colour of many parts ends: `38:…`, `38;5;N` or `38;2;R;G;B`; nil for any other form.
  private func colorEnd(from start: Int, number digits: Int, _ limit: Int) -> Int? {
    if digits < limit, bytes[digits] == UInt8(ascii: ":") {
      return bytes[digits..<limit].firstIndex(of: UInt8(ascii: ";")) ?? limit
    }
    guard digits + 1 < limit, bytes[digits] == UInt8(ascii: ";") else { return nil }
    var left: Int
    switch bytes[digits + 1] {
    case UInt8(ascii: "5"): left = 2
    case UInt8(ascii: "2"): left = 4
    default: return nil
    }
    var end = digits
    while end < limit, left > 0 {
      end += 1
      let first = end
      while end < limit, Self.digit(bytes[end]) != nil { end += 1 }
      guard end > first, end == limit || bytes[end] == UInt8(ascii: ";") else { return nil }
      left -= 1
    }
    return left == 0 ? end : nil
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  // Telling.

  private func isSame(_ one: Color, _ other: Color) -> Bool {
    guard case .written(let first) = one, case .written(let second) = other else {
      return one == other
    }
    return bytes[first].elementsEqual(bytes[second])
  }

  /// Tells how the wanted look differs from the one that was told.
  private mutating func tell(to frame: inout [UInt8]) {
    if let attributes = wanted.attributes, told.attributes != attributes {
      var codes: [UInt8] = []
      let before = told.attributes
      let ended = (before ?? 0) & ~attributes
      if before == nil || (ended != 0 && !(endsAttributes && ended & ~Self.endable == 0)) {
        codes.append(0)
        told = Look(attributes: 0, foreground: .plain, background: .plain)
      } else if ended != 0 {
        // Bold and faint end together.
        if ended & Self.weights != 0 {
          codes.append(22)
          told.attributes = (before ?? 0) & ~Self.weights
        }
        for code: UInt16 in [3, 4, 7] where ended & 1 << code != 0 {
          codes.append(UInt8(20 + code))
        }
        told.attributes = (told.attributes ?? 0) & attributes
      }
      for code: UInt16 in 1...7 where attributes & ~(told.attributes ?? 0) & 1 << code != 0 {
        codes.append(UInt8(code))
      }
      told.attributes = attributes
      let text = codes == [0] ? "" : codes.map { String($0) }.joined(separator: ";")
      frame.append(contentsOf: "\u{1B}[\(text)m".utf8)
    }
    tell(wanted.foreground, told.foreground, plain: "39", to: &frame)
    tell(wanted.background, told.background, plain: "49", to: &frame)
    told = wanted
  }

  private func tell(_ color: Color, _ before: Color, plain: String, to frame: inout [UInt8]) {
    guard !isSame(color, before) else { return }
    frame.append(contentsOf: "\u{1B}[".utf8)
    switch color {
    case .plain, .unknown: frame.append(contentsOf: plain.utf8)
    case .written(let parameters): frame.append(contentsOf: bytes[parameters])
    }
    frame.append(UInt8(ascii: "m"))
  }

  /// Attributes that have an end of their own: bold, faint, italic, underlined, reversed.
  private static let endable: UInt16 = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7
  private static let weights: UInt16 = 1 << 1 | 1 << 2
}
