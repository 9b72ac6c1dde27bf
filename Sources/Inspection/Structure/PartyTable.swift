/// Number of whoever can own lists: never reused while an engine lives; 0 is nobody.
public typealias PartyID = UInt32

/// Number of an adapter; never reused while an engine lives.
public typealias AdapterID = UInt32

/// Every party a stack has had, so that an old hop still finds its name.
public struct PartyTable: Sendable, Equatable {
  /// Ascending by id.
  public private(set) var parties: [Party] = []
  /// Those of each adapter, ascending: a sum over one adapter does not look at all others.
  private var members: [AdapterID?: [PartyID]] = [:]

  /// Makes a table; a party given twice keeps the later meaning.
  public init(_ parties: [Party] = []) {
    for party in parties { insert(party) }
  }

  /// Finds a party by its number.
  public subscript(id: PartyID) -> Party? {
    let place = place(of: id)
    guard place < parties.count, parties[place].id == id else { return nil }
    return parties[place]
  }

  /// Adds a party, or replaces the one of the same number.
  public mutating func insert(_ party: Party) {
    let place = place(of: party.id)
    if place < parties.count, parties[place].id == party.id {
      if parties[place].adapter == party.adapter {
        parties[place] = party
        return
      }
      members[parties[place].adapter]?.removeAll { $0 == party.id }
      parties[place] = party
    } else {
      parties.insert(party, at: place)
    }
    // Nearly always the newest, so from the end.
    let before = members[party.adapter]?.lastIndex { $0 < party.id }
    members[party.adapter, default: []].insert(party.id, at: before.map { $0 + 1 } ?? 0)
  }

  /// Whether the same parties are known.
  public static func == (left: PartyTable, right: PartyTable) -> Bool {
    left.parties == right.parties
  }

  /// The parties of an adapter, ascending.
  public func ids(of adapter: AdapterID) -> [PartyID] { members[adapter] ?? [] }

  /// A party's name; `party 7` where the table does not know it.
  public func name(of id: PartyID) -> String {
    self[id]?.name ?? "party \(id)"
  }

  /// The parties that packets begin with: miniports, bindings and drivers.
  public var originators: Set<PartyID> {
    Set(parties.filter { [.miniport, .protocol, .driver].contains($0.role) }.map(\.id))
  }

  private func place(of id: PartyID) -> Int {
    var low = 0
    var high = parties.count
    while low < high {
      let middle = (low + high) / 2
      if parties[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
