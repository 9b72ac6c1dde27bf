/// The setup class a component is installed under.
///
/// - Source: network/creating-network-inf-files
public enum ComponentClass: String, Hashable, Sendable, CaseIterable {
  /// Adapters, physical and virtual.
  case net = "Net"
  /// Protocols.
  case netTrans = "NetTrans"
  /// Clients.
  case netClient = "NetClient"
  /// Services, filters among them.
  case netService = "NetService"
}
