import CLinux
import Glibc

/// Why a private host could not be made or joined: the step, the host's reason, and how to mend it.
public struct PrivateHostError: Error, CustomStringConvertible {
  let step: nd_private_step
  /// The host's error number, errno.
  public let code: Int32
  let interface: String

  /// True if all was well but the command could not be run.
  public var isOfCommand: Bool { step == ND_PRIVATE_COMMAND }

  /// What is wrong: where: how to mend.
  public var description: String { "\(problem): \(place): \(remedy)" }

  /// What is wrong, without the way out.
  public var problem: String { words.problem }
  /// The setting or file it hangs on.
  public var place: String { words.place }
  /// How to mend it.
  public var remedy: String { words.remedy }

  private var reason: String { String(cString: strerror(code)) }

  private var words: (problem: String, place: String, remedy: String) {
    switch step {
    case ND_PRIVATE_USER_NAMESPACE, ND_PRIVATE_NETWORK_NAMESPACE, ND_PRIVATE_USER_MAP:
      namespaceWords
    case ND_PRIVATE_TAP: tapWords
    case ND_PRIVATE_LINK:
      ("the interface cannot be set up (\(reason))", interface, "check mtu and queue-length")
    case ND_PRIVATE_ADDRESS:
      (
        "the interface cannot be given its addresses (\(reason))", interface,
        code == EACCES || code == EAFNOSUPPORT || code == EOPNOTSUPP
          ? "IPv6 is off in this kernel: leave the IPv6 addresses out of the stack file"
          : "check addresses in the stack file"
      )
    case ND_PRIVATE_ROUTE:
      (
        "the default route cannot be made (\(reason))", interface,
        "name a gateway inside one of the interface's networks"
      )
    case ND_PRIVATE_DESCRIPTORS:
      (
        "descriptors ran out or the keeper ended (\(reason))", "the private host",
        "allow more open files: ulimit -n 1024"
      )
    case ND_PRIVATE_JOIN:
      (
        "the private host cannot be joined (\(reason))", "its namespaces",
        code == EPERM
          ? "be the user who started it, and not inside another private host"
          : "see whether `ndissect shell` still runs there"
      )
    default:
      (
        "the private host cannot be started (\(reason))", "fork",
        "allow more processes: ulimit -u"
      )
    }
  }

  private var namespaceWords: (String, String, String) {
    if code == ENOSPC || code == EUSERS {
      let kind = step == ND_PRIVATE_NETWORK_NAMESPACE ? "net" : "user"
      let limit = HostSetting.read("/proc/sys/user/max_\(kind)_namespaces") ?? "?"
      return (
        "no more \(kind == "net" ? "network" : "user") namespaces are allowed",
        "user.max_\(kind)_namespaces is \(limit)",
        "as root: sysctl user.max_\(kind)_namespaces=10000"
      )
    }
    if HostSetting.read("/proc/sys/kernel/unprivileged_userns_clone") == "0" {
      return (
        "user namespaces are kept from ordinary users",
        "kernel.unprivileged_userns_clone is 0",
        "as root: sysctl kernel.unprivileged_userns_clone=1"
      )
    }
    if HostSetting.read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1" {
      return (
        "AppArmor takes the rights from an ordinary user's namespace",
        "kernel.apparmor_restrict_unprivileged_userns is 1",
        "as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or load a profile with userns"
      )
    }
    if code == EINVAL || code == ENOSYS {
      return (
        "this kernel has no user or network namespaces (\(reason))",
        "CONFIG_USER_NS, CONFIG_NET_NS",
        "use a kernel built with them"
      )
    }
    return (
      "a namespace of one's own is refused (\(reason))", "a container's or the system's policy",
      "start the container with --security-opt seccomp=unconfined, or run outside of it"
    )
  }

  private var tapWords: (String, String, String) {
    let device = "/dev/net/tun"
    return switch code {
    case ENOENT:
      (
        "the TAP device is missing", device,
        "as root: modprobe tun; a container: start it with --device \(device)"
      )
    case ENODEV, ENXIO:
      ("the kernel has no TAP driver", device, "as root: modprobe tun")
    case EACCES:
      ("the TAP device may not be opened", device, "as root: chmod 666 \(device)")
    case EBUSY, EEXIST:
      ("the interface exists already", interface, "give each interface of a host another name")
    case EPERM
    where HostSetting.read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1":
      (
        "AppArmor takes the rights from an ordinary user's namespace",
        "kernel.apparmor_restrict_unprivileged_userns is 1",
        "as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0"
      )
    case EPERM:
      (
        "a TAP interface is refused (\(reason))", device,
        "a container: start it with --device \(device) and without a device policy"
      )
    case ENAMETOOLONG:
      (
        "the interface's name is too long, or there are too many", interface,
        "15 bytes, 8 interfaces"
      )
    default:
      ("no TAP interface can be made (\(reason))", device, "see `ndissect doctor`")
    }
  }
}

/// Settings of the system.
public enum HostSetting {
  /// The first line of a small file; nil if it cannot be read.
  public static func read(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self)
  }
}
