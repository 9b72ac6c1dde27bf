import CNDIS

/// The buffer of NetEventRestart as a protocol in C sees it; valid as long as this object.
///
/// - C: `NDIS_PROTOCOL_RESTART_PARAMETERS`
final class CProtocolRestart {
  let parameters: UnsafeMutablePointer<NDIS_PROTOCOL_RESTART_PARAMETERS>
  private let list: CRestartList
  private let names: UnsafeMutableBufferPointer<UInt8>

  init(_ attributes: RestartAttributes, _ adapter: MiniportAdapter, _ image: CDriverImage) {
    list = CRestartList(attributes, version: image.version, host: image.host)
    // Each name: its length in bytes, then UTF-16 without a terminator.
    let bytes = adapter.filters.reversed().flatMap { module in
      UInt16(truncatingIfNeeded: module.name.utf16.count * 2).littleEndianBytes
        + module.name.utf16.flatMap(\.littleEndianBytes)
    }
    names = .allocate(capacity: max(1, bytes.count))
    _ = names.initialize(from: bytes)
    let top = adapter.filters.last?.interface ?? adapter.interface
    parameters = .allocate(capacity: 1)
    parameters.initialize(to: NDIS_PROTOCOL_RESTART_PARAMETERS())
    parameters.pointee.Header = NDIS_OBJECT_HEADER(
      Type: UInt8(NDIS_OBJECT_TYPE_PROTOCOL_RESTART_PARAMETERS),
      Revision: 1,
      Size: 52
    )
    parameters.pointee.FilterModuleNameBuffer = names.baseAddress
    parameters.pointee.FilterModuleNameBufferLength = UInt32(bytes.count)
    parameters.pointee.RestartAttributes = list.head
    parameters.pointee.BoundIfIndex = top.index
    parameters.pointee.BoundIfNetluid.Value = top.luid
  }

  deinit {
    parameters.deallocate()
    names.deallocate()
  }
}
