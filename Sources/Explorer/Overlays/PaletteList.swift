/// The rows of the palette: all actions, ranked by how well a text fits.
enum PaletteList {
  /// Actions whose name has the letters of the text in their order, the best first; then those whose sentence has all its
  /// words.
  ///
  /// `hasProgram`: whether there is a program to go to.
  static func actions(
    _ text: String,
    _ keys: KeyMap = .standard,
    hasProgram: Bool = true
  ) -> [Action] {
    let offered =
      hasProgram ? keys.actions : keys.actions.filter { $0.id != .program }
    let wanted = Array(text.lowercased().filter { $0 != " " })
    guard !wanted.isEmpty else { return offered }
    let words = HelpList.words(text)
    let scored = offered.enumerated().compactMap { index, action in
      let byName = score(wanted, Array(action.name.lowercased()))
      let bySentence = HelpList.has(words, in: action.sentence) ? Int.max : nil
      return (byName ?? bySentence).map { (score: $0, index: index, action) }
    }
    return scored.sorted { ($0.score, $0.index) < ($1.score, $1.index) }.map { $0.2 }
  }

  /// The lower the better: gaps between the letters, and letters before the first; nil if one is missing.
  static func score(_ wanted: [Character], _ name: [Character]) -> Int? {
    var best: Int?
    for start in name.indices where name[start] == wanted.first {
      var score = start == 0 || name[start - 1] == " " ? 0 : 8
      var place = start
      var isWhole = true
      for character in wanted.dropFirst() {
        guard let next = name[(place + 1)...].firstIndex(of: character) else {
          isWhole = false
          break
        }
        score += name[next - 1] == " " ? 1 : (next - place - 1) * 3
        place = next
      }
      guard isWhole else { continue }
      best = min(best ?? Int.max, score * 64 + start)
    }
    return best
  }
}
