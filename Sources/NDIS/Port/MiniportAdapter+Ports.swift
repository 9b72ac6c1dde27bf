import CNDIS
import DataPath
import Kernel

/// What a miniport does with its ports.
extension MiniportAdapter {
  /// Allocates a port; it carries nothing until it is activated.
  ///
  /// - Throws: `invalidState` while the adapter is halted, `resources` when no number is left.
  /// - C: `NdisMAllocatePort`
  public func allocatePort(_ kind: NDISPort.Kind = .undefined) throws(NDISStatus) -> UInt32 {
    defer { stack.changed() }
    return try ports.allocate(kind)
  }

  /// Frees a port that is not active.
  ///
  /// - C: `NdisMFreePort`
  public func freePort(_ number: UInt32) -> NDISStatus {
    defer { stack.changed() }
    return ports.free(number)
  }

  /// Activates ports, all or none; the default port only by itself.
  ///
  /// Bound protocols are told and may refuse. Activating the default port lets filters attach and protocols bind.
  ///
  /// - C: `NdisMNetPnPEvent` with NetEventPortActivation
  public func activatePorts(_ numbers: [UInt32]) -> NDISStatus {
    let status = ports.mayChange(numbers, toActive: true)
    guard status == .success else { return status }
    if ports.isDefaultActive {
      let answer = notify(NetPnPEvent(.portActivation, values: numbers))
      guard answer.isSuccess else { return answer }
    }
    ports.setActive(numbers, true)
    stack.changed()
    if numbers == [0], state == .paused { buildUp() }
    return .success
  }

  /// Deactivates ports, all or none; without its default port an adapter loses its bindings.
  ///
  /// - C: `NdisMNetPnPEvent` with NetEventPortDeactivation
  public func deactivatePorts(_ numbers: [UInt32]) -> NDISStatus {
    let status = ports.mayChange(numbers, toActive: false)
    guard status == .success else { return status }
    if numbers == [0] {
      closeBindings { [self] in
        ports.setActive(numbers, false)
        stack.changed()
      }
    } else {
      notify(NetPnPEvent(.portDeactivation, values: numbers))
      ports.setActive(numbers, false)
      stack.changed()
    }
    return .success
  }

  /// Changes link or authorization of a port and tells of it.
  ///
  /// - C: `NDIS_STATUS_PORT_STATE` · Source: network/ndis-status-port-state
  public func setPortState(_ number: UInt32, _ change: (inout PortState) -> Void) -> NDISStatus {
    guard let port = ports[number] else { return .invalidPort }
    guard port.isActive else { return .invalidPortState }
    var state = PortState(port)
    change(&state)
    ports.change(number) { state.apply(to: &$0) }
    stack.changed()
    indicate(.portState, payload: ports[number]?.stateBytes ?? [], port: number)
    tellOperationalState()
    return .success
  }

  /// Sets control and authorization of the port of a request, as a miniport does when it is asked to.
  ///
  /// - C: `NDIS_PORT_AUTHENTICATION_PARAMETERS` · Source: network/oid-gen-port-authentication-parameters
  public func setPortAuthentication(_ request: OIDRequest) -> NDISStatus {
    let input = request.input
    guard input.count >= 20 else { return request.rejectLength(needed: 20) }
    func member(_ offset: Int) -> UInt32 { Array(input[offset...]).littleEndianValue() }
    guard input[0] == ObjectType.default.rawValue,
      let sendControl = NDISPort.Control(rawValue: member(4)),
      let receiveControl = NDISPort.Control(rawValue: member(8)),
      let sendAuthorization = NDISPort.Authorization(rawValue: member(12)),
      let receiveAuthorization = NDISPort.Authorization(rawValue: member(16))
    else { return .invalidData }
    let status = setPortState(request.record.pointee.PortNumber) {
      $0.sendControl = sendControl
      $0.receiveControl = receiveControl
      $0.sendAuthorization = sendAuthorization
      $0.receiveAuthorization = receiveAuthorization
    }
    if status.isSuccess { request.accept(20) }
    return status
  }

  /// True if a port may be used; reports who used one that may not.
  func mayUse(port number: UInt32, _ what: String, party: UInt32) -> Bool {
    guard number != 0, ports[number]?.isActive != true else { return true }
    stack.report(
      .portInactive,
      party: party,
      ports[number] == nil
        ? "\(what) on port \(number), which does not exist"
        : "\(what) on port \(number), which is not active"
    )
    return false
  }
}

/// What can change about a port.
public struct PortState: Sendable, Equatable {
  /// Its link.
  public var link: LinkState
  /// Control of what is sent and received.
  public var sendControl, receiveControl: NDISPort.Control
  /// Authorization of what is sent and received.
  public var sendAuthorization, receiveAuthorization: NDISPort.Authorization

  init(_ port: NDISPort) {
    link = port.link
    sendControl = port.sendControl
    receiveControl = port.receiveControl
    sendAuthorization = port.sendAuthorization
    receiveAuthorization = port.receiveAuthorization
  }

  func apply(to port: inout NDISPort) {
    port.link = link
    port.sendControl = sendControl
    port.receiveControl = receiveControl
    port.sendAuthorization = sendAuthorization
    port.receiveAuthorization = receiveAuthorization
  }
}
