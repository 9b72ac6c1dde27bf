import CNDIS
import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing

/// Two adapters on a fast cable; the left one's sends go through an impaired line.
final class ImpairedLine {
  let rig: StackRig
  let near = Scribe()
  let distant = Scribe()
  let left: MiniportAdapter
  let right: MiniportAdapter

  init(
    _ settings: [String: String] = [:],
    send: [String: String] = [:],
    receive: [String: String] = [:],
    seed: UInt64 = 1,
    onReceive: Bool = false,
    isPending: Bool = false
  ) throws {
    rig = try StackRig(seed: seed)
    rig.isPending = isPending
    // Without loopback: the line sees each packet once.
    near.filter = [.promiscuous, .noLocal]
    distant.filter = [.promiscuous, .noLocal]
    let part = StackRig.Part(
      "line",
      "impair",
      settings,
      values: try Self.mappings(["send": send, "receive": receive])
    )
    let cable = ["rate": "1 Tbit/s", "delay": "0", "queue": "4096", "lists": "4096"]
    left = try rig.start(
      "left",
      "wire",
      cable.merging(["peer": "right"]) { $1 },
      filters: onReceive ? [] : [part],
      protocols: [.init("near", near)]
    )
    right = try rig.start(
      "right",
      "wire",
      cable,
      filters: onReceive ? [part] : [],
      protocols: [.init("far", distant)]
    )
    try rig.run(for: .milliseconds(1))
  }

  var module: FilterModule {
    get throws { try #require((left.filters + right.filters).first) }
  }

  var driver: ImpairFilter {
    get throws {
      let driver = try module.driver
      let inner = (driver as? PendingFilter)?.inner ?? driver
      return try #require(inner as? ImpairFilter)
    }
  }

  /// Sends numbered frames of `length` bytes, `batch` in a chain.
  func send(_ numbers: Range<Int>, length: Int = 64, batch: Int = 16, cancelID: UInt64 = 0) {
    var next = numbers.lowerBound
    while next < numbers.upperBound {
      let end = min(next + batch, numbers.upperBound)
      near.send((next..<end).map { Self.frame($0, length: length) }, cancelID: cancelID)
      next = end
    }
  }

  static func frame(_ number: Int, length: Int = 64) -> [UInt8] {
    [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x88, 0xB5, UInt8(number >> 8), UInt8(number & 0xFF)]
      + [UInt8](repeating: 0x55, count: length - 16)
  }

  static func number(_ frame: [UInt8]) -> Int { Int(frame[14]) << 8 | Int(frame[15]) }

  private static func mappings(
    _ settings: [String: [String: String]]
  ) throws -> [KeywordSettings.Setting] {
    try ["receive", "send"].compactMap { name in
      guard let given = settings[name], !given.isEmpty else { return nil }
      var values = KeywordSettings()
      for (keyword, text) in given.sorted(by: { $0.key < $1.key }) {
        let type = try #require(ImpairFilter.component.keyword(keyword)?.type)
        values.set(
          keyword,
          to: ConfiguredValue(
            try type.value(of: text),
            source: .file(path: "rig.yaml", line: 40, column: 3)
          )
        )
      }
      return KeywordSettings.Setting(name, ConfiguredValue(.record(values)))
    }
  }
}
