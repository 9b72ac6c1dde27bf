/// Lets one regular request at a time into a filter module or a miniport.
///
/// Source: network/handling-oid-requests-in-a-miniport-adapter
final class OIDQueue {
  private(set) var outstanding: OIDRequest?
  private var waiting: [OIDRequest] = []

  var isIdle: Bool { outstanding == nil && waiting.isEmpty }

  /// Queues a request.
  func add(_ request: OIDRequest) {
    waiting.append(request)
  }

  /// The next request to deliver, if none is outstanding.
  func takeNext() -> OIDRequest? {
    guard outstanding == nil, !waiting.isEmpty else { return nil }
    let request = waiting.removeFirst()
    outstanding = request
    return request
  }

  /// Ends the outstanding request, or returns false if this is not it.
  func finish(_ request: OIDRequest) -> Bool {
    guard outstanding === request else { return false }
    outstanding = nil
    return true
  }

  /// Removes a request that was not delivered yet.
  func remove(_ request: OIDRequest) -> Bool {
    guard let index = waiting.firstIndex(where: { $0 === request }) else { return false }
    waiting.remove(at: index)
    return true
  }
}
