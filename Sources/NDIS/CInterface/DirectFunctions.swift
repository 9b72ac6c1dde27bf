import CNDIS
import DataPath

// Direct requests, under their documented names.

@c(NdisDirectOidRequest)
func ndisDirectOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>?
) -> Int32 {
  guard let (party, _, binding) = binding(.directRequest, handle), let record else {
    return NDISStatus.invalidParameter.rawValue
  }
  return party.host.makeDirect(
    record,
    .binding(binding),
    party,
    below: binding.adapter.filters.count
  )
  .rawValue
}

@c(NdisCancelDirectOidRequest)
func ndisCancelDirectOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ id: UnsafeMutableRawPointer?
) {
  guard let (party, _, binding) = binding(.cancelDirectRequest, handle) else { return }
  party.host.cancelDirect(id, issuer: binding.party.id, on: binding.adapter)
}

@c(NdisFDirectOidRequest)
func ndisFDirectOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>?
) -> Int32 {
  guard let (party, _, module) = filter(.filterDirectRequest, handle), let record else {
    return NDISStatus.invalidParameter.rawValue
  }
  return party.host.makeDirect(record, .filter(module), party, below: module.position).rawValue
}

@c(NdisFDirectOidRequestComplete)
func ndisFDirectOidRequestComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>?,
  _ status: Int32
) {
  guard let (party, _, module) = filter(.filterDirectRequestComplete, handle), let record,
    let request = party.host.takeGiven(record, by: party)
  else { return }
  module.completeDirectRequest(request, status: NDISStatus(rawValue: status))
}

@c(NdisFCancelDirectOidRequest)
func ndisFCancelDirectOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ id: UnsafeMutableRawPointer?
) {
  guard let (party, _, module) = filter(.filterCancelDirectRequest, handle) else { return }
  party.host.cancelDirect(id, issuer: module.party.id, on: module.adapter)
}

@c(NdisMDirectOidRequestComplete)
func ndisMDirectOidRequestComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>?,
  _ status: Int32
) {
  guard let (party, _, adapter) = adapter(.miniportDirectRequestComplete, handle), let record,
    let request = party.host.takeGiven(record, by: party)
  else { return }
  adapter.completeDirectRequest(request, status: NDISStatus(rawValue: status))
}

extension CDriverHost {
  /// Sends a driver's structure down as a direct request.
  fileprivate func makeDirect(
    _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>,
    _ origin: OIDRequest.Origin,
    _ party: CParty,
    below position: Int
  ) -> NDISStatus {
    guard CHeaderCheck.oidRequest.accepts(record.pointee.Header, version: nil, host: self) else {
      return .invalidParameter
    }
    if requests.given[record] != nil {
      party.report(
        .forwardedOriginalOID,
        "the structure that it was given was passed on, not a clone of it"
      )
      return .invalidParameter
    }
    if requests.made[record] != nil {
      party.report(.secondOutstandingOID, "a structure was used again before it came back")
      return .notAccepted
    }
    let original = requests.originals[record].flatMap { requests.given[$0] }
    let issuer = party.record.pointee.id
    let request = OIDRequest(
      wrapping: record,
      original: original,
      flight: { [stack] kind, oid in
        original?.flight
          ?? OIDFlight(id: stack.takeFlightID(), oid: oid, kind: kind, issuer: issuer)
      },
      origin: origin
    )
    guard let request else { return .invalidParameter }
    request.isDirect = true
    requests.made[record] = request
    switch origin {
    case .binding(let binding): binding.adapter.submit(request, below: position)
    case .filter(let module): module.adapter.submit(request, below: position)
    case .none, .closure: return .invalidParameter
    }
    return .pending
  }

  fileprivate func cancelDirect(
    _ id: UnsafeMutableRawPointer?,
    issuer: UInt32,
    on adapter: MiniportAdapter
  ) {
    let own = requests.made.values.filter {
      $0.isDirect && $0.flight.issuer == issuer && $0.record.pointee.RequestId == id
    }
    for request in own.sorted(by: { $0.flight.id < $1.flight.id }) {
      adapter.cancelRequest(request)
    }
  }
}
