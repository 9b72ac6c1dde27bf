import TUIKit

/// Which actions the hint line names; keys come from the action table.
enum HintList {
  /// Actions that share a hint, with their word.
  struct Group: Equatable {
    var actions: [ActionID]
    var word: String
  }

  /// The hints that fit what a person is doing.
  static func hints(_ model: ExplorerModel) -> [HintBar.Hint] {
    groups(model).compactMap { group in
      let keys = group.actions.compactMap { id in
        model.options.keys.actions(in: model.state.view).first { $0.id == id }?
          .keyLabel(model.state.charset)
      }.filter { !$0.isEmpty }
      let divider = model.state.charset == .ascii && keys.contains { $0.count > 1 } ? "/" : ""
      return keys.isEmpty ? nil : HintBar.Hint(keys.joined(separator: divider), group.word)
    }
  }

  /// The hint that always stays.
  static func help(width: Int, _ keys: KeyMap = .standard) -> HintBar.Hint? {
    keys.action(.help).map { HintBar.Hint($0.keyLabel(), width < 60 ? "" : "help") }
  }

  static func groups(_ model: ExplorerModel) -> [Group] {
    let isPast = model.isPast && !model.isTyping
    let groups = restGroups(model) + (isPast ? past : []) + ownGroups(model)
    guard let program = model.options.program else { return groups }
    return [Group(actions: [.program], word: program)] + groups
  }

  /// What can be done with what rests, where something does.
  private static func restGroups(_ model: ExplorerModel) -> [Group] {
    guard model.rest != nil, !model.isTyping else { return [] }
    return [
      Group(actions: [.release], word: "release"), Group(actions: [.stepHop], word: "step"),
      Group(actions: [.atRest], word: "what rests"),
    ]
  }
  /// First of all the way through time and out of it.
  private static let past = [
    Group(actions: [.timeBack, .timeForward], word: "time"),
    Group(actions: [.eventBefore, .eventAfter], word: "event"),
    Group(actions: [.timeNow], word: "now"),
  ]

  private static func ownGroups(_ model: ExplorerModel) -> [Group] {
    if model.isTyping {
      let isSetting = model.state.oids.setting != nil || model.state.queues.editing != nil
      let word = isSetting ? "set" : "keep"
      let keep = [Group(actions: [.open], word: word), Group(actions: [.back], word: "undo")]
      guard model.state.trace.editing != nil else { return keep }
      return keep + [Group(actions: [.nextPane], word: "complete")]
    }
    switch model.state.view {
    case .dashboard: return dashboard(model)
    case .stack:
      return [
        Group(actions: [.open], word: "open"), Group(actions: [.fold], word: "fold"),
        Group(actions: [.traceHere], word: "trace here"), Group(actions: [.filter], word: "filter"),
        Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
        Group(actions: [.nextPane], word: "pane"), Group(actions: [.quit], word: "quit"),
      ]
    case .trace where model.state.trace.listing != .packets:
      return [
        Group(actions: [.open], word: "its packets"),
        Group(actions: [.switchListing], word: listingWord(model)),
        Group(actions: [.orderList], word: "order"),
        Group(actions: [.reverseList], word: "reverse"),
        Group(actions: [.moveUp, .moveDown], word: "move"), Group(actions: [.zoom], word: "zoom"),
        Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
      ]
    case .trace:
      return [
        Group(actions: [.previousHop, .nextHop], word: "hop"),
        Group(actions: [.previousChange, .nextChange], word: "change"),
        Group(actions: [.moveUp, .moveDown], word: "packet"),
        Group(actions: [.previousDrop, .nextDrop], word: "drop"),
        Group(actions: [.switchDetail], word: detailWord(model)),
        Group(actions: [.filter], word: "filter"), Group(actions: [.switchListing], word: "paths"),
        Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
      ]
    case .adapter:
      return [
        Group(actions: [.previousPage, .nextPage], word: "page"),
        Group(actions: [.previousAdapter, .nextAdapter], word: "adapter"),
        Group(actions: [.moveUp, .moveDown], word: "move"),
        Group(actions: [.nextPane], word: "pane"), Group(actions: [.open], word: "open"),
        Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
        Group(actions: [.pauseAdapter], word: "pause"),
      ]
    case .oids:
      return [
        Group(actions: [.open], word: "ask"), Group(actions: [.setValue], word: "set"),
        Group(actions: [.switchList], word: oidListWord(model)),
        Group(actions: [.switchBytes], word: model.state.oids.showsBytes ? "fields" : "bytes"),
        Group(actions: [.olderRequest, .newerRequest], word: "older, newer"),
        Group(actions: [.previousAdapter, .nextAdapter], word: "adapter"),
        Group(actions: [.filter], word: "filter"), Group(actions: [.nextPane], word: "pane"),
      ]
    case .queues:
      return [
        Group(actions: [.open], word: "its packets"),
        Group(
          actions: [.explainHash],
          word: model.state.queues.explained == nil ? "hash" : "flows"
        ),
        Group(actions: [.sortQueues], word: "sort"),
        Group(actions: [.previousEntry, .nextEntry], word: "entry"),
        Group(actions: [.setTable], word: "set"),
        Group(actions: [.previousAdapter, .nextAdapter], word: "adapter"),
        Group(actions: [.nextPane], word: "pane"), Group(actions: [.zoom], word: "zoom"),
        Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
      ]
    case .events:
      return [
        Group(actions: [.open], word: "cause"),
        Group(actions: [.moreEvents, .lessEvents], word: "level"),
        Group(actions: [.filter], word: "filter"),
        Group(actions: [.moveBottom], word: "follow"),
        Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
        Group(actions: [.quit], word: "quit"),
      ]
    }
  }

  private static func dashboard(_ model: ExplorerModel) -> [Group] {
    var groups = [Group(actions: [.nextPane], word: "pane")]
    switch model.state.dashboard.focus {
    case .tree:
      groups += [
        Group(actions: [.fold], word: "fold"), Group(actions: [.traceHere], word: "trace here"),
      ]
    case .queues: groups.append(Group(actions: [.open], word: "its packets"))
    case .paths: groups.append(Group(actions: [.open], word: "its newest packet"))
    case .flights: groups.append(Group(actions: [.open], word: "open the request"))
    case .events: groups.append(Group(actions: [.open], word: "cause"))
    case .packets, .wall: groups.append(Group(actions: [.open], word: "open"))
    case .graph, .path, .outcome, .detail, .bytes: break
    }
    if model.dashboardLayout[.path] != nil {
      groups += [
        Group(actions: [.previousHop, .nextHop], word: "hop"),
        Group(actions: [.previousChange, .nextChange], word: "change"),
        Group(actions: [.previousDrop, .nextDrop], word: "drop"),
        Group(actions: [.switchDetail], word: model.showsFields ? "changes" : "fields"),
      ]
    }
    return groups + [
      Group(actions: [.filter], word: "filter"),
      Group(actions: [.nextPreset], word: "preset"), Group(actions: [.zoom], word: "zoom"),
      Group(actions: [.mark], word: "mark"),
      Group(actions: [.freeze], word: model.frozen == nil ? "freeze" : "go on"),
      Group(actions: [.quit], word: "quit"),
    ]
  }

  private static func oidListWord(_ model: ExplorerModel) -> String {
    model.state.oids.list == .supported ? "requests" : "identifiers"
  }

  private static func listingWord(_ model: ExplorerModel) -> String {
    model.state.trace.listing == .paths ? "conversations" : "packets"
  }

  private static func detailWord(_ model: ExplorerModel) -> String {
    switch model.state.trace.detail {
    case .changes: "fields"
    case .fields: model.screenLayout.kind == .dashboard ? "changes" : "bytes"
    case .bytes: "changes"
    }
  }
}
