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
      guard case .setOID(_, 0x0001_0204, let value)? = $0.sent.last else { return false }
      return value.contains("IndirectionTable=[")
    },
    ActionTrial(.previousEntry, "4 right right", scene: .queues) {
      $0.state.queues.entry == $0.was.state.queues.entry - 1
    },
    ActionTrial(.nextEntry, "4", scene: .queues) {
      $0.state.queues.entry == $0.was.state.queues.entry + 1
    },
  ]
}
