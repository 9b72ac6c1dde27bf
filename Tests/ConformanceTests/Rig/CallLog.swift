import Kernel

/// The calls that drivers got, in order, as `who what`, and the level at which each handler was called.
final class CallLog {
  private(set) var lines: [String] = []
  /// Nothing is noted: a long walk would only fill memory.
  var isOff = false
  /// The machine whose level counts.
  weak var machine: Machine?
  /// By the documented name of the handler.
  private(set) var levels: [String: Set<UInt8>] = [:]

  func note(_ who: String, _ what: String) {
    if !isOff { lines.append("\(who) \(what)") }
    // Both are ProtocolNetPnPEvent.
    let isEvent = what.hasPrefix("NetEvent")
    called(isEvent ? "ProtocolNetPnPEvent" : String(what.prefix { $0 != " " }))
  }

  /// Notes the level of a call that has no line.
  func called(_ handler: String) {
    guard let machine else { return }
    levels[handler, default: []].insert(machine.currentIRQL.rawValue)
  }

  func clear() {
    lines = []
  }

  /// The lines that are any of these, in the order in which they came.
  func only(_ whats: String...) -> [String] {
    lines.filter { line in whats.contains { line.hasSuffix($0) } }
  }
}
