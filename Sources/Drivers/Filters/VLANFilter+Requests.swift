import Kernel
public import NDIS

/// Requests that pass the filter: it answers OID_GEN_VLAN_ID for its own VLAN and forwards clones of all others.
extension VLANFilter: FilterRequesting {
  /// `FilterOidRequest`.
  public func request(_ request: OIDRequest, on module: FilterModule) -> Completion {
    if request.oid == OIDNumber.genVlanId, !isTrunk {
      switch request.kind {
      case .query, .queryStatistics:
        return .done(request.answer([UInt8(accessID & 0xFF), UInt8(accessID >> 8), 0, 0]))
      case .set: return .done(setVLAN(request, module))
      case .method: return .done(.notSupported)
      }
    }
    module.forward(request)
    return .pending
  }

  /// `FilterOidRequestComplete`.
  public func requestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on module: FilterModule
  ) {
    guard let original = request.original else { return }
    request.copyResults(to: original)
    module.completeRequest(original, status: status)
  }

  /// `FilterCancelOidRequest`: nothing waits here, and whoever has the clone is asked as well.
  public func cancelRequest(_ request: OIDRequest, on module: FilterModule) {}

  /// Frames from now on belong to another VLAN.
  ///
  /// - Source: network/oid-gen-vlan-id
  private func setVLAN(_ request: OIDRequest, _ module: FilterModule) -> NDISStatus {
    let input = request.input
    guard input.count >= 4 else { return request.rejectLength(needed: 4) }
    let wanted: UInt32 = input.value(at: 0)
    guard (1...4_094).contains(wanted) else { return .invalidData }
    let source = ConfigurationSource.oid(
      name: request.oid.description,
      flight: request.flight.id
    )
    accessID = UInt16(wanted)
    module.settings = module.settings.map {
      $0.name == "id" ? InstanceSetting("id", "\(wanted)", source: source) : $0
    }
    membershipCause = configuration.context.causes.intern(Cause("id = \(wanted)", source: source))
    request.accept(4)
    return .success
  }
}
