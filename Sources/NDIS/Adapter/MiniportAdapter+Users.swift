import CNDIS
import Kernel

/// What each user of an adapter sets for itself: NDIS keeps it and asks the miniport for what all want together.
extension MiniportAdapter {
  /// Bindings and people.
  var users: [any AdapterUser] { bindings + [management] }

  /// The OR of what the users want.
  ///
  /// Source: network/oid-gen-current-packet-filter
  public var packetFilter: PacketFilter {
    users.reduce(into: PacketFilter()) { $0.formUnion($1.packetFilter) }
  }

  /// Every multicast address a user wants, each once, in order.
  public var multicastList: [[UInt8]] {
    var seen = Set<[UInt8]>()
    return users.flatMap(\.multicastList).filter { seen.insert($0).inserted }
  }

  /// What of the adapter's power capabilities some user has enabled.
  var powerParameters: PowerParameters {
    users.reduce(into: PowerParameters()) { $0.formUnion($1.powerParameters) }
  }

  /// Issues a request for a person, whose settings NDIS keeps beside those of the bindings; `done` gets it back.
  ///
  /// The input is what is set or given to a method, the output length the room for an answer, both in bytes.
  @discardableResult
  public func manage(
    _ kind: OIDRequest.Kind,
    _ oid: OIDNumber,
    input: [UInt8] = [],
    outputLength: Int = 0,
    port: UInt32 = 0,
    done: @escaping (OIDRequest, NDISStatus) -> Void = { _, _ in }
  ) -> OIDFlight {
    management.partyID = interfaceLayer?.party.id ?? 0
    let flight = OIDFlight(
      id: stack.takeFlightID(),
      oid: oid,
      kind: kind,
      issuer: management.partyID
    )
    let request = OIDRequest(
      kind,
      oid,
      input: input,
      outputLength: outputLength,
      original: nil,
      flight: flight,
      origin: .closure(done)
    )
    request.record.pointee.PortNumber = port
    submit(request, from: management)
    return flight
  }

  /// Takes a request from a user: NDIS keeps the user's own part of what is set and asks for the union.
  func submit(_ request: OIDRequest, from user: any AdapterUser) {
    guard request.kind == .set else { return submit(request, below: filters.count) }
    register(request)
    // A person's change of the power state is an operation of the whole stack; it also wakes a halted adapter.
    if request.oid == .pnpSetPower, user === management, isHaltedForSleep {
      return setPower(request)
    }
    if let refusal = refusal(of: request) { return complete(request, refusal) }
    switch request.oid {
    case OIDNumber.genCurrentPacketFilter: setPacketFilter(request, user)
    case OIDNumber.ethernetMulticastList: setMulticastList(request, user)
    case OIDNumber.ethernetAddMulticastAddress, OIDNumber.ethernetDeleteMulticastAddress:
      changeMulticastList(request, user)
    case OIDNumber.genCurrentLookahead: setLookahead(request, user)
    case OIDNumber.genProtocolOptions: setProtocolOptions(request, user)
    case OIDNumber.pmParameters: setPowerParameters(request, user)
    case OIDNumber.pnpSetPower where user === management: setPower(request)
    case OIDNumber.pnpEnableWakeUp: setEnabledWakeUp(request, user)
    case OIDNumber.pnpAddWakeUpPattern: addPacketPattern(request, user)
    case OIDNumber.pnpRemoveWakeUpPattern: removePacketPattern(request)
    case OIDNumber.pmAddWolPattern: addPattern(request, user, .wakePatterns)
    case OIDNumber.pmRemoveWolPattern: removePattern(request, .wakePatterns)
    case OIDNumber.pmAddProtocolOffload: addPattern(request, user, .protocolOffloads)
    case OIDNumber.pmRemoveProtocolOffload: removePattern(request, .protocolOffloads)
    case _ where isScalingSet(request):
      submitScalingSet(
        request,
        owner: user === management ? nil : user.partyID,
        isWrittenBack: true
      )
    default: submit(request, below: filters.count)
    }
  }

  private func setPacketFilter(_ request: OIDRequest, _ user: any AdapterUser) {
    let input = request.input
    guard input.count >= 4 else { return complete(request, request.rejectLength(needed: 4)) }
    let wanted = PacketFilter(rawValue: input.littleEndianValue())
    let supported = (attributes?.supportedPacketFilters ?? []).union([.noLocal, .allLocal])
    guard supported.isSuperset(of: wanted) else { return complete(request, .notSupported) }
    let before = (user: user.packetFilter, adapter: packetFilter, source: user.packetFilterSource)
    user.packetFilter = wanted
    user.packetFilterSource = .oid(name: request.oid.description, flight: request.flight.id)
    let union = packetFilter.rawValue.littleEndianBytes
    submitUnion(request, union) { status in
      if !status.isSuccess {
        user.packetFilter = before.user
        user.packetFilterSource = before.source
      }
      self.rebuildPath()
      guard self.packetFilter != before.adapter, self.state == .running else { return }
      self.indicate(.packetFilter, payload: union)
    }
  }

  private func setMulticastList(_ request: OIDRequest, _ user: any AdapterUser) {
    let input = request.input
    guard input.count % 6 == 0 else {
      return complete(request, request.rejectLength(needed: input.count / 6 * 6))
    }
    var seen = Set<[UInt8]>()
    replaceMulticastList(
      request,
      user,
      stride(from: 0, to: input.count, by: 6).map { Array(input[$0..<$0 + 6]) }
        .filter { seen.insert($0).inserted }
    )
  }

  /// Adds or deletes one address; one that was added several times has to be deleted as often.
  ///
  /// Source: network/oid-802-3-add-multicast-address
  private func changeMulticastList(_ request: OIDRequest, _ user: any AdapterUser) {
    let address = request.input
    guard address.count == 6 else { return complete(request, request.rejectLength(needed: 6)) }
    var list = user.multicastList
    if request.oid == OIDNumber.ethernetAddMulticastAddress {
      list.append(address)
    } else if let place = list.lastIndex(of: address) {
      list.remove(at: place)
    } else {
      return complete(request, .failure)
    }
    replaceMulticastList(request, user, list)
  }

  private func replaceMulticastList(
    _ request: OIDRequest,
    _ user: any AdapterUser,
    _ list: [[UInt8]]
  ) {
    let before = user.multicastList
    user.multicastList = list
    let union = multicastList
    guard union.count <= Int(attributes?.maximumMulticastListSize ?? 0),
      union.allSatisfy({ $0[0] & 1 == 1 })
    else {
      user.multicastList = before
      return complete(request, .multicastFull)
    }
    submitUnion(request, as: .ethernetMulticastList, union.flatMap { $0 }) { status in
      if !status.isSuccess { user.multicastList = before }
      self.stack.changed()
    }
  }

  private func setLookahead(_ request: OIDRequest, _ user: any AdapterUser) {
    let input = request.input
    guard input.count >= 4 else { return complete(request, request.rejectLength(needed: 4)) }
    let wanted: UInt32 = input.littleEndianValue()
    // What cannot succeed the miniport does not see.
    guard wanted <= attributes?.lookahead ?? 0 else { return complete(request, .invalidData) }
    let before = (user: user.lookahead, adapter: currentLookahead)
    user.lookahead = wanted
    currentLookahead = users.map(\.lookahead).max() ?? 0
    submitUnion(request, currentLookahead.littleEndianBytes) { status in
      guard !status.isSuccess else { return }
      user.lookahead = before.user
      self.currentLookahead = before.adapter
    }
  }

  /// Keeps the properties that a protocol says it has.
  ///
  /// Source: network/oid-gen-protocol-options
  private func setProtocolOptions(_ request: OIDRequest, _ user: any AdapterUser) {
    let input = request.input
    guard input.count >= 4 else { return complete(request, request.rejectLength(needed: 4)) }
    user.protocolOptions = input.littleEndianValue()
    request.accept(input.count)
    note(request, interfaceLayer?.party.id ?? 0, "kept by NDIS")
    rebuildPath()
    complete(request, .success)
  }

  /// Keeps what a user enables; the miniport hears the union of all before it goes to sleep.
  ///
  /// Source: network/oid-pm-parameters
  private func setPowerParameters(_ request: OIDRequest, _ user: any AdapterUser) {
    guard component.ndisVersion >= .v6_20 else { return complete(request, .notSupported) }
    guard request.input.count >= PowerParameters.firstRevisionLength else {
      return complete(
        request,
        request.rejectShort(needed: PowerParameters.firstRevisionLength)
      )
    }
    guard let wanted = PowerParameters(request.input),
      wanted.isWithin(attributes?.power ?? PowerCapabilities())
    else { return complete(request, .invalidParameter) }
    user.powerParameters = wanted
    request.accept(request.input.count)
    note(request, interfaceLayer?.party.id ?? 0, "kept by NDIS")
    stack.changed()
    complete(request, .success)
  }

  /// Sends down what NDIS makes of a user's set request; the request itself completes as `note` decides.
  func submitInner(
    _ request: OIDRequest,
    _ oid: OIDNumber,
    _ bytes: [UInt8],
    then note: @escaping (NDISStatus) -> Void
  ) {
    let inner = OIDRequest(
      .set,
      oid,
      input: bytes,
      outputLength: 0,
      original: request,
      flight: request.flight,
      origin: .closure { _, status in note(status) }
    )
    inner.record.pointee.PortNumber = request.record.pointee.PortNumber
    submit(inner, below: filters.count)
  }

  private func submitUnion(
    _ request: OIDRequest,
    as oid: OIDNumber? = nil,
    _ bytes: [UInt8],
    then finish: @escaping (NDISStatus) -> Void
  ) {
    let oid = oid ?? request.oid
    if oid != request.oid {
      note(request, interfaceLayer?.party.id ?? 0, "sent on as \(oid)")
    } else if bytes != request.input {
      note(request, interfaceLayer?.party.id ?? 0, "joined with what others set")
    }
    submitInner(request, oid, bytes) { status in
      if status.isSuccess { request.accept(request.input.count) }
      finish(status)
      self.complete(request, status)
    }
  }

  /// Sends the union of packet filters down after a binding has gone.
  func applyPacketFilter() {
    guard state != .halted else { return }
    request(
      .set,
      OIDNumber.genCurrentPacketFilter,
      input: packetFilter.rawValue.littleEndianBytes
    ) { _, _ in }
  }
}
