/// Lets one regular request at a time into a filter module or a miniport.
///
/// Source: network/handling-oid-requests-in-a-miniport-adapter
final class OIDQueue {
  private(set) var outstanding: OIDRequest?
  private var waiting: [OIDRequest] = []

  var isIdle: Bool { outstanding == nil && waiting.isEmpty }

  /// Called once, when nothing is outstanding or waiting any more.
  var whenIdle: (() -> Void)?

  /// Calls `whenIdle` if it is so.
  func noteIdle() {
    guard isIdle, let next = whenIdle else { return }
    whenIdle = nil
    next()
  }

  /// Takes out every request that was not delivered yet.
  func takeWaiting() -> [OIDRequest] {
    defer { waiting = [] }
    return waiting
  }

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

  /// Removes and returns the request of this flight that was not delivered yet.
  func remove(_ flight: OIDFlight) -> OIDRequest? {
    guard let index = waiting.firstIndex(where: { $0.flight === flight }) else { return nil }
    return waiting.remove(at: index)
  }
}
