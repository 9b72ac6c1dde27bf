import Kernel

/// The ports of one adapter, by number.
///
/// Source: network/allocating-an-ndis-port, network/activating-an-ndis-port, network/freeing-an-ndis-port
public struct PortTable: Sendable {
  /// The greatest port number.
  public static let greatest: UInt32 = 0xFF_FFFF

  /// Ascending by number; empty while the adapter is halted.
  public private(set) var ports: [NDISPort] = []

  /// What made a port, or the lack of one, what it is.
  private var sources: [UInt32: ConfigurationSource] = [:]

  /// What made a port, or the lack of one, what it is; default where nobody has touched it.
  func source(of number: UInt32) -> ConfigurationSource { sources[number] ?? .default }

  /// The port with this number.
  public subscript(_ number: UInt32) -> NDISPort? {
    place(of: number).map { ports[$0] }
  }

  /// Numbers of the active ports.
  public var active: [UInt32] { ports.filter(\.isActive).map(\.number) }

  /// True if the default port is active: without it nothing attaches or binds.
  public var isDefaultActive: Bool { ports.first?.isActive ?? false }

  /// The default port exists, allocated, and no other.
  mutating func reset() {
    ports = [NDISPort(number: 0, kind: .undefined)]
    sources = [:]
  }

  mutating func removeAll() {
    ports = []
  }

  /// A new port with the lowest number that is free.
  mutating func allocate(_ kind: NDISPort.Kind) throws(NDISStatus) -> UInt32 {
    guard !ports.isEmpty else { throw .invalidState }
    var number: UInt32 = 0
    for port in ports {
      guard port.number == number else { break }
      number += 1
    }
    guard number <= Self.greatest else { throw .resources }
    ports.insert(NDISPort(number: number, kind: kind), at: Int(number))
    sources[number] = .call("NdisMAllocatePort")
    return number
  }

  /// Frees an allocated port; the default port is NDIS's own and never freed by a driver.
  mutating func free(_ number: UInt32) -> NDISStatus {
    guard number != 0, let place = place(of: number) else { return .invalidPort }
    guard !ports[place].isActive else { return .invalidPortState }
    ports.remove(at: place)
    sources[number] = .call("NdisMFreePort")
    return .success
  }

  /// Whether these ports may all be activated or deactivated, the default port only alone.
  func mayChange(_ numbers: [UInt32], toActive: Bool) -> NDISStatus {
    guard !numbers.isEmpty else { return .invalidParameter }
    guard !numbers.contains(0) || numbers.count == 1 else { return .invalidPort }
    for number in numbers where place(of: number) == nil { return .invalidPort }
    for number in numbers where self[number]?.isActive == toActive { return .invalidPortState }
    return Set(numbers).count == numbers.count ? .success : .invalidPortState
  }

  mutating func setActive(_ numbers: [UInt32], _ isActive: Bool) {
    for number in numbers {
      change(number) { $0.isActive = isActive }
      sources[number] = .call(isActive ? "NetEventPortActivation" : "NetEventPortDeactivation")
    }
  }

  /// Changes a port that exists.
  mutating func change(_ number: UInt32, _ body: (inout NDISPort) -> Void) {
    guard let place = place(of: number) else { return }
    body(&ports[place])
  }

  private func place(of number: UInt32) -> Int? {
    ports.firstIndex { $0.number == number }
  }
}
