import CNDIS
import DataPath
import Glibc
import Inspection
import Kernel
import NDIS
import Wire

/// The breakpoints of an engine, the step under way, and what rests.
///
///     hand-off ─▶ wants? ─▶ keep ─▶ serve, until released ─▶ the party's handler
///     event, request ─────────────▶ serve, until released
///
/// Hand-offs of a party are examined only while a breakpoint or a step needs them.
final class BreakDesk: HandOffExaminer {
  unowned let engine: StackEngine
  var points: [Point] = []
  var step: Step?
  /// What rests now.
  var rest: Rest?
  /// The packet at rest; empty while nothing rests or something else does.
  var held = NetBufferChain()
  /// What is to become of what rests; nil while it has to wait.
  var verdict: Verdict?
  /// Called on the engine's thread while something rests, until it is released.
  ///
  /// Without it nothing stops.
  var serve: ((RestingEngine) -> Void)?
  /// Commands that wait for release.
  var waiting: [AtRestCommand] = []
  /// True from a stop until the engine has looked at what it cost.
  var hasRested = false
  var isQuitting = false
  /// Memory that packets were copied to before they were written.
  var copies: [UnsafeMutableRawPointer] = []
  private var lastPoint: UInt32 = 0
  var restCount: UInt64 = 0
  var scratch: [UInt8] = []
  private var armed: (generation: UInt64, parties: Int)?

  init(_ engine: StackEngine) {
    self.engine = engine
  }

  deinit {
    for place in copies { free(place) }
  }

  /// What becomes of what rested.
  enum Verdict {
    case release
    case drop
  }

  /// Why something is kept.
  enum Reason {
    case point(Int)
    case step(StepKind)
  }

  /// A breakpoint with what its text was made into.
  struct Point {
    var value: Breakpoint
    var filter: DisplayFilter?
    /// Where; nil for anywhere.
    var party: PartyID?
    /// Packets that stopped here already; the newest few thousand.
    var seen = SeenJourneys()

    var isActive: Bool { value.isEnabled && value.problem.isEmpty }
  }

  /// A packet on its way to where a step ends.
  struct Step {
    var journey: UInt64
    var kind: StepKind
    var before: PacketImage
    /// How its way ended, once it has.
    var ending: String?
  }

  // MARK: Arming

  /// Numbers a new breakpoint.
  func takeNumber() -> UInt32 {
    lastPoint += 1
    return lastPoint
  }

  /// Lets exactly the hand-offs be examined that a breakpoint or a step needs.
  func arm() {
    resolve()
    let isStepping = step != nil
    var isNeeded = isStepping
    for party in engine.orderedParties
    where party.record.pointee.flags & UInt32(ND_PARTY_ROUTER) == 0 {
      var edges: Set<Edge> = isStepping ? Set(Edge.allCases) : []
      for point in points where point.isActive && point.party ?? party.id == party.id {
        switch point.value.condition.subject {
        case .packet: edges.formUnion([.send, .indicate])
        case .handler(let edge): Edge(rawValue: edge.rawValue).map { _ = edges.insert($0) }
        default: break
        }
      }
      if Edge.allCases.contains(where: { party.record.isExamined($0) != edges.contains($0) }) {
        party.record.examine(edges)
      }
      isNeeded = isNeeded || !edges.isEmpty
    }
    engine.stack.hot.setExaminer(isNeeded ? self : nil)
    armed = (engine.stack.generation, engine.stack.parties.count)
  }

  /// Arms again after the stack has changed.
  func followStructure() {
    guard !points.isEmpty || step != nil else { return }
    if let armed, armed == (engine.stack.generation, engine.stack.parties.count) { return }
    arm()
  }

  private func resolve() {
    for index in points.indices {
      guard let place = points[index].value.condition.place else { continue }
      do {
        points[index].party = try engine.injectionParty(named: place)
        points[index].value.problem = ""
      } catch {
        points[index].value.problem = error.description
      }
    }
  }

  private func reason(_ number: Int) -> Reason? {
    if number >= 0 {
      return points.firstIndex { $0.value.id == UInt32(number) }.map { Reason.point($0) }
    }
    guard let step, Int(step.kind.rawValue) == -1 - number else { return nil }
    return .step(step.kind)
  }

  // MARK: HandOffExaminer

  func wants(_ list: NetBufferList, _ handOff: HandOff) -> Int? {
    guard serve != nil, rest == nil, !isQuitting else { return nil }
    if let step, step.ending == nil || !handOff.edge.isForward, follows(list, step),
      isEnd(of: step, list, handOff)
    {
      return -1 - Int(step.kind.rawValue)
    }
    var packet: Dissection?
    for index in points.indices where points[index].isActive {
      let party = handOff.to.pointee.id
      guard points[index].party ?? party == party else { continue }
      switch points[index].value.condition.subject {
      case .handler(let edge) where edge.rawValue == handOff.edge.rawValue:
        break
      case .packet where handOff.edge.isForward:
        guard let filter = points[index].filter, !points[index].seen.contains(list.journey),
          matches(filter, list, handOff, &packet)
        else { continue }
        points[index].seen.insert(list.journey)
      default: continue
      }
      if count(index) { return Int(points[index].value.id) }
    }
    return nil
  }

  func keep(_ chain: inout NetBufferChain, _ handOff: HandOff, reason number: Int) -> Bool {
    // Those before it have gone on since it was asked for, and may have been stopped themselves.
    guard let reason = reason(number), let list = chain.first else { return true }
    let words = text(of: reason)
    let packet = packet(list, handOff)
    let party = handOff.to.pointee.id
    held.append(chain.takeAll())
    let done = stop(reason, party: party, packet: packet)
    chain = held.takeAll()
    guard done == .drop else { return true }
    let cause = engine.stack.causes.intern(
      Cause(words, source: .command(AnytimeCommand.dropPacket.name))
    )
    if handOff.isLoan {
      handOff.to.end(
        &chain,
        .dropped,
        .receive,
        reason: DropReason.droppedByHand.rawValue,
        cause: cause.rawValue
      )
      return false
    }
    engine.stack.drop(
      chain.takeAll(),
      at: party,
      edge: handOff.edge,
      reason: .droppedByHand,
      cause: cause
    )
    return true
  }

  func ended(
    _ chain: borrowing NetBufferChain,
    at party: UnsafeMutablePointer<nd_party>,
    fate: Fate,
    reason: UInt16,
    cause: UInt32
  ) {
    guard let step, rest == nil else { return }
    var found: NetBufferList?
    chain.forEach { if follows($0, step) { found = found ?? $0 } }
    guard let found else { return }
    let name = engine.stack.parties[party.pointee.id]?.name ?? "NDIS"
    self.step?.ending = "\(fate) at \(name)"
    guard fate == .dropped, step.kind == .drop, serve != nil else { return }
    let edge: Edge = found.prefix.pointee.direction == 0 ? .send : .indicate
    var packet = packet(
      found,
      HandOff(from: party, to: party, edge: edge)
    )
    packet.isDropped = true
    packet.editRefusal = "it has been dropped here and goes home"
    packet.dropRefusal = packet.editRefusal
    _ = stop(.step(.drop), party: party.pointee.id, packet: packet)
  }
}
