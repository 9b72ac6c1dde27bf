@testable import NDIS
import Testing

/// Virtual connections: closing a call and deleting a VC.
///
/// Pages: `incoming-request-to-close-a-call`, `ndis/nf-ndis-ndiscodeletevc`.
@Suite struct ConnectionTests {
  /// All three drivers, which note what they are asked.
  private final class Drivers: ConnectionClient, ConnectionCallManager, ConnectionMiniport {
    var calls: [String] = []
    /// The client closes the call from inside the indication.
    var acknowledges = false
    var deactivation = Completion.success

    func incomingCloseCall(_ status: NDISStatus, on connection: VirtualConnection) {
      calls.append("ProtocolClIncomingCloseCall")
      if acknowledges { _ = connection.closeCall() }
    }
    func closeCallComplete(_ status: NDISStatus, on connection: VirtualConnection) {
      calls.append("ProtocolClCloseCallComplete")
    }
    func closeCall(_ connection: VirtualConnection) -> Completion {
      calls.append("ProtocolCmCloseCall")
      return .success
    }
    func activate(_ connection: VirtualConnection) -> Completion {
      calls.append("MiniportCoActivateVc")
      return .success
    }
    func deactivate(_ connection: VirtualConnection) -> Completion {
      calls.append("MiniportCoDeactivateVc")
      return deactivation
    }
  }

  private static func connected(_ drivers: Drivers) -> VirtualConnection {
    let connection = VirtualConnection(client: drivers, manager: drivers, miniport: drivers)
    #expect(connection.activate() == .success)
    #expect(connection.callConnected() == .success)
    drivers.calls = []
    return connection
  }

  @Test(
    "an active VC is not deleted; after an incoming close the client has to close the call first"
  )
  func incomingClose() {
    let drivers = Drivers()
    let connection = Self.connected(drivers)
    #expect(connection.delete() == .notAccepted, "active, with a call")
    connection.dispatchIncomingCloseCall(.success)
    #expect(connection.call == .closedByRemote)
    #expect(connection.deactivate() == .success)
    #expect(connection.state == .created)
    #expect(connection.delete() == .notAccepted, "the client has not closed the call")
    #expect(connection.closeCall() == .pending)
    #expect(connection.call == .none)
    #expect(connection.delete() == .success)
    #expect(connection.state == .deleted)
    #expect(
      drivers.calls == [
        "ProtocolClIncomingCloseCall", "MiniportCoDeactivateVc", "ProtocolCmCloseCall",
        "ProtocolClCloseCallComplete",
      ]
    )
  }

  @Test("a client may close the call from inside the indication; the VC is still active then")
  func closeInside() {
    let drivers = Drivers()
    drivers.acknowledges = true
    let connection = Self.connected(drivers)
    connection.dispatchIncomingCloseCall(.failure)
    #expect(connection.call == .none)
    #expect(connection.delete() == .notAccepted, "still active")
    #expect(connection.deactivate() == .success)
    #expect(connection.delete() == .success)
    #expect(connection.delete() == .notAccepted, "deleted already")
  }

  @Test(
    "while a deactivation is pending a delete is redundant, and the VC serves another call after it"
  )
  func pendingDeactivation() {
    let drivers = Drivers()
    drivers.deactivation = .pending
    let connection = Self.connected(drivers)
    #expect(connection.closeCall() == .pending)
    #expect(connection.closeCall() == .failure, "there is no call any more")
    #expect(connection.deactivate() == .pending)
    #expect(connection.delete() == .closing)
    connection.deactivateComplete(.success)
    #expect(connection.activate() == .success)
    #expect(connection.callConnected() == .success)
    #expect(connection.activate() == .success, "another quality of service")
    #expect(connection.delete() == .notAccepted)
  }
}
