import CLinux
import Drivers
public import NDIS
import Wire

/// The private hosts a stack leads to: one for each name that its `tap` adapters give with `host`.
public struct HostPlan: Hashable, Sendable {
  /// A network interface of a private host; its cable is an adapter of the stack.
  public struct Interface: Hashable, Sendable {
    /// The adapter at the other end.
    public let adapter: String
    /// Its name inside, at most 15 bytes.
    public let name: String
    /// Queues, 1...8.
    public let queues: Int
    /// Its station address, 6 bytes.
    public let hardwareAddress: [UInt8]
    /// Its addresses with the length of their networks.
    public let addresses: [ConfiguredAddress]
    /// Where its default routes lead.
    public let gateways: [ConfiguredAddress]
    /// Largest packet in bytes; nil leaves the kernel's.
    public let mtu: Int?
    /// Frames that wait before the kernel drops.
    public let queueLength: Int
    let offloads: UInt32
  }

  /// A host with its interfaces.
  public struct Host: Hashable, Sendable {
    /// The name in the stack file.
    public let name: String
    /// Its interfaces, in the order of the file.
    public let interfaces: [Interface]
  }

  /// The hosts in the order of the file; a command runs in the first.
  public let hosts: [Host]

  /// Reads the plan of a stack; without private hosts it is empty.
  public init(_ configuration: StackConfiguration) {
    var names: [String] = []
    var interfaces: [[Interface]] = []
    for adapter in configuration.adapters {
      guard adapter.component.name == Self.driver, let host = adapter.settings.text("host") else {
        continue
      }
      let interface = Interface(adapter.name, adapter.settings)
      if let place = names.firstIndex(of: host) {
        interfaces[place].append(interface)
      } else {
        names.append(host)
        interfaces.append([interface])
      }
    }
    hosts = zip(names, interfaces).map { Host(name: $0, interfaces: $1) }
  }

  private static let driver = "tap"
}

extension HostPlan.Interface {
  fileprivate init(_ adapter: String, _ settings: KeywordSettings) {
    self.adapter = adapter
    name = settings.text("interface") ?? "nd0"
    queues = settings.integer("queues").map { Int($0) } ?? 1
    hardwareAddress = settings.hardwareAddress("peermac") ?? Self.address(behind: adapter)
    addresses = Self.addresses(settings, "addresses")
    gateways = Self.addresses(settings, "gateway")
    mtu = settings.integer("mtu").map { Int($0) }
    queueLength = settings.integer("queue-length").map { Int($0) } ?? 10_000
    var offloads: UInt32 = 0
    if settings.text("checksum") != "off" {
      offloads |= UInt32(ND_TAP_CHECKSUM)
      if settings.text("segmentation") != "off" {
        offloads |= UInt32(ND_TAP_SEGMENT_IPV4 | ND_TAP_SEGMENT_IPV6 | ND_TAP_SEGMENT_ECN)
      }
    }
    self.offloads = offloads
  }

  private static func addresses(_ settings: KeywordSettings, _ name: String) -> [ConfiguredAddress]
  {
    settings.list(name).compactMap {
      if case .address(let address) = $0.value { address } else { nil }
    }
  }

  /// The address of the interface behind an adapter that configures none.
  private static func address(behind adapter: String) -> [UInt8] {
    StationAddress.derived(from: "\(adapter) interface").bytes
  }
}
