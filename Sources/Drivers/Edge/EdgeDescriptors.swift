/// Live descriptors that somebody else opened, by the name of the adapter they belong to.
///
/// This is how an adapter's TAP comes to lie in another network namespace: its descriptors are opened there and sent
/// here. They stay their opener's, who closes them once the engine has ended.
public struct EdgeDescriptors: Sendable {
  /// The descriptors of one TAP interface.
  public struct Tap: Sendable {
    /// One per queue, each with a 12-byte virtio-net header; non-blocking.
    public var queues: [Int32]
    /// `nd_netlink_open` in the interface's namespace.
    public var netlink: Int32
    /// `nd_link_monitor_open` in the interface's namespace.
    public var monitor: Int32

    /// Puts the descriptors of one interface together.
    public init(queues: [Int32], netlink: Int32, monitor: Int32) {
      self.queues = queues
      self.netlink = netlink
      self.monitor = monitor
    }
  }

  private var taps: [String: Tap] = [:]

  /// No descriptors.
  public init() {}

  /// The descriptors of an adapter's interface; nil if it opens its own.
  public subscript(adapter: String) -> Tap? {
    get { taps[adapter] }
    set { taps[adapter] = newValue }
  }
}
