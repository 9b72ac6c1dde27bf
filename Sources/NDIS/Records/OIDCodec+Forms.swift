// What each object identifier carries.
//
// Sources: each OID's page; what the page leaves open follows the documentation's header.

extension OIDCodec {
  /// The form of the bytes of a request; plain bytes for identifiers of families without a description here.
  static func form(of oid: OIDNumber, _ side: Side) -> RecordForm {
    if side == .methodInput, oid == .pmGetProtocolOffload { return .u32 }
    if let form = special[oid] { return form }
    guard let entry = OIDTable.entry(oid) else { return .bytes(nil) }
    switch entry.valueType {
    case .u16: return .number(2, .decimal)
    case .u32: return .u32
    case .u64: return .u64
    case .counter: return .counter
    case .u32List: return .list(.u32)
    case .bytes, .structure: return .bytes(nil)
    case .mac: return .mac
    case .macList: return .list(.mac)
    case .string: return .text
    }
  }

  private static let special: [OIDNumber: RecordForm] = {
    var forms = general
    for more in [structures, interfaces, power] {
      forms.merge(more) { first, _ in first }
    }
    return forms
  }()

  private static let general: [OIDNumber: RecordForm] = [
    .genSupportedList: .list(.number(4, .oid)),
    .genHardwareStatus: .values(.hardwareStatus),
    .genMediaSupported: .list(.values(.medium)),
    .genMediaInUse: .list(.values(.medium)),
    .genLinkSpeed: .number(4, .hundredBits),
    .genVendorId: .number(4, .hexadecimal),
    .genCurrentPacketFilter: .flags(.packetFilter),
    .genDriverVersion: .number(2, .version),
    .genProtocolOptions: .flags(.protocolOptions),
    .genMacOptions: .flags(.macOptions),
    .genMediaConnectStatus: .values(.mediaState),
    .genVendorDriverVersion: .number(4, .version),
    .genSupportedGuids: .list(.record(.guid)),
    .genNetworkLayerAddresses: .record(.networkAddresses),
    .genTransportHeaderOffset: .record(.transportHeaderOffset),
    .genMediaCapabilities: .flags(.mediaCapabilities),
    .genPhysicalMedium: .values(.physicalMedium),
    .genPhysicalMediumEx: .values(.physicalMedium),
    .genMacAddress: .mac,
    .genMachineName: .wideText(isTerminated: false),
    .genFriendlyName: .wideText(isTerminated: true),
    .ethernetMacOptions: .flags(.ethernetOptions),
  ]

  private static let structures: [OIDNumber: RecordForm] = [
    .genReceiveScaleCapabilities: .record(.scaleCapabilities),
    .genReceiveScaleParameters: .record(.scaleParameters),
    .genReceiveHash: .record(.receiveHash),
    .genMaxLinkSpeed: .record(.linkSpeed),
    .genLinkState: .record(.linkState),
    .genLinkParameters: .record(.linkParameters),
    .genInterruptModeration: .record(.interruptModeration),
    .genEnumeratePorts: .record(.portArray),
    .genPortState: .record(.portState),
    .genPortAuthenticationParameters: .record(.portAuthentication),
    .genTimeoutDpcRequestCapabilities: .record(.timeoutCapabilities),
    .genPciDeviceCustomProperties: .record(.deviceProperties),
    .genRndisConfigParameter: .record(.remoteParameter),
    .genMiniportRestartAttributes: .record(.restartAttributes),
    .genHdSplitParameters: .record(.splitParameters),
    .genHdSplitCurrentConfig: .record(.splitConfiguration),
    .genStatistics: .record(.statistics),
    .genCoMinimumLinkSpeed: .record(.connectionSpeed),
    .genGetTimeCaps: .record(.timeCapabilities),
    .genGetNetcardTime: .record(.cardTime),
    .tcpRscStatistics: .record(.coalescing),
    .offloadEncapsulation: .record(.encapsulation),
  ]

  private static let interfaces: [OIDNumber: RecordForm] = [
    .genPromiscuousMode: .number(1, .boolean),
    .genLastChange: .u64,
    .genOperationalStatus: .values(.operationalStatus),
    .genXmitLinkSpeed: .number(8, .speed),
    .genRcvLinkSpeed: .number(8, .speed),
    .genInterfaceInfo: .record(.interfaceInformation),
    .genAdminStatus: .values(.administrativeStatus),
    .genAlias: .countedText(257),
    .genMediaConnectStatusEx: .values(.mediaConnectState),
    .genLinkSpeedEx: .record(.linkSpeed),
    .genMediaDuplexState: .values(.mediaDuplexState),
    .genIpOperStatus: .record(.addressFamilies),
  ]

  private static let power: [OIDNumber: RecordForm] = [
    .pnpCapabilities: .record(.plugAndPlayCapabilities),
    .pnpSetPower: .values(.devicePower),
    .pnpQueryPower: .values(.devicePower),
    .pnpAddWakeUpPattern: .record(.packetPattern),
    .pnpRemoveWakeUpPattern: .record(.packetPattern),
    .pnpWakeUpPatternList: .record(.packetPattern),
    .pnpEnableWakeUp: .flags(.enableWakeUp),
    .pmCurrentCapabilities: .record(.powerCapabilities),
    .pmHardwareCapabilities: .record(.powerCapabilities),
    .pmParameters: .record(.powerParameters),
    .pmAddWolPattern: .record(.wakePattern),
    .pmWolPatternList: .chain(.wakePattern, next: "NextWoLPatternOffset"),
    .pmAddProtocolOffload: .record(.protocolOffload),
    .pmGetProtocolOffload: .record(.protocolOffload),
    .pmProtocolOffloadList: .chain(.protocolOffload, next: "NextProtocolOffloadOffset"),
  ]
}
