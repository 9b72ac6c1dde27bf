public import Inspection
import DataPath
import Kernel
import NDIS

/// What was told of lists that are held too long.
struct HeldWatch {
  /// Engine time of the next look.
  var nextLook: UInt64 = 0
  /// Parties that an alarm was given for.
  var alarmed: [PartyID] = []
}

extension StackEngine {
  /// Gives an alarm for each party that holds a list of others longer than the stack file allows, and takes it back.
  ///
  /// Looks eight times in the span that is allowed, at quiet points: in stepped mode always at the same ones.
  func watchHeld() {
    let limit = configuration.heldLimit.count
    guard limit > 0, now >= held.nextLook else { return }
    held.nextLook = now &+ max(1_000_000, limit / 8)
    let holders = heldLists()
    for each in holders
    where each.overdue(at: now) > 0 && !held.alarmed.contains(each.party) {
      held.alarmed.append(each.party)
      guard let oldest = each.oldest.first else { continue }
      let lists = each.overdue(at: now) == 1 ? "1 list" : "\(each.overdueText(at: now)) lists"
      tell(
        .warning,
        .held,
        party: each.party,
        "holds \(lists) longer than \(TimeText.span(limit))",
        note: "#\(oldest.journey) since \(TimeText.seconds(oldest.since)) s",
        cause: "heldAlarm = \(configuration.heldAlarm.value) (\(configuration.heldAlarm.source))",
        journey: oldest.journey
      )
    }
    for party in held.alarmed
    where !holders.contains(where: { $0.party == party && $0.overdue(at: now) > 0 }) {
      held.alarmed.removeAll { $0 == party }
      tell(
        .notice,
        .held,
        party: party,
        "holds no list longer than \(TimeText.span(limit)) any more"
      )
    }
  }

  /// When to look next although nothing is due before; nil while no list is out.
  var nextHeldLook: UInt64? {
    guard configuration.heldLimit.count > 0, stack.verifier != nil, heldCount() > 0 else {
      return nil
    }
    return max(held.nextLook, now &+ 1)
  }

  /// Who holds lists of others now, in the order of the parties; nothing without the verifier, which knows the holders.
  public func heldLists() -> [HeldLists] {
    let limit = configuration.heldLimit.count
    var found: [PartyID: HeldLists] = [:]
    stack.forEachHeldList { holder, journey, since in
      found[holder, default: HeldLists(party: holder, count: 0, limit: limit, oldest: [])]
        .add(.init(journey: journey, since: since.nanoseconds))
    }
    return found.values.sorted { $0.party < $1.party }
  }
}
