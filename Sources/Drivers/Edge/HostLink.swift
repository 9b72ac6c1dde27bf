import CLinux
import Glibc
import Kernel

/// An interface of the host, seen from the adapter at the other end of its cable.
///
/// Changes come as an interrupt of the kernel model: up, down, another MTU, gone. The statistics are the host's own.
final class HostLink {
  /// What the adapter has to know of the interface.
  struct State: Equatable {
    /// Somebody switched it on and its cable is connected.
    var isConnected: Bool
    var mtu: UInt32
    /// It was removed.
    var isGone = false
  }

  let name: String
  let index: UInt32
  /// ARPHRD_ number of its kind; 1 is Ethernet.
  let type: UInt16
  /// The interface's own station address.
  let address: [UInt8]
  /// Descriptor for requests in the interface's namespace.
  let netlink: Int32
  /// As of the last message of the host.
  private(set) var state: State
  /// Called at dispatch level with the state before and after a change.
  var onChange: (State, State) -> Void = { _, _ in }
  private let monitor: Int32
  private let ownsDescriptors: Bool
  private let machine: Machine
  private var watch: Watch?
  private var last = nd_link_statistics()

  /// Finds an interface in this process's namespace and follows it.
  convenience init(named name: String, machine: Machine) throws(HostError) {
    let netlink = nd_netlink_open()
    guard netlink >= 0 else { throw HostError(call: "netlink", code: -netlink) }
    // Open before the state is read, so that no change falls between.
    let monitor = nd_link_monitor_open()
    guard monitor >= 0 else {
      close(netlink)
      throw HostError(call: "netlink", code: -monitor)
    }
    try self.init(named: name, netlink: netlink, monitor: monitor, owns: true, machine: machine)
  }

  /// Finds an interface in the namespace the descriptors were opened in.
  init(
    named name: String,
    netlink: Int32,
    monitor: Int32,
    owns: Bool,
    machine: Machine
  ) throws(HostError) {
    var link = nd_link()
    let found = nd_link_find(netlink, name, &link)
    guard found == 0 else {
      if owns {
        close(netlink)
        close(monitor)
      }
      throw HostError(call: "RTM_GETLINK", code: -found)
    }
    self.name = name
    self.netlink = netlink
    self.monitor = monitor
    self.machine = machine
    ownsDescriptors = owns
    index = link.index
    type = link.type
    address = withUnsafeBytes(of: link.address) { Array($0) }
    state = State(link)
    last = link.statistics
  }

  deinit {
    if let watch { machine.watches.remove(watch) }
    if ownsDescriptors {
      close(netlink)
      close(monitor)
    }
  }

  /// Starts to follow the interface.
  func follow() throws(MachineError) {
    guard watch == nil else { return }
    watch = try machine.watch(monitor) { [unowned self] in takeChanges() }
    refresh()
  }

  /// What the interface says of its speed, bits per second; nil if it says nothing.
  var speed: UInt64? {
    var bits: UInt64 = 0
    return nd_link_speed(netlink, name, &bits) == 0 ? bits : nil
  }

  /// The interface's counters; the last known ones once it is gone.
  func statistics() -> nd_link_statistics {
    var link = nd_link()
    if !state.isGone, nd_link_read(netlink, index, &link) == 0 { last = link.statistics }
    return last
  }

  /// Reads the state anew, after changes may have been missed.
  func refresh() {
    var link = nd_link()
    let result = nd_link_read(netlink, index, &link)
    if result == 0 {
      last = link.statistics
      change(to: State(link))
    } else if result == -ENODEV {
      change(to: State(isConnected: false, mtu: state.mtu, isGone: true))
    }
  }

  private func takeChanges() -> Bool {
    let budget = 16
    let count = withUnsafeTemporaryAllocation(of: nd_link.self, capacity: budget) { links in
      let count = nd_link_monitor_read(monitor, links.baseAddress, budget)
      for link in links.prefix(Int(max(0, count))) where link.index == index {
        if link.is_gone {
          change(to: State(isConnected: false, mtu: state.mtu, isGone: true))
        } else {
          last = link.statistics
          change(to: State(link))
        }
      }
      return count
    }
    // The host had more to tell than it could keep.
    if count < 0 { refresh() }
    return count == Int32(budget)
  }

  private func change(to new: State) {
    guard new != state, !state.isGone else { return }
    let old = state
    state = new
    onChange(old, new)
  }
}

extension HostLink.State {
  init(_ link: nd_link) {
    self.init(isConnected: link.is_up && link.has_carrier, mtu: link.mtu)
  }
}
