import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// Hand-offs of batches so far, over all modules.
  var batches: UInt64 {
    let page = counters()
    return page.partyIDs.reduce(0) { sum, party in
      sum + page[party, .transmit, .batches] + page[party, .receive, .batches]
    }
  }

  /// What makes a run fail: broken rules, ledgers that do not balance, lists that were lost.
  public func problems() -> [String] {
    var problems: [String] = []
    for finding in findings().prefix(20) {
      problems.append(
        "rule \(finding.rule) is broken by \(finding.driver): \(finding.text): see \(finding.page)"
      )
    }
    for party in stack.parties.values.sorted(by: { $0.id < $1.id }) where !party.isBalanced {
      problems.append("a ledger does not balance: \(party.name): see `show --json`")
    }
    if stack.lostLists > 0 {
      problems.append("\(stack.lostLists) lists were lost by their owner: the stack: see `events`")
    }
    return problems + (scenario?.failures ?? [])
  }
}
