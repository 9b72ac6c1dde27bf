import Inspection
import TUIKit

/// The columns of the tree.
enum StackColumns {
  /// Index of the name's column.
  static let name = 0
  /// Index of the graph's column.
  static let graph = 5

  /// The table for a width; the graph gives way to long names, up to half of the width.
  static func table(width: Int, name: Int = 0) -> Table {
    let isWide = width >= 76
    let needed = min(name, width / 2)
    return Table(
      columns: [
        TableColumn("MODULE", width: isWide ? max(22, needed) : 16, weight: 2),
        TableColumn("STATE", width: 11, weight: isWide ? 1 : 0, priority: isWide ? 2 : 3),
        TableColumn(
          StyledText(Glyph.receive, Style(.rx)) + StyledText(" pps", .dim),
          width: 5,
          alignment: .right
        ),
        TableColumn(
          StyledText(Glyph.transmit, Style(.tx)) + StyledText(" pps", .dim),
          width: 5,
          alignment: .right
        ),
        TableColumn(
          StyledText(Glyph.drop, Style(.drop)) + StyledText("/s", .dim),
          width: 5,
          alignment: .right,
          priority: 1
        ),
        TableColumn("LAST 60 s", width: 10, weight: isWide ? 1 : 0, priority: isWide ? 3 : 2),
        TableColumn("", width: 1, priority: isWide ? 1 : 4),
      ],
      spacing: isWide ? 2 : 1,
      margin: 2,
      selectionBar: .columns(1)
    )
  }

  /// The STATE of a row in two words.
  static func state(_ row: StackRow, _ adapter: AdapterNode) -> StyledText {
    switch row.node {
    case .adapter:
      guard isRunning(adapter.state) else { return StyledText(adapter.state, Style(.warn)) }
      switch adapter.linkState.lowercased() {
      case "connected":
        let speed = adapter.receiveLinkSpeed ?? adapter.transmitLinkSpeed
        return StyledText("up", Style(.ok))
          + StyledText(speed.map { " " + Quantity.bitRate($0).text } ?? "", .dim)
      case "disconnected": return StyledText("media down", Style(.warn))
      default: return StyledText(adapter.linkState.lowercased(), .dim)
      }
    case .binding(let index):
      let binding = adapter.bindings[index]
      guard isRunning(binding.state) else { return StyledText(binding.state, Style(.warn)) }
      return StyledText(
        binding.addresses.first ?? "running",
        binding.addresses.isEmpty ? .dim : .text
      )
    case .filter(let index):
      let filter = adapter.filters[index]
      guard isRunning(filter.state) else { return StyledText(filter.state, Style(.warn)) }
      return StyledText(filter.kind == .monitoring ? "monitoring" : "running", .dim)
    case .miniport:
      guard isRunning(adapter.state) else { return StyledText(adapter.state, Style(.warn)) }
      return StyledText(queues(adapter) ?? "running", .dim)
    }
  }

  /// Whether a state's name says that packets may pass.
  static func isRunning(_ state: String) -> Bool { state.lowercased() == "running" }

  /// `8 RSS`; nil if there is the default queue alone.
  static func queues(_ adapter: AdapterNode) -> String? {
    guard adapter.queues.count > 1 else { return nil }
    var kinds: [(String, Int)] = []
    for queue in adapter.queues {
      if let place = kinds.firstIndex(where: { $0.0 == queue.kind.rawValue }) {
        kinds[place].1 += 1
      } else {
        kinds.append((queue.kind.rawValue, 1))
      }
    }
    return kinds.isEmpty ? nil : kinds.map { "\($0.1) \($0.0)" }.joined(separator: " ")
  }
}

extension AdapterNode {
  /// Its medium is connected.
  var isConnected: Bool { linkState.lowercased() == "connected" }
}
