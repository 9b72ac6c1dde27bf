import CNDIS
import DataPath

/// Requests and status of a filter in C.
extension CFilterDriver {
  private var table: CRequestTable { image.host.requests }

  /// Calls `FilterOidRequest`.
  public func request(_ request: OIDRequest, on module: FilterModule) -> Completion {
    guard let instance, let handler = characteristics.OidRequestHandler else {
      return .done(.notSupported)
    }
    // Requests that waited behind one that was never completed find the module gone.
    guard instance.isOpen else { return .done(.requestAborted) }
    table.given[request.record] = request
    let status = NDISStatus(
      rawValue: instance.run { handler(instance.context, request.record) }
    )
    guard status != .pending else { return .pending }
    guard table.given[request.record] === request else {
      instance.report(
        .doubleOIDCompletion,
        "\(request.oid.description) was completed by a call and by the answer \(status.symbol)"
      )
      return .pending
    }
    table.complete(request)
    return .done(status)
  }

  /// Calls `FilterOidRequestComplete`.
  public func requestComplete(_ request: OIDRequest, status: NDISStatus, on module: FilterModule) {
    table.made[request.record] = nil
    guard let instance, let handler = characteristics.OidRequestCompleteHandler else { return }
    instance.handler("FilterOidRequestComplete") {
      handler(instance.context, request.record, status.rawValue)
    }
  }

  /// Calls `FilterCancelOidRequest`.
  public func cancelRequest(_ request: OIDRequest, on module: FilterModule) {
    guard let instance, let handler = characteristics.CancelOidRequestHandler else { return }
    instance.handler("FilterCancelOidRequest") {
      handler(instance.context, request.record.pointee.RequestId)
    }
  }

  /// Calls `FilterCancelSendNetBufferLists`.
  public func cancelSends(withID id: UInt64, on module: FilterModule) {
    guard let instance, let cancelSendHandler else { return }
    instance.handler("FilterCancelSendNetBufferLists") {
      cancelSendHandler(instance.context, UnsafeMutableRawPointer(bitPattern: UInt(id)))
    }
  }

  /// Calls `FilterStatus`.
  public func status(_ indication: StatusIndication, on module: FilterModule) {
    guard let instance, let handler = characteristics.StatusHandler else { return }
    image.host.withIndication(indication) { record in
      instance.run { handler(instance.context, record) }
    }
  }

  /// What `NdisFOidRequest` does.
  func makeRequest(_ record: UnsafeMutablePointer<NDIS_OID_REQUEST>) -> NDISStatus {
    guard let instance, let module else { return .failure }
    let host = image.host
    guard CHeaderCheck.oidRequest.accepts(record.pointee.Header, version: nil, host: host) else {
      return .invalidParameter
    }
    if module.isAttaching {
      instance.report(.sendFromAttach, "a request was made from FilterAttach")
      return .invalidState
    }
    if isDetaching || !module.state.permitsRequests {
      instance.report(
        .oidInWrongState,
        isDetaching
          ? "a request was made from FilterDetach"
          : "a request was made in state \(module.state.displayName)"
      )
      return .invalidState
    }
    if !module.handlers.contains(.requestComplete) {
      instance.report(
        .handlerConsistencyOIDComplete,
        "it makes requests and has no OidRequestComplete handler"
      )
      return .notSupported
    }
    if table.given[record] != nil {
      instance.report(
        .forwardedOriginalOID,
        "the structure that it was given was passed on, not a clone of it"
      )
      return .invalidParameter
    }
    if let made = table.made[record] {
      instance.report(
        .secondOutstandingOID,
        "\(made.oid.description) was made again before it came back"
      )
      return .notAccepted
    }
    let originalRecord = table.originals[record]
    if let originalRecord,
      table.made.keys.contains(where: { table.originals[$0] == originalRecord })
    {
      instance.report(
        .secondOutstandingOID,
        "a second clone of one request was passed on before the first came back"
      )
      return .notAccepted
    }
    let original = originalRecord.flatMap { table.given[$0] }
    let request = OIDRequest(
      wrapping: record,
      original: original,
      flight: { kind, oid in
        original?.flight
          ?? OIDFlight(
            id: stack.takeFlightID(),
            oid: oid,
            kind: kind,
            issuer: module.party.id
          )
      },
      origin: .filter(module)
    )
    guard let request else { return .invalidParameter }
    table.made[record] = request
    if original == nil { module.ownRequests += 1 }
    module.adapter.submit(request, below: module.position)
    return .pending
  }

  /// What `NdisFCancelOidRequest` does for a request the module made itself.
  ///
  /// A clone needs nothing: the engine asks everyone below who holds one.
  func cancelMade(_ id: UnsafeMutableRawPointer?) {
    guard let module else { return }
    let own = table.made.values.first {
      $0.original == nil && $0.flight.issuer == module.party.id && $0.record.pointee.RequestId == id
    }
    if let own { module.adapter.cancelRequest(own) }
  }

  /// What `NdisFOidRequestComplete` does.
  func completeGiven(_ record: UnsafeMutablePointer<NDIS_OID_REQUEST>, _ status: NDISStatus) {
    guard let instance, let module else { return }
    guard let request = image.host.takeGiven(record, by: instance) else { return }
    module.completeRequest(request, status: status)
  }
}

extension CDriverHost {
  /// Takes a request that a driver completes out of the table; nil, with a finding, if it holds no such request.
  func takeGiven(
    _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>,
    by party: CParty
  ) -> OIDRequest? {
    guard let request = requests.given[record] else {
      if requests.wasCompleted(record) {
        report(
          .doubleOIDCompletion,
          party: party,
          "a request was completed that was complete already"
        )
      } else {
        report(.staleHandle, party: party, "a request was completed that was never given to it")
      }
      return nil
    }
    requests.complete(request)
    return request
  }

  /// Calls `body` with an indication in its documented structure.
  func withIndication(
    _ indication: StatusIndication,
    _ body: (UnsafeMutablePointer<NDIS_STATUS_INDICATION>) -> Void
  ) {
    var payload = indication.payload
    var record = NDIS_STATUS_INDICATION()
    record.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.statusIndication.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NDIS_STATUS_INDICATION>.size)
    )
    record.StatusCode = Int32(bitPattern: indication.code)
    record.PortNumber = indication.port
    record.StatusBufferSize = UInt32(payload.count)
    record.SourceHandle = stack.parties[indication.source].map {
      UnsafeMutableRawPointer($0.record)
    }
    record.DestinationHandle = indication.destination.flatMap { stack.parties[$0] }.map {
      UnsafeMutableRawPointer($0.record)
    }
    payload.withUnsafeMutableBytes { bytes in
      record.StatusBuffer = bytes.baseAddress
      body(&record)
    }
  }

  /// The indication in a structure that a driver made; nil, with a finding, if its header is wrong.
  func indication(
    in record: UnsafeMutablePointer<NDIS_STATUS_INDICATION>,
    default source: UInt32
  ) -> StatusIndication? {
    let header = record.pointee.Header
    guard CHeaderCheck.statusIndication.accepts(header, version: nil, host: self) else {
      return nil
    }
    let payload = UnsafeRawBufferPointer(
      start: record.pointee.StatusBuffer,
      count: record.pointee.StatusBuffer == nil ? 0 : Int(record.pointee.StatusBufferSize)
    )
    func party(_ handle: UnsafeMutableRawPointer?) -> UInt32? {
      guard let handle else { return nil }
      return stack.parties.values.first { UnsafeMutableRawPointer($0.record) == handle }?.id
    }
    return StatusIndication(
      code: UInt32(bitPattern: record.pointee.StatusCode),
      payload: Array(payload),
      source: party(record.pointee.SourceHandle) ?? source,
      port: record.pointee.PortNumber,
      destination: party(record.pointee.DestinationHandle)
    )
  }
}
