/// A handler in a driver's characteristics structure, and what must hold of it at registration.
///
/// Source: the pages of the three characteristics structures
struct CEntryPoint {
  /// When a handler must be there.
  enum Need {
    case mandatory
    case optional
    /// Mandatory for drivers built for this version or a later one.
    case mandatorySince(NDISVersion)
    /// There exactly if the other one is.
    case pairedWith(String)
    /// It may be there only if the other one is.
    case needs(String)
  }

  /// Its member in the structure.
  let name: String
  /// Bytes from the start of the structure.
  let offset: Int
  let need: Need
  /// Where else it must be paired.
  var pair: String?
  /// The rule that is broken where the need is not met.
  var rule: VerifierRule = .mandatoryHandlerMissing

  init(
    _ name: String,
    _ offset: Int,
    _ need: Need,
    pair: String? = nil,
    rule: VerifierRule = .mandatoryHandlerMissing
  ) {
    self.name = name
    self.offset = offset
    self.need = need
    self.pair = pair
    self.rule = rule
  }

  /// What is wrong with the handlers of a structure: the first broken rule, and a sentence; nil if nothing is.
  static func problem(
    in structure: UnsafeRawBufferPointer,
    _ table: [CEntryPoint],
    version: NDISVersion
  ) -> (VerifierRule, String)? {
    var present = Set<String>()
    for point in table where point.offset + 8 <= structure.count {
      if structure.load(fromByteOffset: point.offset, as: UInt.self) != 0 {
        present.insert(point.name)
      }
    }
    let missing = table.filter { point in
      switch point.need {
      case .mandatory: !present.contains(point.name)
      case .mandatorySince(let first): version >= first && !present.contains(point.name)
      case .optional, .pairedWith, .needs: false
      }
    }
    if !missing.isEmpty {
      return (.mandatoryHandlerMissing, "missing: \(missing.map(\.name).joined(separator: ", "))")
    }
    for point in table {
      let other: String
      switch point.need {
      case .pairedWith(let name): other = name
      case .needs(let name):
        if present.contains(point.name), !present.contains(name) {
          return (point.rule, "it has \(point.name) and no \(name)")
        }
        continue
      case .mandatory, .optional, .mandatorySince:
        guard let name = point.pair else { continue }
        other = name
      }
      if present.contains(point.name) != present.contains(other) {
        return (point.rule, "of \(point.name) and \(other) it has only one")
      }
    }
    return nil
  }

  /// `NDIS_MINIPORT_DRIVER_CHARACTERISTICS` of a connectionless miniport.
  static let miniport: [CEntryPoint] = [
    CEntryPoint("SetOptionsHandler", 16, .optional),
    CEntryPoint("InitializeHandlerEx", 24, .mandatory),
    CEntryPoint("HaltHandlerEx", 32, .mandatory),
    CEntryPoint("UnloadHandler", 40, .mandatory),
    CEntryPoint("PauseHandler", 48, .mandatory),
    CEntryPoint("RestartHandler", 56, .mandatory),
    CEntryPoint("OidRequestHandler", 64, .mandatory),
    CEntryPoint("SendNetBufferListsHandler", 72, .mandatory),
    CEntryPoint("ReturnNetBufferListsHandler", 80, .mandatory),
    CEntryPoint("CancelSendHandler", 88, .mandatory),
    CEntryPoint(
      "CheckForHangHandlerEx",
      96,
      .pairedWith("ResetHandlerEx"),
      rule: .resetHandlersUnpaired
    ),
    CEntryPoint("ResetHandlerEx", 104, .optional),
    CEntryPoint("DevicePnPEventNotifyHandler", 112, .mandatory),
    CEntryPoint("ShutdownHandlerEx", 120, .mandatory),
    CEntryPoint("CancelOidRequestHandler", 128, .mandatory),
    CEntryPoint(
      "DirectOidRequestHandler",
      136,
      .mandatorySince(.v6_20),
      pair: "CancelDirectOidRequestHandler"
    ),
    CEntryPoint("CancelDirectOidRequestHandler", 144, .mandatorySince(.v6_20)),
  ]

  /// `NDIS_FILTER_DRIVER_CHARACTERISTICS`.
  static let filter: [CEntryPoint] = [
    CEntryPoint("SetOptionsHandler", 64, .optional),
    CEntryPoint("SetFilterModuleOptionsHandler", 72, .optional),
    CEntryPoint("AttachHandler", 80, .mandatory),
    CEntryPoint("DetachHandler", 88, .mandatory),
    CEntryPoint("RestartHandler", 96, .mandatory),
    CEntryPoint("PauseHandler", 104, .mandatory),
    CEntryPoint("SendNetBufferListsHandler", 112, .optional),
    CEntryPoint("SendNetBufferListsCompleteHandler", 120, .optional),
    CEntryPoint("CancelSendNetBufferListsHandler", 128, .optional),
    CEntryPoint(
      "ReceiveNetBufferListsHandler",
      136,
      .needs("StatusHandler"),
      rule: .handlerConsistencyStatus
    ),
    CEntryPoint(
      "ReturnNetBufferListsHandler",
      144,
      .needs("StatusHandler"),
      rule: .handlerConsistencyStatus
    ),
    CEntryPoint("OidRequestHandler", 152, .optional),
    CEntryPoint(
      "OidRequestCompleteHandler",
      160,
      .needs("OidRequestHandler"),
      rule: .handlerConsistencyOIDComplete
    ),
    CEntryPoint("CancelOidRequestHandler", 168, .optional),
    CEntryPoint("DevicePnPEventNotifyHandler", 176, .optional),
    CEntryPoint("NetPnPEventHandler", 184, .optional),
    CEntryPoint("StatusHandler", 192, .optional),
    CEntryPoint("DirectOidRequestHandler", 200, .optional),
    CEntryPoint(
      "DirectOidRequestCompleteHandler",
      208,
      .needs("DirectOidRequestHandler"),
      rule: .handlerConsistencyOIDComplete
    ),
    CEntryPoint("CancelDirectOidRequestHandler", 216, .optional),
  ]

  /// `NDIS_PROTOCOL_DRIVER_CHARACTERISTICS` of a connectionless protocol.
  static let `protocol`: [CEntryPoint] = [
    CEntryPoint("SetOptionsHandler", 32, .optional),
    CEntryPoint("BindAdapterHandlerEx", 40, .mandatory),
    CEntryPoint("UnbindAdapterHandlerEx", 48, .mandatory),
    CEntryPoint("OpenAdapterCompleteHandlerEx", 56, .mandatory),
    CEntryPoint("CloseAdapterCompleteHandlerEx", 64, .mandatory),
    CEntryPoint("NetPnPEventHandler", 72, .mandatory),
    CEntryPoint("UninstallHandler", 80, .optional),
    CEntryPoint("OidRequestCompleteHandler", 88, .mandatory),
    CEntryPoint("StatusHandlerEx", 96, .mandatory),
    CEntryPoint("ReceiveNetBufferListsHandler", 104, .mandatory),
    CEntryPoint("SendNetBufferListsCompleteHandler", 112, .mandatory),
    CEntryPoint("DirectOidRequestCompleteHandler", 120, .optional),
  ]
}
