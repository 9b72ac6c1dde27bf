import Inspection
import TUIKit

@testable import Explorer

/// How each action is tried: what is done before it, what it asks for, and what is then to be seen.
struct ActionTrial: Sendable {
  /// The explorer before and after an action.
  struct Seen {
    let was: ExplorerModel
    let now: ExplorerModel
    /// What the last key asked of whoever holds the terminal.
    let effect: ExplorerModel.Effect
    /// Commands since the explorer started, details apart.
    let sent: [Command]

    /// The state after it.
    var state: ExplorerState { now.state }
    /// The screen after it.
    var text: String { now.draw().text }
    /// The row of the tree.
    var row: Int { now.state.stack.viewport.selection }
    /// The row of the tree before.
    var oldRow: Int { was.state.stack.viewport.selection }

    /// A command was sent, the engine told of it, and the hint line shows the answer.
    func isDone(_ command: Command) -> Bool {
      sent.last == command && now.events.last?.text == command.name
        && now.events.last?.note.hasPrefix("done") == true
        && state.message.contains("\(command.name): done")
    }
  }

  /// What it is tried on.
  enum Scene {
    /// The sample stack at 80x24.
    case sample
    /// The same at 160x48.
    case wide
    /// The sample stack with eight queues at 160x48.
    case queues
    /// The sample stack at 80x24 with a packet at rest.
    case resting

    var size: Size {
      self == .sample || self == .resting
        ? Size(width: 80, height: 24) : Size(width: 160, height: 48)
    }
  }

  /// Which action.
  let action: ActionID
  /// What it is tried on.
  let scene: Scene
  /// Keys before it, from the first screen on.
  let before: String
  /// Keys after it, where it lets choose or asks.
  let after: String
  /// Whether it did what it says.
  let isSeen: @Sendable (Seen) -> Bool

  init(
    _ action: ActionID,
    _ before: String = "",
    then after: String = "",
    scene: Scene = .sample,
    _ isSeen: @escaping @Sendable (Seen) -> Bool
  ) {
    self.action = action
    self.scene = scene
    self.before = before
    self.after = after
    self.isSeen = isSeen
  }

  /// One for each action.
  static let all =
    everywhere + time + breaks + views + sums + changes + stack + pages + trace + events

  private static let everywhere: [ActionTrial] = [
    ActionTrial(.viewStack, "5") { $0.state.view == .stack },
    ActionTrial(.viewAdapter) { $0.state.view == .adapter },
    ActionTrial(.viewOIDs) { $0.state.view == .oids },
    ActionTrial(.viewTrace) { $0.state.view == .trace },
    ActionTrial(.viewEvents) { $0.state.view == .events },
    ActionTrial(.moveUp, "down down") { $0.row == $0.oldRow - 1 },
    ActionTrial(.moveDown) { $0.row == $0.oldRow + 1 },
    ActionTrial(.pageUp, "G") { $0.row < $0.oldRow - 1 },
    ActionTrial(.pageDown) { $0.row > $0.oldRow + 1 },
    ActionTrial(.moveTop, "G") { $0.oldRow > 0 && $0.row == 0 },
    ActionTrial(.moveBottom) { $0.row == $0.now.rows.rows.count - 1 },
    ActionTrial(.open) { $0.state.stack.folded == [1] },
    ActionTrial(.fold) { $0.state.stack.folded == [1] },
    ActionTrial(.nextPane) { $0.state.stack.focus == .inspector },
    ActionTrial(.previousPane, "tab") { $0.state.stack.focus == .tree },
    ActionTrial(.filter, then: "vlan enter") { seen in
      seen.state.stack.filter == "vlan" && seen.now.rows.rows.count < seen.was.rows.rows.count
    },
    ActionTrial(.freeze) { $0.was.frozen == nil && $0.now.frozen != nil },
    ActionTrial(.whatIf, "down down down down", then: "enter") {
      $0.text.contains("what if: bypass Ethernet0/vlan") && $0.text.contains("packets differ")
    },
    ActionTrial(.inject, "G", then: "eth/arp enter") { seen in
      guard case .atRest(.inject(let request))? = seen.sent.last else { return false }
      return request.frame.count >= 42 && seen.text.contains("#7")
    },
    ActionTrial(.stopInjecting, "i eth/arp tab backspace 0 tab backspace \"1s\" enter esc") {
      $0.sent.last == .stopInjection(1)
    },
    ActionTrial(.palette) { if case .palette? = $0.state.overlay { true } else { false } },
    ActionTrial(.help) { $0.text.contains("keys in Stack") },
    ActionTrial(.themes, then: "down enter") { $0.now.theme.name != $0.was.theme.name },
    ActionTrial(.copy) { if case .copy(let text) = $0.effect { !text.isEmpty } else { false } },
    ActionTrial(.nextGlyphs) { $0.state.charset != $0.was.state.charset },
    ActionTrial(.redraw) { $0.effect == .redraw },
    ActionTrial(.program) { $0.effect == .program },
    ActionTrial(.suspend) { $0.effect == .suspend },
    ActionTrial(.back, "5") { $0.state.view == .stack },
    ActionTrial(.visitPrevious, "down t") {
      $0.was.state.view == .trace && $0.state.view == .stack
    },
    ActionTrial(.visitNext, "down t backspace") { $0.state.view == .trace },
    ActionTrial(.quit) { $0.effect == .quit },
  ]

  private static let time: [ActionTrial] = [
    ActionTrial(.timeBack) { $0.now.isPast && $0.now.currentTime == 29_000_000_000 },
    ActionTrial(.timeForward, ", ,") {
      $0.now.isPast && $0.now.currentTime > $0.was.currentTime
    },
    ActionTrial(.eventBefore) { seen in
      seen.now.isPast && seen.now.events.last?.time == seen.now.currentTime
    },
    ActionTrial(.eventAfter, "^") { seen in
      seen.was.currentTime == 0 && seen.now.events.last?.time == seen.now.currentTime
    },
    ActionTrial(.timeFirst) { $0.now.isPast && $0.now.currentTime == 0 },
    ActionTrial(.timeNow, ",") { $0.was.isPast && !$0.now.isPast && $0.now.frozen == nil },
    ActionTrial(.timeOfThis, "6 up up up") { seen in
      seen.now.isPast && seen.was.selectedEvent != nil
        && seen.now.events.last?.time == seen.was.selectedEvent?.time
    },
    ActionTrial(.goToTime, then: "\"12.5s\" enter") {
      $0.now.isPast && $0.now.currentTime == 12_500_000_000
    },
  ]

  private static let changes: [ActionTrial] = [
    ActionTrial(.pauseAdapter) { $0.isDone(.pauseAdapter(1)) },
    ActionTrial(.restartAdapter) { $0.isDone(.restartAdapter(1)) },
    ActionTrial(.attachFilter, then: "\"vlan\" enter") {
      $0.isDone(.attachFilter(adapter: 1, component: "vlan"))
    },
    ActionTrial(.detachFilter, "down down down down", then: "enter") {
      $0.isDone(.detachFilter(module: SampleStack.vlan))
    },
    ActionTrial(.bindProtocol, then: "enter") { $0.isDone(.bind(adapter: 1, component: "sink")) },
    ActionTrial(.unbindProtocol, "down", then: "enter") {
      $0.isDone(.unbind(binding: SampleStack.responder))
    },
    ActionTrial(.plugMedia) { $0.isDone(.plugMedia(1)) },
    ActionTrial(.unplugMedia) { $0.isDone(.unplugMedia(1)) },
    ActionTrial(.setKeyword, then: "enter ctrl-u \"1 Mbit/s\" enter enter") {
      $0.isDone(.setKeyword(party: SampleStack.nic0, keyword: "rate", value: "1 Mbit/s"))
    },
    ActionTrial(.changeRules, "down down down", then: "enter ctrl-u \"arp\" enter") {
      $0.isDone(.setKeyword(party: SampleStack.classify, keyword: "rules[1].match", value: "arp"))
    },
    ActionTrial(.saveStack, then: "ctrl-u \"x.yaml\" enter") {
      $0.isDone(.saveStack(path: "x.yaml", replaces: false)) && $0.state.overlay == nil
    },
  ]

  private static let stack: [ActionTrial] = [
    ActionTrial(.closeFold) { $0.state.stack.folded == [1] },
    ActionTrial(.openFold, "left") {
      $0.was.state.stack.folded == [1] && $0.state.stack.folded.isEmpty
    },
    ActionTrial(.foldAll) { $0.state.stack.folded.count > 1 },
    ActionTrial(.traceHere, "down") { $0.state.view == .trace && !$0.state.trace.filter.isEmpty },
  ]

  private static let pages: [ActionTrial] = [
    ActionTrial(.previousPage, "2 right") { seen in
      seen.was.state.adapterPages.facet != .state && seen.state.adapterPages.facet == .state
    },
    ActionTrial(.nextPage, "2") { $0.state.adapterPages.facet != .state },
    ActionTrial(.previousAdapter, "2 )") {
      $0.was.selectedAdapter?.id == 2 && $0.now.selectedAdapter?.id == 1
    },
    ActionTrial(.nextAdapter, "2") { $0.now.selectedAdapter?.id == 2 },
    ActionTrial(.setValue, "3 down down", then: "\"0x1\" enter") {
      $0.isDone(.setOID(adapter: 1, number: 0x0001_010E, value: "0x1"))
    },
    ActionTrial(.switchList, "3") { $0.state.oids.list == .requests },
    ActionTrial(.switchBytes, "3 v") { $0.state.oids.showsBytes },
    ActionTrial(.olderRequest, "3 down enter") {
      $0.was.state.oids.flight == nil && $0.state.oids.flight == 2
    },
    ActionTrial(.newerRequest, "3 down enter [") {
      $0.was.state.oids.flight == 2 && $0.state.oids.flight != 2
    },
  ]

  private static let trace: [ActionTrial] = [
    ActionTrial(.previousHop, "5 up up right right") {
      $0.state.trace.hop == $0.was.state.trace.hop - 1
    },
    ActionTrial(.nextHop, "5 up up") { $0.state.trace.hop == $0.was.state.trace.hop + 1 },
    ActionTrial(.previousChange, "5 up up end") {
      $0.state.trace.hop < $0.was.state.trace.hop && $0.now.text(hasChangesAt: $0.state.trace.hop)
    },
    ActionTrial(.nextChange, "5 up up") {
      $0.state.trace.hop > $0.was.state.trace.hop && $0.now.text(hasChangesAt: $0.state.trace.hop)
    },
    ActionTrial(.firstHop, "5 up up right right") { $0.state.trace.hop == 0 },
    ActionTrial(.lastHop, "5 up up") { $0.state.trace.hop + 1 == $0.now.journey?.hops.count },
    ActionTrial(.previousDrop, "5 up up") { seen in
      (seen.state.trace.selected ?? .max) < seen.was.state.trace.selected ?? 0
        && seen.now.journey?.outcome == .dropped
    },
    ActionTrial(.nextDrop, "5 g g") { seen in
      (seen.state.trace.selected ?? 0) > seen.was.state.trace.selected ?? .max
        && seen.now.journey?.outcome == .dropped
    },
    ActionTrial(.switchDetail, "5 up up") { $0.state.trace.detail != $0.was.state.trace.detail },
    ActionTrial(.blame, "5 up up ]") {
      $0.state.trace.showsBlame && $0.text.contains("who wrote them")
    },
    ActionTrial(.whoSet, "5 up up home d ] right tab G") {
      $0.state.trace.hop < $0.was.state.trace.hop && $0.state.message.contains("set by")
    },
    ActionTrial(.compare, "5 up up ]") {
      $0.was.state.trace.base == nil && $0.state.trace.base?.place == $0.state.trace.hop
    },
    ActionTrial(.parentJourney, "5 up up )") {
      $0.was.state.trace.selected == 239 && $0.state.trace.selected == 238
    },
    ActionTrial(.childJourney, "5 up up") { $0.state.trace.selected == 239 },
  ]

  private static let events: [ActionTrial] = [
    ActionTrial(.lessEvents, "6") {
      $0.state.events.minimum > $0.was.state.events.minimum
        && $0.now.eventRows.sequences.count < $0.was.eventRows.sequences.count
    },
    ActionTrial(.moreEvents, "6 right") {
      $0.state.events.minimum < $0.was.state.events.minimum
        && $0.now.eventRows.sequences.count > $0.was.eventRows.sequences.count
    },
  ]
}

extension ExplorerModel {
  /// Whether the packet was changed by the hop.
  func text(hasChangesAt hop: Int) -> Bool {
    guard let journey, journey.hops.indices.contains(hop) else { return false }
    return !journey.hops[hop].changes.isEmpty
  }
}
