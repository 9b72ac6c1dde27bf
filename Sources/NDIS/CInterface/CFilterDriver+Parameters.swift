import CNDIS

extension CFilterDriver {
  /// Calls `body` with what FilterAttach is told of the adapter beneath.
  func withAttachParameters(
    _ module: FilterModule,
    _ body: (UnsafeMutablePointer<NDIS_FILTER_ATTACH_PARAMETERS>) -> Int32
  ) -> Int32 {
    let adapter = module.adapter
    var parameters = NDIS_FILTER_ATTACH_PARAMETERS()
    parameters.Header = CStructureView.filterAttachParameters.header(for: image.version)
    parameters.IfIndex = module.interfaceIndex
    parameters.NetLuid.Value = module.interface.luid
    parameters.BaseMiniportIfIndex = adapter.interfaceIndex
    parameters.BaseMiniportNetLuid.Value = adapter.luid
    let lower = adapter.filters.last
    parameters.LowerIfIndex = lower?.interfaceIndex ?? adapter.interfaceIndex
    parameters.LowerIfNetLuid.Value = lower?.interface.luid ?? adapter.luid
    parameters.MediaConnectState = NDIS_MEDIA_CONNECT_STATE(
      rawValue: UInt32(adapter.link.connect.rawValue)
    )
    parameters.MediaDuplexState = NDIS_MEDIA_DUPLEX_STATE(
      rawValue: UInt32(adapter.link.duplex.rawValue)
    )
    parameters.XmitLinkSpeed = adapter.link.transmitLinkSpeed
    parameters.RcvLinkSpeed = adapter.link.receiveLinkSpeed
    parameters.MiniportMediaType = NdisMedium802_3
    parameters.MiniportPhysicalMediaType = NdisPhysicalMedium802_3
    let address = adapter.attributes?.currentAddress ?? []
    parameters.MacAddressLength = UInt16(min(address.count, Int(NDIS_MAX_PHYS_ADDRESS_LENGTH)))
    withUnsafeMutableBytes(of: &parameters.CurrentMacAddress) {
      $0.copyBytes(from: address.prefix($0.count))
    }
    return withCString16(module.name) { moduleName in
      withCString16(adapter.name) { adapterName in
        parameters.FilterModuleGuidName = moduleName
        parameters.BaseMiniportInstanceName = adapterName
        parameters.BaseMiniportName = adapterName
        return body(&parameters)
      }
    }
  }
}
