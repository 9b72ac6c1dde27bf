import Kernel
import Wire

/// The endless series of frames of a generator; the same for a seed and a name.
final class GeneratorTraffic {
  /// What the series is made of.
  enum Profile: String {
    case fixed, imix, flows
  }

  private let profile: Profile
  private let size: Int
  private let longest: Int
  private let flows: [ProbeFrame.Flow]
  private var random: SeededRandom
  private var turn = 0
  /// Frames made before, by flow and size.
  private var made: [Key: [UInt8]] = [:]

  private struct Key: Hashable {
    let flow: Int
    let size: Int
  }

  /// Makes the flows.
  init(
    profile: Profile,
    size: Int,
    longest: Int,
    flows count: Int?,
    vlan: VLANTag?,
    destination: MACAddress,
    name: String,
    random: SeededRandom
  ) {
    self.profile = profile
    self.size = size
    self.longest = longest
    self.random = random
    let number = max(1, count ?? (profile == .flows ? 16 : 1))
    let source = StationAddress.derived(from: "\(name)/source")
    flows = (0..<number).map { (index: Int) -> ProbeFrame.Flow in
      let isTCP = profile == .flows && index % 2 == 1
      // 200 hosts with as many ports each as it takes: no two flows are alike.
      let host = UInt32(index % 200)
      let port = UInt16(clamping: 49_152 + index / 200)
      return ProbeFrame.Flow(
        destination: destination,
        source: source,
        destinationIP: IPv4Address(0xC613_0001),
        sourceIP: IPv4Address(0xC612_0001 + host),
        destinationPort: isTCP ? 443 : 9,
        sourcePort: port,
        isTCP: isTCP,
        tag: vlan
      )
    }
  }

  /// Hands out the next frame, to be changed at will, with the place of its IPv4 header.
  func withNext(_ body: (UnsafeMutableRawBufferPointer, Int) -> Void) {
    let index = nextFlow()
    let key = Key(flow: index, size: nextSize())
    if made[key] == nil {
      // A cache of bounded size: many flows of three sizes each.
      if made.count >= 4_096 { made.removeAll(keepingCapacity: true) }
      made[key] = (try? ProbeFrame.make(flows[index], size: key.size)) ?? []
    }
    let header = flows[index].tag == nil ? 14 : 18
    made[key]?.withUnsafeMutableBytes { body($0, header) }
  }

  private func nextFlow() -> Int {
    guard flows.count > 1 else { return 0 }
    if profile == .flows { return Int(random.bounded(UInt64(flows.count))) }
    turn = (turn + 1) % flows.count
    return turn
  }

  private func nextSize() -> Int {
    guard profile != .fixed else { return size }
    let wanted =
      switch random.bounded(12) {
      case 0..<7: 60
      case 7..<11: 590
      default: 1_514
      }
    return min(wanted, longest)
  }
}
