import CNDIS

/// What a function demands of a structure's header.
struct CHeaderCheck {
  let structure: String
  let type: ObjectType
  /// Least size in bytes by revision, revision 1 first.
  let sizes: [Int]

  /// The version that brought each revision; empty if all came with 6.0.
  var versions: [NDISVersion] = []

  static let filterCharacteristics = CHeaderCheck(
    structure: "NDIS_FILTER_DRIVER_CHARACTERISTICS",
    type: .filterDriverCharacteristics,
    sizes: [200, 224],
    versions: [.v6_0, .v6_1]
  )
  static let filterPartialCharacteristics = CHeaderCheck(
    structure: "NDIS_FILTER_PARTIAL_CHARACTERISTICS",
    type: .filterPartialCharacteristics,
    sizes: [48]
  )
  static let filterAttributes = CHeaderCheck(
    structure: "NDIS_FILTER_ATTRIBUTES",
    type: .filterAttributes,
    sizes: [8]
  )
  static let miniportCharacteristics = CHeaderCheck(
    structure: "NDIS_MINIPORT_DRIVER_CHARACTERISTICS",
    type: .miniportDriverCharacteristics,
    sizes: [136, 152],
    versions: [.v6_0, .v6_1]
  )
  static let registrationAttributes = CHeaderCheck(
    structure: "NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES",
    type: .miniportAdapterRegistrationAttributes,
    sizes: [28, 28],
    versions: [.v6_0, .v6_30]
  )
  static let portCharacteristics = CHeaderCheck(
    structure: "NDIS_PORT_CHARACTERISTICS",
    type: .default,
    sizes: [60]
  )
  static let generalAttributes = CHeaderCheck(
    structure: "NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES",
    type: .miniportAdapterGeneralAttributes,
    sizes: [216, 224],
    versions: [.v6_0, .v6_20]
  )
  static let protocolCharacteristics = CHeaderCheck(
    structure: "NDIS_PROTOCOL_DRIVER_CHARACTERISTICS",
    type: .protocolDriverCharacteristics,
    sizes: [120, 128],
    versions: [.v6_0, .v6_1]
  )
  static let openParameters = CHeaderCheck(
    structure: "NDIS_OPEN_PARAMETERS",
    type: .openParameters,
    sizes: [52]
  )
  static let poolParameters = CHeaderCheck(
    structure: "NET_BUFFER_LIST_POOL_PARAMETERS",
    type: .default,
    sizes: [16]
  )
  static let timerCharacteristics = CHeaderCheck(
    structure: "NDIS_TIMER_CHARACTERISTICS",
    type: .timerCharacteristics,
    sizes: [24]
  )
  static let oidRequest = CHeaderCheck(
    structure: "NDIS_OID_REQUEST",
    type: .oidRequest,
    sizes: [236]
  )
  static let statusIndication = CHeaderCheck(
    structure: "NDIS_STATUS_INDICATION",
    type: .statusIndication,
    sizes: [112]
  )

  /// Reports a wrong object type; true if it is right.
  func acceptsType(_ header: NDIS_OBJECT_HEADER, host: CDriverHost) -> Bool {
    guard header.Type == type.rawValue else {
      host.report(
        .headerType,
        "\(structure) has type \(header.Type), \(type.symbol) is \(type.rawValue)"
      )
      return false
    }
    return true
  }

  /// The revision that a driver of this version uses.
  func revision(for version: NDISVersion) -> Int {
    versions.isEmpty ? sizes.count : max(1, versions.count { $0 <= version })
  }

  /// Reports what is wrong with a header; true if nothing is.
  ///
  /// `version`: what the driver registered; nil if that does not matter. A driver uses the revision of its version, neither a
  /// later nor an earlier one.
  func accepts(
    _ header: NDIS_OBJECT_HEADER,
    version: NDISVersion?,
    host: CDriverHost
  ) -> Bool {
    guard acceptsType(header, host: host) else { return false }
    let revision = Int(header.Revision)
    guard revision >= 1, revision <= sizes.count else {
      host.report(
        .headerRevision,
        "\(structure) has revision \(revision), known are 1...\(sizes.count)"
      )
      return false
    }
    if let version, !versions.isEmpty, revision != self.revision(for: version) {
      host.report(
        .headerRevision,
        "\(structure) has revision \(revision), a driver of NDIS \(version) uses "
          + "\(self.revision(for: version))"
      )
      return false
    }
    guard Int(header.Size) >= sizes[revision - 1] else {
      host.report(
        .headerSize,
        "\(structure) revision \(revision) has \(sizes[revision - 1]) bytes, its header says "
          + "\(header.Size)"
      )
      return false
    }
    return true
  }
}
