import CLinux
import Glibc
import Kernel
import NDIS
import Wire

/// The queues of a TAP interface and the interface itself.
///
/// Opened here in this process's namespace, or taken over from somebody who opened them in another.
final class TapDevice {
  /// One descriptor per queue.
  let queues: [Int32]
  /// The interface at the other end.
  let link: HostLink
  private let ownsQueues: Bool

  /// Takes over what an adapter's settings name.
  ///
  /// - Throws: `DriverError` that says what the host lacks and how to mend it.
  init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    let machine = configuration.context.machine
    let name = settings.text("interface") ?? "nd0"
    guard machine.isLive else {
      throw DriverError(
        "\(MachineError.watchNeedsHostClock)",
        source: .default,
        mend: "leave out --stepped, or take a stack without live edges"
      )
    }
    if let given = configuration.context.edges[configuration.name] {
      queues = given.queues
      ownsQueues = false
      var buffer = [CChar](repeating: 0, count: ND_LINK_NAME)
      let isNamed = given.queues.first.map { nd_tap_name($0, &buffer) == 0 } ?? false
      let found =
        isNamed
        ? String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        : name
      do throws(HostError) {
        link = try HostLink(
          named: found,
          netlink: given.netlink,
          monitor: given.monitor,
          owns: false,
          machine: machine
        )
      } catch {
        throw DriverError(
          "the TAP interface \(found) cannot be followed: \(error)",
          source: settings.source("interface"),
          mend: "start the shell again"
        )
      }
      return
    }
    if let host = settings.text("host") {
      throw DriverError(
        "adapter \(configuration.name) leads to the private host \(host), which only a shell makes",
        source: settings.source("host"),
        mend: "open this stack with ndissect shell"
      )
    }
    let wanted = Wanted(configuration, name: name)
    let opened = try Self.open(wanted)
    do throws(HostError) {
      link = try HostLink(named: name, machine: machine)
      try Self.configure(link, wanted, isNew: opened.isNew)
      link.refresh()
    } catch {
      for queue in opened.queues { close(queue) }
      throw wanted.refusal(error)
    }
    queues = opened.queues
    ownsQueues = true
  }

  deinit {
    if ownsQueues { for queue in queues { close(queue) } }
  }

  /// Plugs the interface's cable in or out; false if the host does not let us.
  func setCarrier(_ isOn: Bool) -> Bool {
    queues.first.map { nd_tap_set_carrier($0, isOn) == 0 } ?? false
  }

  private static func open(
    _ wanted: Wanted
  ) throws(DriverError) -> (queues: [Int32], isNew: Bool) {
    let netlink = nd_netlink_open()
    guard netlink >= 0 else { throw wanted.refusal(HostError(call: "netlink", code: -netlink)) }
    defer { close(netlink) }
    var existing = nd_link()
    let isNew = nd_link_find(netlink, wanted.name, &existing) != 0
    // A TAP that nobody has open has no carrier; another program's queues would share its frames with ours.
    guard isNew || !existing.has_carrier else {
      throw wanted.refusal(HostError(call: "TUNSETIFF", code: EBUSY))
    }
    var queues = [Int32](repeating: -1, count: wanted.queueCount)
    let address = isNew || wanted.isAddressConfigured ? wanted.address.bytes : nil
    let result =
      if let address {
        nd_tap_open(
          wanted.name,
          UInt32(wanted.queueCount),
          wanted.offloads,
          address,
          &queues
        )
      } else {
        nd_tap_open(wanted.name, UInt32(wanted.queueCount), wanted.offloads, nil, &queues)
      }
    guard result == 0 else { throw wanted.refusal(HostError(call: "TUNSETIFF", code: -result)) }
    return (queues, isNew)
  }

  private static func configure(
    _ link: HostLink,
    _ wanted: Wanted,
    isNew: Bool
  ) throws(HostError) {
    func check(_ call: String, _ result: Int32) throws(HostError) {
      guard result == 0 else { throw HostError(call: call, code: -result) }
    }
    if link.state.mtu != wanted.mtu {
      try check("IFLA_MTU", nd_link_set_mtu(link.netlink, link.index, wanted.mtu))
    }
    if isNew {
      let length = wanted.queueLength
      try check("IFLA_TXQLEN", nd_link_set_queue_length(link.netlink, link.index, length))
    }
    try check("IFF_UP", nd_link_set_up(link.netlink, link.index, true))
    for prefix in wanted.addresses {
      var address = nd_ip_address(prefix.address, length: prefix.length)
      try check("RTM_NEWADDR", nd_address_add(link.netlink, link.index, &address))
    }
    for gateway in wanted.gateways {
      var address = nd_ip_address(gateway.address, length: gateway.length)
      let result = nd_route_add(link.netlink, link.index, nil, &address)
      if result != -EEXIST { try check("RTM_NEWROUTE", result) }
    }
  }
}

extension TapDevice {
  /// What the settings want of an interface of this host.
  private struct Wanted {
    let name: String
    let queueCount: Int
    let offloads: UInt32
    let address: MACAddress
    let isAddressConfigured: Bool
    let mtu: UInt32
    let queueLength: UInt32
    let addresses: [IPPrefix]
    let gateways: [IPPrefix]
    let source: ConfigurationSource

    init(_ configuration: InstanceConfiguration, name: String) {
      let settings = configuration.settings
      self.name = name
      source = settings.source("interface")
      queueCount = Int(settings.integer("queues") ?? 1)
      offloads = TapMiniport.offloads(settings)
      let configured = settings.hardwareAddress("peermac").flatMap { bytes in
        bytes.withUnsafeBytes { MACAddress(bytes: $0) }
      }
      isAddressConfigured = configured != nil
      address = configured ?? StationAddress.derived(from: "\(configuration.name) interface")
      mtu = UInt32(settings.integer("mtu") ?? 1_500)
      queueLength = UInt32(settings.integer("queue-length") ?? 10_000)
      addresses = configuration.addresses("addresses")
      gateways = configuration.addresses("gateway")
    }

    func refusal(_ error: HostError) -> DriverError {
      let (what, mend): (String, String) =
        switch error.code {
        case EPERM:
          (
            "the TAP interface \(name) needs root or CAP_NET_ADMIN",
            "run it with sudo, or take ndissect shell, which needs no privileges"
          )
        case EACCES:
          ("/dev/net/tun may not be opened", "let this user read and write it, or run with sudo")
        case ENOENT, ENODEV, ENXIO:
          (
            "this host has no TAP device (/dev/net/tun)",
            "load it with modprobe tun; a container needs --device /dev/net/tun"
          )
        case EBUSY:
          (
            "the interface \(name) is in use",
            "end the program that has it, or write another name with interface"
          )
        case EINVAL, ENOTUNIQ:
          (
            "\(name) is there already and is no TAP interface with \(queueCount) queues",
            "write another name with interface"
          )
        default:
          (
            "the TAP interface \(name) cannot be set up: \(error)",
            "see what ip link show \(name) says"
          )
        }
      return DriverError(what, source: source, mend: mend)
    }
  }
}

extension nd_ip_address {
  init(_ address: IPAddress, length: Int) {
    self.init()
    prefix_length = UInt8(clamping: length)
    switch address {
    case .v4(let value):
      is_ipv6 = false
      withUnsafeMutableBytes(of: &bytes) { $0.copyBytes(from: value.bytes) }
    case .v6(let value):
      is_ipv6 = true
      withUnsafeMutableBytes(of: &bytes) { $0.copyBytes(from: value.bytes) }
    }
  }
}
