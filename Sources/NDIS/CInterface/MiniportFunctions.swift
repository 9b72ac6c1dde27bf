import CNDIS
import DataPath

// The functions of miniport drivers, under their documented names.

@c(NdisMRegisterMiniportDriver)
func ndisMRegisterMiniportDriver(
  _ object: UnsafeMutablePointer<DRIVER_OBJECT>?,
  _ path: UnsafeMutablePointer<UNICODE_STRING>?,
  _ context: UnsafeMutableRawPointer?,
  _ characteristics: UnsafeMutablePointer<NDIS_MINIPORT_DRIVER_CHARACTERISTICS>?,
  _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let image = CDriverHost.enter(.registerMiniport)?.loading else {
    return NDISStatus.failure.rawValue
  }
  guard let characteristics, let handle else { return NDISStatus.invalidParameter.rawValue }
  var copy = NDIS_MINIPORT_DRIVER_CHARACTERISTICS()
  let status = image.negotiate(
    .miniportCharacteristics,
    CEntryPoint.miniport,
    characteristics,
    into: &copy
  )
  guard status == .success else { return status.rawValue }
  image.miniport = copy
  image.driverContext = context
  handle.pointee = image.register()
  guard let setOptions = copy.SetOptionsHandler else { return 0 }
  return setOptions(image.handle, context)
}

@c(NdisMDeregisterMiniportDriver)
func ndisMDeregisterMiniportDriver(_ handle: UnsafeMutableRawPointer?) {
  CDriverHost.image(.deregisterMiniport, handle)?.deregister()
}

/// The adapter behind a handle.
func adapter(
  _ function: CFunction,
  _ handle: UnsafeMutableRawPointer?,
  allowsClosed: Bool = false
) -> (CParty, CMiniportDriver, MiniportAdapter)? {
  guard
    let party = CDriverHost.enter(
      function,
      handle,
      role: .miniport,
      allowsClosed: allowsClosed
    ), let driver = party.driver as? CMiniportDriver, let adapter = driver.adapter
  else { return nil }
  return (party, driver, adapter)
}

@c(NdisMSetMiniportAttributes)
func ndisMSetMiniportAttributes(
  _ handle: UnsafeMutableRawPointer?,
  _ attributes: UnsafeMutablePointer<NDIS_MINIPORT_ADAPTER_ATTRIBUTES>?
) -> Int32 {
  guard let (party, driver, _) = adapter(.setMiniportAttributes, handle), let attributes
  else { return NDISStatus.invalidParameter.rawValue }
  guard driver.isInitializing else {
    party.report(
      .attributesOutsideInitialize,
      "NdisMSetMiniportAttributes was called outside of MiniportInitializeEx"
    )
    return NDISStatus.invalidState.rawValue
  }
  let header = attributes.pointee.Header
  let version = party.image.version
  if header.Type == ObjectType.miniportAdapterGeneralAttributes.rawValue {
    guard CHeaderCheck.generalAttributes.accepts(header, version: version, host: party.host) else {
      return NDISStatus.badCharacteristics.rawValue
    }
    guard driver.isRegistered else {
      party.report(
        .attributesOutsideInitialize,
        "the general attributes were set before the registration attributes"
      )
      return NDISStatus.invalidState.rawValue
    }
    driver.attributes = MiniportAttributes(attributes.pointee.GeneralAttributes)
    driver.attributes?.checkForHangTime = driver.checkForHangTime
    driver.attributes?.controlsDefaultPort = driver.controlsDefaultPort
    return NDISStatus.success.rawValue
  }
  guard CHeaderCheck.registrationAttributes.accepts(header, version: version, host: party.host)
  else { return NDISStatus.badCharacteristics.rawValue }
  let registration = attributes.pointee.RegistrationAttributes
  party.context = registration.MiniportAdapterContext
  driver.checkForHangTime = registration.CheckForHangTimeInSeconds
  driver.controlsDefaultPort = registration.AttributeFlags & 0x80 != 0
  driver.isRegistered = true
  return NDISStatus.success.rawValue
}

extension MiniportAttributes {
  /// Reads the documented structure.
  fileprivate init(_ general: NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES) {
    let count = min(Int(general.MacAddressLength), Int(NDIS_MAX_PHYS_ADDRESS_LENGTH))
    let current = withUnsafeBytes(of: general.CurrentMacAddress) { Array($0.prefix(count)) }
    let permanent = withUnsafeBytes(of: general.PermanentMacAddress) { Array($0.prefix(count)) }
    self.init(
      mtu: general.MtuSize,
      address: current,
      link: LinkState(
        connect: MediaConnectState(rawValue: general.MediaConnectState.rawValue) ?? .unknown,
        duplex: MediaDuplexState(rawValue: general.MediaDuplexState.rawValue) ?? .unknown,
        transmitLinkSpeed: general.XmitLinkSpeed,
        receiveLinkSpeed: general.RcvLinkSpeed
      ),
      maximumLinkSpeed: max(general.MaxXmitLinkSpeed, general.MaxRcvLinkSpeed)
    )
    permanentAddress = permanent
    lookahead = general.LookaheadSize
    macOptions = MACOptions(rawValue: general.MacOptions)
    supportedPacketFilters = PacketFilter(rawValue: general.SupportedPacketFilters)
    maximumMulticastListSize = general.MaxMulticastListSize
    dataBackfill = general.DataBackFillSize
    contextBackfill = general.ContextBackFillSize
    isVirtual = general.IfConnectorPresent == 0
    if general.Header.Revision >= 2, let given = general.PowerManagementCapabilitiesEx {
      power = PowerCapabilities(given) ?? PowerCapabilities()
    } else if general.Header.Revision < 2, let given = general.PowerManagementCapabilities {
      power = PowerCapabilities(translating: given)
    }
    receiveScale = general.RecvScaleCapabilities.flatMap { ReceiveScaleCapabilities(reading: $0) }
    let list = UnsafeBufferPointer(
      start: general.SupportedOidList,
      count: general.SupportedOidList == nil ? 0 : Int(general.SupportedOidListLength) / 4
    )
    supportedOIDs = list.map { OIDNumber(rawValue: $0) }
  }
}

@c(NdisMPauseComplete)
func ndisMPauseComplete(_ handle: UnsafeMutableRawPointer?) {
  adapter(.miniportPauseComplete, handle)?.2.pauseComplete()
}

@c(NdisMRestartComplete)
func ndisMRestartComplete(_ handle: UnsafeMutableRawPointer?, _ status: Int32) {
  adapter(.miniportRestartComplete, handle)?.2.restartComplete(NDISStatus(rawValue: status))
}

@c(NdisMIndicateReceiveNetBufferLists)
func ndisMIndicateReceiveNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ port: UInt32,
  _ count: UInt32,
  _ flags: UInt32
) {
  guard let (party, _, adapter) = adapter(.miniportIndicate, handle) else { return }
  party.checkDispatchFlag(.miniportIndicate, flags)
  if flags & ReceiveFlags.resources.rawValue != 0 {
    party.lendOn(lists, .miniportIndicate, port: port, flags: flags, party: adapter.party)
  } else {
    party.handOn(lists, .indicate, .miniportIndicate, port: port, flags: flags)
  }
}

@c(NdisMSendNetBufferListsComplete)
func ndisMSendNetBufferListsComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ flags: UInt32
) {
  guard let (party, _, _) = adapter(.miniportSendComplete, handle) else { return }
  party.checkDispatchFlag(.miniportSendComplete, flags)
  party.handOn(lists, .complete, .miniportSendComplete, port: 0, flags: flags)
}

@c(NdisMOidRequestComplete)
func ndisMOidRequestComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ request: UnsafeMutablePointer<NDIS_OID_REQUEST>?,
  _ status: Int32
) {
  guard let (party, _, adapter) = adapter(.miniportRequestComplete, handle), let request,
    let given = party.host.takeGiven(request, by: party)
  else { return }
  adapter.completeRequest(given, status: NDISStatus(rawValue: status))
}

@c(NdisMIndicateStatusEx)
func ndisMIndicateStatusEx(
  _ handle: UnsafeMutableRawPointer?,
  _ indication: UnsafeMutablePointer<NDIS_STATUS_INDICATION>?
) {
  guard let (party, driver, adapter) = adapter(.miniportStatus, handle, allowsClosed: true),
    let indication,
    let status = party.host.indication(in: indication, default: adapter.party.id)
  else { return }
  guard driver.isRegistered else {
    party.report(
      .statusBeforeRegistration,
      "a status was indicated before the registration attributes were set"
    )
    return
  }
  let code = StatusCode(rawValue: status.code)
  if adapter.state != .halted, party.isOpen, code == .linkState,
    let link = try? LinkState(status.payload)
  {
    adapter.setLink(link)
  } else {
    adapter.indicate(code, payload: status.payload)
  }
}
