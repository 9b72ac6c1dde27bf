public import Wire

/// What a person types to choose packets: a display filter, or as on the command line `-f` and a capture filter, `-Y` and
/// a display filter, or both.
public struct PacketFilterText: Equatable, Sendable {
  /// The display filter; empty for none.
  public var display = ""
  /// Characters before the display filter.
  public var displayStart = 0
  /// The capture filter; nil for none.
  public var capture: String?

  /// Divides a text.
  public init(_ text: String) {
    let characters = Array(text)
    let start = characters.firstIndex { $0 != " " } ?? characters.count
    guard Self.has(characters, "-f", at: start) || Self.has(characters, "-Y", at: start) else {
      display = text
      return
    }
    var place = start
    while place < characters.count {
      let isCapture = Self.has(characters, "-f", at: place)
      var end = place + 2
      while end < characters.count {
        let isMark = Self.has(characters, "-f", at: end) || Self.has(characters, "-Y", at: end)
        if characters[end - 1] == " ", isMark { break }
        end += 1
      }
      var part = characters[(place + 2)..<end]
      while part.first == " " { part.removeFirst() }
      while part.last == " " { part.removeLast() }
      if isCapture {
        capture = String(part)
      } else {
        display = String(part)
        displayStart = part.startIndex
      }
      place = end
    }
  }

  private static func has(_ text: [Character], _ mark: String, at place: Int) -> Bool {
    let mark = Array(mark)
    guard place + mark.count <= text.count, Array(text[place..<(place + mark.count)]) == mark else {
      return false
    }
    return place + mark.count == text.count || text[place + mark.count] == " "
  }

  /// The display filter ready for use; nil without one.
  ///
  /// - Throws: `DisplayFilterError` with the column in the whole text.
  public func displayFilter() throws(DisplayFilterError) -> JourneyFilter? {
    guard !display.allSatisfy(\.isWhitespace) else { return nil }
    do {
      return try JourneyFilter(parsing: display)
    } catch {
      throw DisplayFilterError(
        column: error.column + displayStart,
        problem: error.problem,
        expected: error.expected,
        nearest: error.nearest
      )
    }
  }
}
