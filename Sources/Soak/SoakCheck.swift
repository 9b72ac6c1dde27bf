import Inspection

/// What must hold of every snapshot, whatever happens to the stack.
struct SoakCheck {
  private var last: Snapshot?
  private(set) var count: UInt64 = 0

  /// Says what is off in a snapshot, beside the one before; empty if all holds.
  mutating func problems(of snapshot: Snapshot) -> [String] {
    count += 1
    var problems: [String] = []
    let page = snapshot.counters
    let parties = snapshot.structure.parties
    var held: UInt64 = 0
    for party in page.partyIDs {
      for direction in Direction.allCases {
        let ledger = page.ledger(of: party, direction)
        held += ledger[.held]
        if !ledger.isBalanced {
          problems.append("ledger off: \(parties.name(of: party)) \(direction): \(ledger.text)")
        }
      }
      let dropped = page.drops(of: party).reduce(0) { $0 + $1.count }
      let booked = page.ledger(of: party)[.dropped]
      if dropped != booked {
        problems.append(
          "drops without a reason: \(parties.name(of: party)): \(booked) dropped, \(dropped) with one"
        )
      }
    }
    // What somebody gave somebody else took.
    let taken = page.sum(of: .taken)
    let given = page.sum(of: .given)
    if taken != given { problems.append("hand-offs off: \(given) lists given, \(taken) taken") }
    if held != snapshot.heldLists {
      problems.append("held lists off: \(held) in the ledgers, \(snapshot.heldLists) at the engine")
    }
    let known = last?.findingCount ?? 0
    if snapshot.findingCount > known {
      problems.append("broken rules: \(snapshot.findingCount - known) more")
    }
    problems += backward(snapshot)
    last = snapshot
    return problems
  }

  /// Totals only grow, and so do time and number.
  private func backward(_ snapshot: Snapshot) -> [String] {
    guard let last else { return [] }
    if snapshot.sequence == last.sequence { return [] }
    var problems: [String] = []
    if snapshot.sequence < last.sequence || snapshot.time < last.time {
      problems.append("a snapshot older than the one before it")
    }
    for party in last.counters.partyIDs {
      for direction in Direction.allCases {
        for column in CounterColumn.allCases where !column.isLevel {
          let before = last.counters[party, direction, column]
          let now = snapshot.counters[party, direction, column]
          if now < before {
            problems.append(
              "\(column.symbol) of \(snapshot.structure.parties.name(of: party)) fell from \(before) to \(now)"
            )
          }
        }
      }
    }
    return problems
  }
}

extension Ledger {
  /// Every term that is not zero.
  var text: String {
    CounterColumn.allCases.filter { self[$0] != 0 }.map { "\($0.symbol) \(self[$0])" }
      .joined(separator: ", ")
  }
}

extension Snapshot {
  /// What an adapter's statistics say of its cable.
  func cable(of adapter: AdapterID) -> HostInterface.Counters {
    let page = counters
    return HostInterface.Counters(
      sentFrames: page[adapter, .inUnicastPackets] + page[adapter, .inMulticastPackets]
        + page[adapter, .inBroadcastPackets],
      sentBytes: page[adapter, .inOctets],
      receivedFrames: page[adapter, .outUnicastPackets] + page[adapter, .outMulticastPackets]
        + page[adapter, .outBroadcastPackets],
      receivedBytes: page[adapter, .outOctets]
    )
  }
}
