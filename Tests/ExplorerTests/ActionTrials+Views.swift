import Inspection
import TUIKit

@testable import Explorer

extension ActionTrial {
  /// The dashboard, presets, marks, and the queues.
  static let views: [ActionTrial] = [
    ActionTrial(.viewDashboard, scene: .wide) { $0.state.view == .dashboard },
    ActionTrial(.viewQueues) { $0.state.view == .queues },
    ActionTrial(.zoom) { !$0.was.state.isZoomed && $0.state.isZoomed },
    ActionTrial(.nextPreset, "0", scene: .wide) {
      $0.state.dashboard.preset != $0.was.state.dashboard.preset
    },
    ActionTrial(.previousPreset, "0", scene: .wide) {
      $0.state.dashboard.preset != $0.was.state.dashboard.preset
    },
    ActionTrial(.mark, "down") { $0.was.state.marks.isEmpty && $0.state.marks.count == 1 },
    ActionTrial(.marks, "down m") { $0.was.state.overlay == nil && $0.state.overlay != nil },
    ActionTrial(.sortQueues, "4", scene: .queues) {
      $0.state.queues.order != $0.was.state.queues.order
    },
    ActionTrial(.explainHash, "4", scene: .queues) {
      $0.was.state.queues.explained == nil && $0.state.queues.explained != nil
    },
    ActionTrial(.setTable, "4 right right", then: "\"1\" enter", scene: .queues) {
      guard case .atRest(.setOID(_, 0x0001_0204, let value))? = $0.sent.last else { return false }
      return value.contains("IndirectionTable=[")
    },
    ActionTrial(.previousEntry, "4 right right", scene: .queues) {
      $0.state.queues.entry == $0.was.state.queues.entry - 1
    },
    ActionTrial(.nextEntry, "4", scene: .queues) {
      $0.state.queues.entry == $0.was.state.queues.entry + 1
    },
  ]

  /// Lists of the Trace view, exports, and tshark.
  static let sums: [ActionTrial] = [
    ActionTrial(.switchListing, "5") {
      $0.was.state.trace.listing == .packets && $0.state.trace.listing == .paths
        && $0.text.contains("Paths")
    },
    ActionTrial(.orderList, "5") {
      $0.state.trace.order != $0.was.state.trace.order && $0.text.contains("by length")
    },
    ActionTrial(.reverseList, "5") { $0.state.trace.isReversed && !$0.was.state.trace.isReversed },
    ActionTrial(.exportPacket, "5") { $0.writes("pcapng", [0x0A, 0x0D, 0x0D, 0x0A]) },
    ActionTrial(.exportTable, "5") { $0.writes("csv", Array("journey,parent".utf8)) },
    ActionTrial(.exportGraph) { $0.writes("dot", Array("digraph".utf8)) },
    ActionTrial(.exportScreen) { $0.writes("svg", Array("<svg".utf8)) },
    ActionTrial(.dissectDeeply, "5") { seen in
      guard case .dissect(let bytes, _, let isEthernet) = seen.effect else { return false }
      return !bytes.isEmpty && isEthernet && seen.text.contains("tshark")
    },
  ]
}

extension ActionTrial.Seen {
  /// The last key asked for a file that begins so.
  func writes(_ ending: String, _ start: [UInt8]) -> Bool {
    guard case .write(_, let found, let bytes) = effect else { return false }
    return found == ending && bytes.starts(with: start)
  }
}
