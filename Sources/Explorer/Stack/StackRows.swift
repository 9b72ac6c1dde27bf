import Inspection
import TUIKit

/// The rows of the tree that are shown: adapters in order, below each its bindings, filters and miniport from top to bottom.
struct StackRows {
  /// From top to bottom.
  private(set) var rows: [StackRow] = []
  /// Modules, bindings and miniports of the whole stack.
  private(set) var total = 0
  /// Those a filter left.
  private(set) var matches = 0
  /// Columns of the longest name of a row that is shown, with its guide and mark.
  private(set) var nameWidth = 0
  private var places: [StackRow.ID: Int] = [:]

  /// No rows.
  init() {}

  /// Lists what is not folded and has the filter in its name; a filter opens every adapter with a match.
  init(_ structure: StackStructure, folded: Set<AdapterID>, filter: String) {
    let wanted = filter.lowercased()
    for (index, adapter) in structure.adapters.enumerated() {
      let members = Self.members(of: adapter, at: index)
      total += members.count
      var shown = members
      if !wanted.isEmpty {
        shown = members.filter { Self.matches($0, adapter, wanted) }
        let isMatch = adapter.name.lowercased().contains(wanted)
        if isMatch { shown = members }
        if shown.isEmpty, !isMatch { continue }
      }
      matches += shown.count
      let isOpen = !wanted.isEmpty || !folded.contains(adapter.id)
      rows.append(
        StackRow(
          id: .adapter(adapter.id),
          adapter: index,
          node: .adapter,
          isLast: true,
          isOpen: isOpen
        )
      )
      guard isOpen, !shown.isEmpty else { continue }
      shown[shown.count - 1].isLast = true
      rows += shown
    }
    for (place, row) in rows.enumerated() {
      places[row.id] = place
      nameWidth = max(nameWidth, Self.nameWidth(row, structure.adapters[row.adapter]))
    }
  }

  /// Where a row stands; nil if it is not shown.
  func place(of id: StackRow.ID) -> Int? { places[id] }

  private static func nameWidth(_ row: StackRow, _ adapter: AdapterNode) -> Int {
    // Guide and mark take as many columns before every name.
    let name: String =
      switch row.node {
      case .adapter: adapter.name
      case .binding(let index): adapter.bindings[index].protocolName
      case .filter(let index): adapter.filters[index].name
      case .miniport: adapter.name + " " + adapter.miniport.driver
      }
    return CharacterWidth.columns(of: name) + TreeRow(isLast: true).prefix.width + 2
  }

  private static func members(of adapter: AdapterNode, at index: Int) -> [StackRow] {
    func row(_ party: PartyID, _ node: StackRow.Node) -> StackRow {
      StackRow(id: .party(party), adapter: index, node: node, isLast: false, isOpen: false)
    }
    return adapter.bindings.enumerated().map { row($1.partyID, .binding($0)) }
      + adapter.filters.enumerated().map { row($1.partyID, .filter($0)) }
      + [row(adapter.partyID, .miniport)]
  }

  private static func matches(_ row: StackRow, _ adapter: AdapterNode, _ wanted: String) -> Bool {
    let words: [String] =
      switch row.node {
      case .adapter: [adapter.name]
      case .binding(let index):
        [adapter.bindings[index].protocolName, adapter.bindings[index].driver]
      case .filter(let index): [adapter.filters[index].name, adapter.filters[index].driver]
      case .miniport: [adapter.name, adapter.miniport.driver]
      }
    return words.contains { $0.lowercased().contains(wanted) }
  }
}
