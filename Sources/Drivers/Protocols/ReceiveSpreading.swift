import Kernel
import NDIS
import Wire

extension ProtocolBinding {
  /// Spreads what the adapter receives over processors, as TCP/IP does on Windows.
  ///
  /// With every hash type the hardware offers, and a table that goes round the processors that may receive. Does nothing
  /// where it cannot, or somebody has done it.
  /// The key is that of the documentation's verification suite, so that anybody can check a hash.
  /// - Source: network/rss-configuration
  func spreadReceives() {
    guard let capabilities = adapter.attributes?.receiveScale, !adapter.isScaling else { return }
    let processors = adapter.scalingProcessors.prefix(Int(capabilities.receiveQueues))
    guard !processors.isEmpty else { return }
    let entries = Int(capabilities.tableEntries)
    let parameters = ReceiveScaleParameters(
      hashInformation: capabilities.hashTypes.rawValue | 1,
      table: (0..<entries).map { processors[$0 % processors.count] },
      key: ToeplitzHash.verificationKey
    )
    request(
      .set,
      .genReceiveScaleParameters,
      input: parameters.bytes(for: component.ndisVersion)
    )
  }
}
