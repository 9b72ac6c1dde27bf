import Inspection

/// Rates of whole adapters and of the stack, added up once for each sample.
struct StackTotals: Equatable, Sendable {
  /// Over all adapters' miniports, drops over all parties; nil before the first sample.
  var stack: PartyRates?
  private var adapters: [AdapterID: PartyRates] = [:]

  /// Nothing is known.
  init() {}

  /// Adds up.
  init(_ structure: StackStructure, _ history: RateHistory) {
    guard history.rates != nil else { return }
    var sum = PartyRates()
    for adapter in structure.adapters {
      var rates = history.rates(of: adapter.partyID) ?? PartyRates()
      if let ndis = adapter.ndisPartyID {
        rates.dropped += history.rates(of: ndis)?.dropped ?? 0
      }
      for filter in adapter.filters {
        rates.dropped += history.rates(of: filter.partyID)?.dropped ?? 0
      }
      for binding in adapter.bindings {
        rates.dropped += history.rates(of: binding.partyID)?.dropped ?? 0
      }
      adapters[adapter.id] = rates
      sum = sum + rates
    }
    stack = sum
  }

  /// The rates of an adapter: its miniport's, with the drops of everyone on it.
  subscript(adapter: AdapterID) -> PartyRates? { adapters[adapter] }
}
