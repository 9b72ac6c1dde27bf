import CNDIS

/// The requests that drivers in C hold or made, by the structure they see.
final class CRequestTable {
  typealias Record = UnsafeMutablePointer<NDIS_OID_REQUEST>

  /// Requests that a driver was given and has not completed.
  var given: [Record: OIDRequest] = [:]
  /// Requests that a driver made or forwarded and that have not come back.
  var made: [Record: OIDRequest] = [:]
  /// Clones by what they were cloned from.
  var originals: [Record: Record] = [:]
  /// The last ones completed; they keep their structures alive, so that a second completion is told from a wrong pointer.
  private(set) var completed: [OIDRequest] = []

  /// Notes that a driver has completed a request it was given.
  func complete(_ request: OIDRequest) {
    given[request.record] = nil
    completed.append(request)
    if completed.count > 64 { completed.removeFirst() }
  }

  func wasCompleted(_ record: Record) -> Bool {
    completed.contains { $0.record == record }
  }

  /// Removes and returns what one party was given and has not completed.
  func takeLeaked(_ party: UInt32) -> [OIDRequest] {
    let leaked = given.values.filter { $0.holder == party }.sorted { $0.flight.id < $1.flight.id }
    for request in leaked { complete(request) }
    return leaked
  }
}
