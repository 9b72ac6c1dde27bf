public import CNDIS

extension UnsafeMutablePointer<nd_stack> {
  /// Who examines hand-offs from now on; not retained, nil for nobody.
  public func setExaminer(_ examiner: (any HandOffExaminer)?) {
    (pointee.examiner.map { Unmanaged<ExaminerBox>.fromOpaque($0) })?.release()
    pointee.examiner = examiner.map {
      Unmanaged.passRetained(ExaminerBox($0)).toOpaque()
    }
    pointee.ended = examiner != nil ? endedEntry : pointee.check != nil ? markEnded : nil
  }

  var examiner: (any HandOffExaminer)? {
    pointee.examiner.flatMap { Unmanaged<ExaminerBox>.fromOpaque($0).takeUnretainedValue().value }
  }
}

/// An existential behind one pointer.
private final class ExaminerBox {
  weak var value: (any HandOffExaminer)?

  init(_ value: any HandOffExaminer) {
    self.value = value
  }
}

extension UnsafeMutablePointer<nd_party> {
  /// Which edges' hand-offs to this party are examined from now on; none gives it its own entries back.
  ///
  /// An edge without a handler has no hand-off to examine, until it gets one.
  public func examine(_ edges: Set<Edge>) {
    for edge in Edge.allCases { restore(edge) }
    if let stops = pointee.stops {
      pointee.loan_entry = stops.pointee.loan_entry
      stops.deallocate()
      pointee.stops = nil
    }
    guard !edges.isEmpty else { return }
    let stops = UnsafeMutablePointer<nd_stops>.allocate(capacity: 1)
    stops.initialize(to: nd_stops())
    stops.pointee.loan_entry = pointee.loan_entry
    stops.pointee.edges = edges.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    pointee.stops = stops
    for edge in Edge.allCases { exchange(edge, entries[Int(edge.rawValue)]) }
    exchangeLoan(pointee.loan_entry)
  }

  /// True if hand-offs on the edge are examined.
  public func isExamined(_ edge: Edge) -> Bool {
    (pointee.stops?.pointee.edges ?? 0) & 1 << UInt64(edge.rawValue) != 0
  }

  private func restore(_ edge: Edge) {
    guard let saved = saved(edge) else { return }
    entries[Int(edge.rawValue)] = saved.pointee
  }

  private func saved(_ edge: Edge) -> UnsafeMutablePointer<nd_entry?>? {
    pointee.stops.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: nd_entry?.self) + Int(edge.rawValue)
    }
  }

  func exchange(_ edge: Edge, _ entry: nd_entry?) {
    saved(edge)?.pointee = entry
    entries[Int(edge.rawValue)] =
      entry != nil && isExamined(edge) ? examineEntries[Int(edge.rawValue)] : entry
  }

  func exchangeLoan(_ entry: nd_entry?) {
    pointee.stops?.pointee.loan_entry = entry
    pointee.loan_entry = entry != nil && isExamined(.indicate) ? examineLoanEntry : entry
  }

  /// What stands in the place of a handler: lets lists through, one run after the other, and keeps those wanted.
  fileprivate func examine(
    _ edge: Edge,
    from: UnsafeMutablePointer<nd_party>,
    _ raw: UnsafeMutablePointer<nd_chain>,
    _ port: UInt32,
    _ flags: UInt32,
    isLoan: Bool
  ) {
    var rest = NetBufferChain(taking: raw)
    var lent = NetBufferChain()
    while !rest.isEmpty {
      var handOff = HandOff(
        from: from,
        to: self,
        edge: edge,
        flags: flags,
        isLoan: isLoan,
        waiting: 0
      )
      var reason: Int?
      let ahead = rest.split(
        rest.countBefore {
          reason = wants($0, handOff)
          return reason != nil
        }
      )
      if !ahead.isEmpty { deliver(ahead, edge, from, port, flags, isLoan, &lent) }
      guard let reason, !rest.isEmpty else { break }
      var one = rest.split(1)
      handOff.waiting = rest.count
      let goesOn = pointee.stack?.examiner?.keep(&one, handOff, reason: reason) ?? true
      if one.isEmpty { continue }
      if goesOn { deliver(one, edge, from, port, flags, isLoan, &lent) } else { lent.append(one) }
    }
    if isLoan { raw.pointee = lent.release() }
  }

  private func wants(_ list: NetBufferList, _ handOff: HandOff) -> Int? {
    pointee.stack?.examiner?.wants(list, handOff)
  }

  /// Calls the party's own handler; what ran before may have changed what its state allows.
  private func deliver(
    _ chain: consuming NetBufferChain,
    _ edge: Edge,
    _ from: UnsafeMutablePointer<nd_party>,
    _ port: UInt32,
    _ flags: UInt32,
    _ isLoan: Bool,
    _ lent: inout NetBufferChain
  ) {
    var raw = chain.release()
    let isAccepted = pointee.accepts & (1 << edge.rawValue) != 0
    let own =
      pointee.stops == nil
      ? (isLoan ? pointee.loan_entry : entries[Int(edge.rawValue)])
      : (isLoan ? pointee.stops?.pointee.loan_entry : saved(edge)?.pointee)
    if let own, isAccepted || isLoan {
      own(self, from, &raw, port, flags)
    } else {
      pointee.stack?.pointee.refuse?(from, self, UInt32(edge.rawValue), &raw, port, flags)
    }
    if isLoan {
      lent.append(NetBufferChain(taking: &raw))
    } else if raw.head != nil {
      reportLost(raw)
    }
  }
}

extension NetBufferChain {
  /// Lists in front of the first that is wanted; all of them if none is.
  fileprivate func countBefore(_ isWanted: (NetBufferList) -> Bool) -> Int {
    var count = 0
    var next = record.head
    while let list = next {
      if isWanted(NetBufferList(list)) { return count }
      count += 1
      next = list.pointee.Next
    }
    return count
  }
}

private let examineEntries: [nd_entry] = [
  { $0?.examine(.send, from: $1, $2, $3, $4) },
  { $0?.examine(.complete, from: $1, $2, $3, $4) },
  { $0?.examine(.indicate, from: $1, $2, $3, $4) },
  { $0?.examine(.return, from: $1, $2, $3, $4) },
]

private let examineLoanEntry: nd_entry = { party, from, chain, port, flags in
  guard let party, let from, let chain else { return }
  party.examine(.indicate, from: from, chain, port, flags, isLoan: true)
}

extension UnsafeMutablePointer<nd_party> {
  fileprivate func examine(
    _ edge: Edge,
    from: UnsafeMutablePointer<nd_party>?,
    _ raw: UnsafeMutablePointer<nd_chain>?,
    _ port: UInt32,
    _ flags: UInt32
  ) {
    guard let from, let raw else { return }
    examine(edge, from: from, raw, port, flags, isLoan: false)
  }
}

private let endedEntry: nd_ended = { stack, party, fate, chain, reason, cause in
  guard let stack, let party, let chain else { return }
  if stack.pointee.check != nil { markEnded(stack, party, fate, chain, reason, cause) }
  guard let examiner = stack.examiner, let fate = Fate(rawValue: UInt8(truncatingIfNeeded: fate))
  else { return }
  let lists = NetBufferChain(taking: chain)
  examiner.ended(
    lists,
    at: party,
    fate: fate,
    reason: UInt16(truncatingIfNeeded: reason),
    cause: cause
  )
  chain.pointee = lists.release()
}
