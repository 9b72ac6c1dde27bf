import CNDIS
import DataPath

// The entries of a filter in C: lists come in as a chain and go to the driver as linked structures.

@inline(__always)
private func withFilter(
  _ party: UnsafeMutablePointer<nd_party>?,
  _ body: (CFilterDriver, CParty) -> Void
) {
  guard let spare = party?.pointee.spare, let place = UnsafeRawPointer(bitPattern: UInt(spare))
  else { return }
  let filter = Unmanaged<CFilterDriver>.fromOpaque(place).takeUnretainedValue()
  guard let instance = filter.instance else { return }
  body(filter, instance)
}

let cFilterSendEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withFilter(party) { filter, instance in
    let (head, _) = instance.arrive(chain, .send)
    instance.handler("FilterSendNetBufferLists") {
      filter.sendHandler?(instance.context, head, port, flags)
    }
    instance.endBatch()
  }
}

let cFilterCompleteEntry: nd_entry = { party, _, chain, _, flags in
  guard let chain else { return }
  withFilter(party) { filter, instance in
    let (head, _) = instance.arrive(chain, .complete)
    instance.handler("FilterSendNetBufferListsComplete") {
      filter.completeHandler?(instance.context, head, flags)
    }
    instance.endBatch()
  }
}

let cFilterReceiveEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withFilter(party) { filter, instance in
    let (head, count) = instance.arrive(chain, .indicate)
    instance.handler("FilterReceiveNetBufferLists") {
      filter.receiveHandler?(instance.context, head, port, count, flags)
    }
    instance.endBatch()
  }
}

let cFilterLoanEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withFilter(party) { filter, instance in
    let (head, count) = instance.arrive(chain, .indicate, isLoan: true)
    instance.handler("FilterReceiveNetBufferLists") {
      filter.receiveHandler?(instance.context, head, port, count, flags)
    }
    instance.endLoan(chain)
  }
}

let cFilterReturnEntry: nd_entry = { party, _, chain, _, flags in
  guard let chain, let party else { return }
  takeBackCopies(chain, at: party)
  guard chain.pointee.head != nil else { return }
  withFilter(party) { filter, instance in
    let (head, _) = instance.arrive(chain, .return)
    instance.handler("FilterReturnNetBufferLists") {
      filter.returnHandler?(instance.context, head, flags)
    }
    instance.endBatch()
  }
}

/// Gives NDIS back the copies it made for what this filter lent upward; the driver never saw them.
private func takeBackCopies(
  _ chain: UnsafeMutablePointer<nd_chain>,
  at party: UnsafeMutablePointer<nd_party>
) {
  guard party.pointee.flags & UInt32(ND_PARTY_COPIES) != 0, let object = party.pointee.object
  else { return }
  var lists = NetBufferChain(taking: chain)
  Unmanaged<FilterModule>.fromOpaque(object).takeUnretainedValue()
    .adapter.takeBackCopies(&lists, at: party)
  chain.pointee = lists.release()
}
