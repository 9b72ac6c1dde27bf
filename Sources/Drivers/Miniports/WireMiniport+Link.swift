public import Kernel
import NDIS

/// The cable: plugged or not, and what both ends agree on.
extension WireMiniport {
  /// Connects or disconnects the medium.
  public func setMedia(connected: Bool, source: ConfigurationSource) {
    guard connected != isMediaConnected else { return }
    isMediaConnected = connected
    tell(InstanceSetting("media", connected ? "connected" : "disconnected", source: source))
    updateLink()
    peer?.updateLink()
  }

  /// True if frames can pass in both directions.
  var isLinkUp: Bool {
    guard let peer else { return false }
    return isPlugged && peer.isPlugged && peer.peer === self && agrees
  }

  /// True if this end does its part for the link.
  private var isPlugged: Bool { adapter != nil && isMediaConnected }

  /// True if no direction was forced to one speed here and to another there.
  var agrees: Bool {
    guard let peer else { return true }
    func match(_ one: UInt64?, _ other: UInt64?) -> Bool {
      one == nil || other == nil || one == other
    }
    return match(requests.link.transmitSpeed, peer.requests.link.receiveSpeed)
      && match(requests.link.receiveSpeed, peer.requests.link.transmitSpeed)
  }

  /// The speed this end offers where nothing is forced.
  var ownSpeed: UInt64 { configuration.settings.rate("linkSpeed") ?? rate }

  /// Bits per second at which frames go out.
  var pace: UInt64 {
    min(rate, requests.link.transmitSpeed ?? peer?.requests.link.receiveSpeed ?? rate)
  }

  var linkState: LinkState {
    guard isLinkUp else { return LinkState(connect: .disconnected) }
    let wanted = requests.link
    let distant = peer?.requests.link
    return LinkState(
      connect: .connected,
      duplex: wanted.duplex ?? .full,
      transmitLinkSpeed: wanted.transmitSpeed ?? distant?.receiveSpeed ?? ownSpeed,
      receiveLinkSpeed: wanted.receiveSpeed ?? distant?.transmitSpeed ?? ownSpeed,
      pauseFunctions: wanted.pauseFunctions ?? .unsupported,
      autoNegotiation: wanted.negotiated
    )
  }

  func updateLink() {
    if adapter != nil, !isLinkUp { dropQueue() }
    // With its last send completed an adapter that is being stopped may halt right there.
    adapter?.setLink(linkState)
  }

  /// Brings the link to what a request asked for, and names the request as the source of its speed.
  func followLinkParameters(_ request: OIDRequest) {
    let wanted = requests.link
    let source = ConfigurationSource.oid(
      name: request.oid.description,
      flight: request.flight.id
    )
    func text(_ speed: UInt64?) -> String {
      speed.map { KeywordValue.text($0, .bits) } ?? "negotiated"
    }
    let value =
      wanted.transmitSpeed == wanted.receiveSpeed
      ? text(wanted.transmitSpeed)
      : "send \(text(wanted.transmitSpeed)), receive \(text(wanted.receiveSpeed))"
    tell(InstanceSetting("linkSpeed", value, source: source))
    updateLink()
    peer?.updateLink()
  }

  /// Puts a new value among the settings that people see.
  private func tell(_ row: InstanceSetting) {
    if let place = rows.firstIndex(where: { $0.name == row.name }) {
      rows[place] = row
    } else {
      rows.append(row)
    }
    adapter?.settings = rows
  }
}
