import CLinux
import Glibc

/// One thing this machine gives the product, or does not: what, how far, and how to mend it.
public struct HostCheck: Hashable, Sendable {
  /// How far it works.
  public enum State: String, Sendable {
    case ok
    case limited
    case no
  }

  /// What was looked at.
  public let name: String
  /// How far it works.
  public let state: State
  /// What was found.
  public let text: String
  /// The setting or file it hangs on; empty if there is none.
  public let place: String
  /// What to do; empty if there is nothing to do.
  public let remedy: String

  /// Puts a finding together.
  public init(
    _ name: String,
    _ state: State,
    _ text: String,
    place: String = "",
    remedy: String = ""
  ) {
    self.name = name
    self.state = state
    self.text = text
    self.place = place
    self.remedy = remedy
  }

  /// Tries everything an engine can use; call before any thread is started.
  public static func all() -> [HostCheck] {
    [namespaces, tapDevice, privateHost, hostNetwork, memory, files]
  }

  private static var namespaces: HostCheck {
    let name = "user namespaces"
    let limit = HostSetting.read("/proc/sys/user/max_user_namespaces")
    if limit == nil {
      return HostCheck(
        name,
        .no,
        "this kernel has none",
        place: "/proc/sys/user/max_user_namespaces",
        remedy: "use a kernel built with CONFIG_USER_NS"
      )
    }
    for (path, bad, remedy) in [
      ("kernel/unprivileged_userns_clone", "0", "1"),
      ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
    ] where HostSetting.read("/proc/sys/\(path)") == bad {
      let setting = path.replacing("/", with: ".")
      return HostCheck(
        name,
        geteuid() == 0 ? .limited : .no,
        "kept from ordinary users",
        place: "\(setting) is \(bad)",
        remedy: "as root: sysctl \(setting)=\(remedy)"
      )
    }
    if limit == "0" {
      return HostCheck(
        name,
        .no,
        "none are allowed",
        place: "user.max_user_namespaces is 0",
        remedy: "as root: sysctl user.max_user_namespaces=10000"
      )
    }
    return HostCheck(name, .ok, "at most \(limit ?? "") of them")
  }

  private static var tapDevice: HostCheck {
    let device = "/dev/net/tun"
    let file = open(device, O_RDWR | O_CLOEXEC)
    guard file < 0 else {
      close(file)
      return HostCheck("TAP device", .ok, "\(device) can be opened")
    }
    let error = PrivateHostError(step: ND_PRIVATE_TAP, code: errno, interface: "")
    return HostCheck("TAP device", .no, error.problem, place: error.place, remedy: error.remedy)
  }

  private static var privateHost: HostCheck {
    let name = "private host"
    guard let error = PrivateHost.attempt() else {
      return HostCheck(name, .ok, "made and gone again: `ndissect shell` works")
    }
    return HostCheck(name, .no, error.problem, place: error.place, remedy: error.remedy)
  }

  private static var hostNetwork: HostCheck {
    let name = "host traffic"
    var header = false
    // The loopback interface is the first of every namespace.
    let packet = nd_packet_open(1, 1 << 16, &header)
    if packet >= 0 { close(packet) }
    let mayMake = capabilities & 1 << 12 != 0
    if packet >= 0, mayMake {
      return HostCheck(name, .ok, "packet sockets and TAP interfaces of the host")
    }
    let missing = [packet < 0 ? "CAP_NET_RAW" : nil, mayMake ? nil : "CAP_NET_ADMIN"]
      .compactMap { $0 }.joined(separator: ", ")
    return HostCheck(
      name,
      .limited,
      "private hosts and captures only; missing: \(missing)",
      place: "the rights of this process",
      remedy: "be root for the stack `tap` and for packet sockets"
    )
  }

  /// The effective capabilities of this process.
  private static var capabilities: UInt64 {
    field("CapEff:", of: "/proc/self/status", radix: 16)
  }

  /// A number behind a label of a file of lines; 0 if there is none.
  private static func field(_ label: String, of path: String, radix: Int) -> UInt64 {
    guard let file = fopen(path, "re") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let words = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }
      if words.count > 1, words[0] == label { return UInt64(words[1], radix: radix) ?? 0 }
    }
    return 0
  }

  private static var memory: HostCheck {
    let free = field("MemAvailable:", of: "/proc/meminfo", radix: 10) >> 10
    // A lab takes 25 MB, a recorded run its ring of 64 MB.
    guard free < 128 else { return HostCheck("memory", .ok, "\(free) MB free") }
    return HostCheck(
      "memory",
      .limited,
      "\(free) MB free; a recorded run wants 128",
      place: "this machine",
      remedy: "end something, or record with --level 1"
    )
  }

  private static var files: HostCheck {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard limit.rlim_cur < 64 else {
      return HostCheck("open files", .ok, "at most \(limit.rlim_cur)")
    }
    return HostCheck(
      "open files",
      .limited,
      "at most \(limit.rlim_cur)",
      place: "ulimit -n",
      remedy: "ulimit -n 1024"
    )
  }
}
