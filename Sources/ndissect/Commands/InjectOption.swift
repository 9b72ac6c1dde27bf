import Engine
import Inspection
import Wire

/// One `--inject`: where, which way, what, how often.
///
///     eth0:receive:eth/ipv4(dst=10.0.0.1)/icmp
///     eth0/firewall:send:hex:ffffffffffff0200000000010806…*10@5ms
///     ping:send:traffic.pcapng#3
enum InjectOption {
  /// What `--help` says of it.
  static let help = """
    Originate a packet once the stack runs; may be given again. WHERE is an adapter, adapter/filter, adapter/protocol, \
    or a name used once; WAY is send or receive; FRAME is layers such as eth/ipv4(dst=10.0.0.2)/udp(dport=53), \
    hex:DIGITS, or CAPTURE#N for a capture's N-th packet; *COUNT@INTERVAL repeats it, such as *10@5ms.
    """

  /// Reads one option.
  ///
  /// - Throws: `Failure` with what is wrong, where, and how to mend it.
  static func order(_ text: String) throws -> InjectionOrder {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty else {
      throw Failure.use("no WHERE:WAY:FRAME: --inject \(text): write such as eth0:send:eth/arp")
    }
    let direction: Inspection.Direction
    switch parts[1] {
    case "send": direction = .transmit
    case "receive": direction = .receive
    default:
      throw Failure.use("no such way: --inject …:\(parts[1]):…: write send or receive")
    }
    let (frame, count, interval) = try repetition(String(parts[2]))
    let made = try self.frame(frame)
    return InjectionOrder(
      place: String(parts[0]),
      direction: direction,
      frame: made.bytes,
      link: made.link,
      count: count,
      interval: interval
    )
  }

  /// Splits `*COUNT@INTERVAL` off; a star inside of quotes or parentheses belongs to the frame.
  private static func repetition(_ text: String) throws -> (String, UInt64, UInt64) {
    guard let star = text.lastIndex(of: "*"),
      !text[star...].contains(where: { "()\"/".contains($0) })
    else { return (text, 1, 0) }
    let tail = text[text.index(after: star)...].split(
      separator: "@",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let first = tail.first, let count = UInt64(first), count > 0 else {
      throw Failure.use("no count: --inject …\(text[star...]): write such as *10 or *10@5ms")
    }
    guard tail.count == 2 else { return (String(text[..<star]), count, 0) }
    guard let interval = TimeSpan(argument: String(tail[1])) else {
      throw Failure.use("no interval: --inject …\(text[star...]): write such as *10@5ms")
    }
    return (String(text[..<star]), count, interval.nanoseconds)
  }

  private static func frame(_ text: String) throws -> (bytes: [UInt8], link: LinkLayer?) {
    if let hash = text.lastIndex(of: "#"), let number = Int(text[text.index(after: hash)...]) {
      guard number > 0 else {
        throw Failure.use("packets count from 1: --inject …\(text[hash...]): write #1 or more")
      }
      do throws(EngineError) {
        let packet = try CapturedPacket(path: String(text[..<hash]), number: number)
        return (packet.bytes, packet.link)
      } catch {
        throw Failure.use(error.description)
      }
    }
    do throws(CraftError) {
      return (try FrameText.bytes(of: text), nil)
    } catch {
      throw Failure.use(
        "\(error.problem): --inject …:\(text): column \(error.column): \(error.mend)"
      )
    }
  }
}
