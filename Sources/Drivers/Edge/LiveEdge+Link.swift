import Kernel
import NDIS

/// What becomes of the interface, and what the adapter makes of it.
extension LiveEdge {
  /// The link as the adapter reports it: up while the interface is.
  var linkState: LinkState {
    guard let link, link.state.isConnected else { return LinkState(connect: .disconnected) }
    let speed = link.speed ?? LinkState.unknownSpeed
    return LinkState(
      connect: .connected,
      duplex: .full,
      transmitLinkSpeed: speed,
      receiveLinkSpeed: speed,
      pauseFunctions: .unsupported
    )
  }

  /// Up, down, another MTU, gone: told upward and shown; the adapter runs on.
  func linkChanged(_ old: HostLink.State, _ new: HostLink.State) {
    guard let adapter, adapter.state != .halted, let link else { return }
    if new.isGone {
      unwatch()
      warn("the interface \(link.name) is gone; start the stack again once it is back")
    }
    if new.mtu != old.mtu { adapter.setMTU(new.mtu) }
    adapter.setLink(linkState)
    board.refreshLater()
  }
}

extension LiveEdge {
  /// Refuses a keyword that cannot be the name of an interface.
  static func checkName(_ settings: KeywordSettings, _ keyword: String) throws(DriverError) {
    let name = settings.text(keyword) ?? ""
    let isPlain = name.utf8.allSatisfy { $0 > 32 && $0 != 47 && $0 != 58 && $0 != 127 }
    guard (1...15).contains(name.utf8.count), isPlain, name != ".", name != ".." else {
      throw DriverError(
        "\(PrintableText.quoted(name)) is no name of an interface",
        source: settings.source(keyword),
        mend: "write 1 to 15 characters without blanks, slashes and colons"
      )
    }
  }
}
