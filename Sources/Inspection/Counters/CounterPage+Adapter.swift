extension CounterPage {
  /// The ledger of a whole adapter: what its modules hand to each other cancels out.
  ///
  /// Both equations hold for it as they hold for each of its parties: `taken` and `given` against other adapters,
  /// `entered` and `left` against other adapters, media and hosts.
  public func ledger(of adapter: AdapterNode, in parties: PartyTable) -> Ledger {
    var sum = Ledger()
    for party in parties.ids(of: adapter.id) { sum = sum + ledger(of: party) }
    let handed = min(sum[.entered], sum[.left])
    sum[.entered] -= handed
    sum[.left] -= handed
    let passed = min(sum[.taken], sum[.given])
    sum[.taken] -= passed
    sum[.given] -= passed
    return sum
  }
}
