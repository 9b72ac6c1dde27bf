import Inspection
import Testing

@Suite("Parties by number and by adapter")
struct PartyTableTests {
  @Test("An adapter's parties are those that name it, ascending, whatever the order they came in")
  func ofAnAdapter() {
    var table = PartyTable([party(7, 1), party(2, 1), party(5, 2), party(3, nil)])
    #expect(table.ids(of: 1) == [2, 7])
    #expect(table.ids(of: 2) == [5])
    #expect(table.ids(of: 9).isEmpty)
    table.insert(party(5, 1))
    #expect(table.ids(of: 1) == [2, 5, 7])
    #expect(table.ids(of: 2).isEmpty)
    // A list that has become empty makes no difference.
    #expect(table == PartyTable([party(2, 1), party(3, nil), party(5, 1), party(7, 1)]))
    for party in table.parties where party.adapter != nil {
      #expect(table.ids(of: party.adapter ?? 0).contains(party.id))
    }
  }

  private func party(_ id: PartyID, _ adapter: AdapterID?) -> Party {
    Party(id: id, name: "p\(id)", role: .filter, adapter: adapter)
  }
}
