import Drivers
import Engine
import Kernel

/// The text of a stack file made from a seed: the same seed, the same stack.
///
/// One to four adapters: pairs on a wire with a talker at one end and a responder at the other, generators, and one
/// without a medium; up to six filters. It is valid by construction, and is read as a person's file would be.
struct RandomStack {
  let name: String
  /// The whole file.
  var text: String {
    (head + lines + ["protocols:"] + protocols).joined(separator: "\n") + "\n"
  }

  private let head: [String]
  private var random: SeededRandom
  private var lines: [String] = []
  private var protocols: [String] = []
  private var filtersLeft: Int
  private var count = 0

  init(seed: UInt64) {
    name = "random-\(seed)"
    head = ["name: \(name)", "seed: \(seed)", "adapters:"]
    random = SeededRandom(seed: seed)
    filtersLeft = Int(random.bounded(7))
    let adapters = 1 + Int(random.bounded(4))
    var place = 0
    var hasDisconnected = false
    while place < adapters {
      if adapters - place >= 2, place == 0 || random.bounded(3) > 0 {
        addPair(place)
        place += 2
      } else if place > 0, !hasDisconnected, random.bounded(2) == 0 {
        addDisconnected(place)
        hasDisconnected = true
        place += 1
      } else {
        addGenerator(place)
        place += 1
      }
    }
  }

  /// The stack as the product reads it.
  func configuration() throws(StackFileErrors) -> StackConfiguration {
    try StackFile.read(text, file: name, catalogue: DriverCatalogue.builtIn.components)
  }

  private mutating func choose(_ values: [String]) -> String {
    values[Int(random.bounded(UInt64(values.count)))]
  }

  private mutating func number(_ range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound + random.bounded(range.upperBound - range.lowerBound + 1)
  }

  /// A name no other instance has; some are longer than a column.
  private mutating func instance(_ base: String) -> String {
    count += 1
    return choose([base, base, "\(base)-of-the-northern-building"]) + "-\(count)"
  }

  private mutating func addPair(_ place: Int) {
    let vlan = filtersLeft >= 2 && random.bounded(2) == 0 ? number(1...4094) : nil
    if vlan != nil { filtersLeft -= 2 }
    let rate = choose(["10 Mbit/s", "1 Gbit/s", "25 Gbit/s", "100 Gbit/s"])
    for end in [place, place + 1] {
      lines += ["  eth\(end):", "    driver: wire"]
      if end == place { lines.append("    peer: eth\(place + 1)") }
      lines += ["    rate: \(rate)", "    delay: \(number(1...4000)) us"]
      addFilters(vlan.map { "mode: access, id: \($0)" })
    }
    let isSix = random.bounded(2) == 0
    let (near, far) =
      isSix ? ("fd00:\(place)::1", "fd00:\(place)::2") : ("10.0.\(place).1", "10.0.\(place).2")
    let length = isSix ? 64 : 24
    protocols += [
      "  \(instance("caller")):", "    driver: talker", "    bind: eth\(place)",
      "    address: \(near)/\(length)", "    target: \(far)",
      "    interval: \(number(40...400)) ms", "    size: \(number(0...1200))",
      "  \(instance("answer")):", "    driver: responder", "    bind: eth\(place + 1)",
      "    addresses: [\(far)/\(length)]", "    announce: \(random.bounded(2) == 0)",
    ]
    if random.bounded(2) == 0 { addSink(place + 1) }
  }

  private mutating func addGenerator(_ place: Int) {
    let vlan = random.bounded(2) == 0 ? number(1...4094) : nil
    lines += [
      "  eth\(place):", "    driver: generator",
      "    profile: \(choose(["fixed", "imix", "flows"]))",
      "    rate: \(number(5...80)) packets/s", "    batch: \(number(1...16))",
    ]
    if let vlan { lines.append("    vlan: \(vlan)") }
    var tag: String?
    if let vlan, filtersLeft > 0 {
      filtersLeft -= 1
      tag = "mode: trunk, allowed: [\(random.bounded(2) == 0 ? vlan : vlan % 4094 + 1)]"
    }
    addFilters(tag)
    addSink(place)
  }

  private mutating func addDisconnected(_ place: Int) {
    lines += ["  eth\(place):", "    driver: wire", "    media: disconnected"]
    addFilters(nil)
    addSink(place)
  }

  private mutating func addSink(_ place: Int) {
    protocols += ["  \(instance("drain")):", "    driver: sink", "    bind: eth\(place)"]
  }

  /// The filters of the adapter named last: the VLAN one if there is one, then some of what is left.
  private mutating func addFilters(_ vlan: String?) {
    let others = Int(random.bounded(UInt64(min(filtersLeft, 3)) + 1))
    filtersLeft -= others
    guard vlan != nil || others > 0 else { return }
    lines.append("    filters:")
    if let vlan { lines.append("      - { driver: vlan, name: \(instance("tag")), \(vlan) }") }
    // A modifying filter stands on an adapter once; monitoring ones as often as one likes.
    let gate = random.bounded(2) == 0 ? 0 : Int(random.bounded(UInt64(max(others, 1))))
    for other in 0..<others {
      if other != gate {
        lines.append("      - { driver: capture, name: \(instance("watch")) }")
      } else {
        lines.append("      - driver: classify")
        lines += ["        name: \(instance("gate"))", "        rules:"]
        for _ in 0..<number(1...3) {
          let match = choose([
            "icmp and icmp[7] & 7 = 0", "arp", "udp", "tcp dst port 80", "greater 600",
            "icmp6 and ip6[40] = 129", "ip and less 64", "vlan", "ether[0] & 1 = 1",
          ])
          let action = choose(["permit", "permit", "drop"])
          lines.append("          - { match: \"\(match)\", action: \(action) }")
        }
      }
    }
  }
}
