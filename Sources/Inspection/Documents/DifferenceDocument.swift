/// What differs about one packet, as `diff` prints it for programs.
public struct DifferenceDocument: Sendable {
  private let difference: JourneyDifference
  private let count: Int?

  /// Makes the document of a difference, or of `count` packets that differ like it.
  public init(_ difference: JourneyDifference, count: Int? = nil) {
    self.difference = difference
    self.count = count
  }

  /// The difference in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    write(to: &json)
    return json.text
  }

  /// Writes the difference as an object.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      if let count { json.member("count", count) }
      json.member("a", difference.first)
      json.member("b", difference.second)
      json.member("adapter", difference.adapter)
      json.member("summary", difference.summary)
      json.array("differences") { json in
        for item in difference.items {
          json.object { json in
            json.member("kind", item.kind.rawValue)
            json.member("name", item.name.isEmpty ? nil : item.name)
            json.member("hop", item.place.isEmpty ? nil : item.place)
            json.member("a", item.first.isEmpty ? nil : item.first)
            json.member("b", item.second.isEmpty ? nil : item.second)
          }
        }
      }
    }
  }
}
