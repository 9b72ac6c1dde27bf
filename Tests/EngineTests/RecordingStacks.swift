import Drivers
import Engine
import Kernel
import NDIS

/// Stacks that a seed decides: adapters on wires and generators, filters, protocols, traffic.
enum RecordingStacks {
  /// The text of a stack file.
  static func text(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let count = 1 + Int(random.bounded(4))
    var adapters = ""
    var protocols = ""
    var place = 0
    while place < count {
      if place + 1 < count, random.bounded(3) > 0 {
        adapters += wire(place, peer: place + 1, &random) + wire(place + 1, peer: nil, &random)
        protocols += conversation(place, &random)
        place += 2
      } else {
        adapters += generator(place, &random)
        protocols += "  drain\(place): { driver: sink, bind: eth\(place) }\n"
        place += 1
      }
    }
    return "name: random\nseed: \(seed)\nadapters:\n\(adapters)protocols:\n\(protocols)"
  }

  /// The checked stack.
  static func configuration(seed: UInt64) throws -> StackConfiguration {
    try StackFile.read(
      text(seed: seed),
      file: "random.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
  }

  private static func wire(_ place: Int, peer: Int?, _ random: inout SeededRandom) -> String {
    var text = "  eth\(place):\n    driver: wire\n    delay: \(1 + random.bounded(400)) us\n"
    if let peer { text += "    peer: eth\(peer)\n" }
    return text + filters(&random)
  }

  private static func generator(_ place: Int, _ random: inout SeededRandom) -> String {
    let profile = ["fixed", "imix", "flows"][Int(random.bounded(3))]
    var text = "  eth\(place):\n    driver: generator\n    profile: \(profile)\n"
    text += "    rate: \(1_000 + random.bounded(9_000)) packets/s\n"
    text += "    batch: \(1 + random.bounded(16))\n"
    if profile == "fixed" { text += "    size: \(60 + random.bounded(1_000))\n" }
    if random.bounded(2) == 0 { text += "    vlan: \(1 + random.bounded(2))\n" }
    return text + filters(&random)
  }

  private static func filters(_ random: inout SeededRandom) -> String {
    let count = random.bounded(7)
    guard count > 0 else { return "" }
    var text = "    filters:\n"
    // A modifying driver stands once on an adapter; a monitoring one as often as wanted.
    var kinds: [UInt64] = (0..<count).map { _ in random.bounded(3) }
    for kind in 1...2 as ClosedRange<UInt64> {
      guard let first = kinds.firstIndex(of: kind) else { continue }
      for place in kinds.indices where place != first && kinds[place] == kind { kinds[place] = 0 }
    }
    for (place, kind) in kinds.enumerated() {
      switch kind {
      case 0:
        text += "      - { driver: capture, name: watch\(place) }\n"
      case 1:
        text += "      - { driver: vlan, name: tag\(place), id: \(1 + random.bounded(2)), "
        text += "untagged: \(random.bounded(4) == 0 ? "drop" : "pass") }\n"
      default:
        text += "      - driver: classify\n        name: gate\(place)\n        rules:\n"
        text +=
          "          - { match: \"ip and ip[5] & \(1 + random.bounded(15)) = 3\", action: drop }\n"
      }
    }
    return text
  }

  private static func conversation(_ place: Int, _ random: inout SeededRandom) -> String {
    let interval = 200 + random.bounded(2_000)
    let size = 32 + random.bounded(1_200)
    var text =
      "  caller\(place): { driver: talker, bind: eth\(place), address: 10.\(place).0.1/24, "
    text += "target: 10.\(place).0.2, interval: \(interval) us, size: \(size) }\n"
    text += "  answer\(place): { driver: responder, bind: eth\(place + 1), "
    text += "addresses: [10.\(place).0.2/24] }\n"
    if random.bounded(2) == 0 {
      text += "  observer\(place): { driver: sink, bind: eth\(place + 1) }\n"
    }
    return text
  }
}
