import Inspection
import TUIKit

extension ExplorerModel {
  /// Makes the file that an action asks for; nil if the action is none of these.
  mutating func runExport(_ action: ActionID) -> Effect? {
    switch action {
    case .exportPacket: exportPacket()
    case .exportTable: exportTable()
    case .exportGraph: exportGraph()
    case .exportScreen: exportScreen()
    default: nil
    }
  }

  private mutating func nothing(_ why: String) -> Effect {
    state.message = why
    return .none
  }

  /// The packet that the panes show, where there are such panes.
  private var shownJourney: Journey? {
    switch state.view {
    case .trace where state.trace.listing != .packets: nil
    case .trace, .stack, .dashboard: journey
    case .adapter, .oids, .queues, .events: nil
    }
  }

  private mutating func exportPacket() -> Effect {
    guard let structure = snapshot?.structure, let journey = shownJourney else {
      return nothing("no packet is selected here")
    }
    let capture = JourneyCapture(journey, in: structure)
    guard capture.packetCount > 0 else { return nothing("no bytes of this packet were recorded") }
    return .write(name: "ndissect-\(journey.id)", ending: "pcapng", bytes: capture.bytes)
  }

  private mutating func exportTable() -> Effect {
    guard let structure = snapshot?.structure else { return nothing("nothing is known yet") }
    if state.view == .trace {
      switch state.trace.listing {
      case .packets: break
      case .paths:
        guard var shares = pathShares else { return nothing("nothing is known yet") }
        shares.paths = pathRows
        let document = SignatureDocument(shares, in: structure)
        return table("ndissect-paths", SignatureDocument.columns, document.rows)
      case .conversations:
        let document = ConversationDocument(conversationRows, others: 0)
        return table("ndissect-conversations", ConversationDocument.columns, document.rows)
      }
    }
    guard let journey = shownJourney else { return nothing("there is no table here") }
    let rows = TraceDocument(journey, in: structure).rows
    return table("ndissect-\(journey.id)", TraceDocument.columns, rows)
  }

  private func table(_ name: String, _ columns: [String], _ rows: [[String]]) -> Effect {
    .write(name: name, ending: "csv", bytes: Array(CSVText.document(columns, rows).utf8))
  }

  private mutating func exportGraph() -> Effect {
    guard let structure = snapshot?.structure else { return nothing("nothing is known yet") }
    if listsSums, state.trace.listing == .paths, let shares = pathShares {
      let text = GraphText.flow(shares, in: structure)
      return .write(name: "ndissect-flow", ending: "dot", bytes: Array(text.utf8))
    }
    let text = GraphText.stack(structure)
    return .write(name: "ndissect-stack", ending: "dot", bytes: Array(text.utf8))
  }

  private func exportScreen() -> Effect {
    let picture = SVGEncoder(theme: theme, depth: .truecolor, charset: state.charset)
      .encode(draw())
    return .write(name: "ndissect-screen", ending: "svg", bytes: Array(picture.utf8))
  }
}
