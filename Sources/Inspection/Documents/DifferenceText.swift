/// What differs about one packet, as `diff` prints it for people: a head, then a line per thing.
public struct DifferenceText: Sendable {
  private let difference: JourneyDifference
  private let count: Int?

  /// Makes the text of a difference, or of `count` packets that differ like it.
  public init(_ difference: JourneyDifference, count: Int? = nil) {
    self.difference = difference
    self.count = count
  }

  /// The lines, each with its line end.
  public var text: String { ([head] + items).map { $0 + "\n" }.joined() }

  private var head: String {
    var parts = [number(difference.first) + " | " + number(difference.second)]
    if let count { parts.insert("\(count)×", at: 0) }
    if !difference.adapter.isEmpty { parts.append(difference.adapter) }
    if !difference.summary.isEmpty { parts.append(difference.summary) }
    return parts.joined(separator: "  ")
  }

  private func number(_ journey: UInt64?) -> String { journey.map { "#\($0)" } ?? "–" }

  private var items: [String] {
    var table = TextTable()
    for item in difference.items {
      let what: String =
        switch item.kind {
        case .onlyInFirst: "only in A"
        case .onlyInSecond: "only in B"
        case .path, .outcome: item.kind.rawValue
        case .processor, .bytes, .info, .list: item.name
        }
      let values: String =
        switch item.kind {
        case .onlyInFirst: item.first
        case .onlyInSecond: item.second
        default: "\(value(item.first)) | \(value(item.second))"
        }
      table.add(["  " + what, values + (item.place.isEmpty ? "" : "  (\(item.place))")])
    }
    return table.lines
  }

  private func value(_ text: String) -> String { text.isEmpty ? "–" : text }
}
