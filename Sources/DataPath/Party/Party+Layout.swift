public import CNDIS

extension UnsafeMutablePointer<nd_party> {
  @inlinable
  var entries: UnsafeMutablePointer<nd_entry?> {
    UnsafeMutableRawPointer(self).advanced(by: Int(nd_party_entry_offset)).assumingMemoryBound(
      to: nd_entry?.self
    )
  }

  @inlinable
  var nextParties: UnsafeMutablePointer<UnsafeMutablePointer<nd_party>?> {
    UnsafeMutableRawPointer(self).advanced(by: Int(nd_party_next_offset))
      .assumingMemoryBound(to: UnsafeMutablePointer<nd_party>?.self)
  }

  /// The next party on `edge` that has a handler for it.
  @inlinable
  public func next(_ edge: Edge) -> UnsafeMutablePointer<nd_party>? {
    nextParties[Int(edge.rawValue)]
  }

  /// Sets the next party on `edge`; control path only.
  public func setNext(_ edge: Edge, _ party: UnsafeMutablePointer<nd_party>?) {
    nextParties[Int(edge.rawValue)] = party
  }

  /// Sets the entry for `edge`; nil means the party has no handler there.
  ///
  /// Hand-offs that are examined stay so.
  public func setEntry(_ edge: Edge, _ entry: nd_entry?) {
    guard pointee.stops != nil else {
      entries[Int(edge.rawValue)] = entry
      return
    }
    exchange(edge, entry)
  }

  /// Sets the entry for loans; nil means that NDIS copies.
  public func setLoanEntry(_ entry: nd_entry?) {
    guard pointee.stops != nil else {
      pointee.loan_entry = entry
      return
    }
    exchangeLoan(entry)
  }

  /// The entry for `edge`, nil if there is none.
  public func entry(_ edge: Edge) -> nd_entry? {
    entries[Int(edge.rawValue)]
  }

  /// True if the party has a handler for `edge`.
  public func hasEntry(_ edge: Edge) -> Bool {
    entries[Int(edge.rawValue)] != nil
  }

  /// Both ledgers of one direction.
  @inlinable
  public func ledger(_ direction: Direction) -> UnsafeMutablePointer<nd_ledger> {
    ledger(direction.rawValue)
  }

  @inlinable
  var awayCounts: UnsafeMutablePointer<UInt64> {
    UnsafeMutableRawPointer(self).advanced(by: Int(nd_party_away_offset)).assumingMemoryBound(
      to: UInt64.self
    )
  }

  /// Lists it originated in one direction that are not home yet.
  @inlinable
  public func away(_ direction: Direction) -> UInt64 {
    awayCounts[Int(direction.rawValue)]
  }
}
