import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing

/// Packets injected around drivers that answer PENDING wherever they may and hold lists for random times.
@Suite struct InjectionPendingTests {
  @Test(
    "everything comes home through two hundred pauses and restarts",
    arguments: [1, 2, 3] as [UInt64]
  )
  func cycles(_ seed: UInt64) throws {
    let rig = try StackRig(seed: seed)
    rig.isPending = true
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right", "rate": "100 Mbit/s"],
      filters: [.init("tag", "vlan", ["id": "7"]), .init("watch", "capture")],
      protocols: [
        .init(
          "ping",
          "talker",
          ["address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "1 ms"]
        ),
        .init("drain", "sink"),
      ]
    )
    try rig.start(
      "right",
      filters: [.init("watch", "capture"), .init("tag", "vlan", ["id": "7"])],
      protocols: [.init("host", "responder", ["addresses": "10.0.0.2/24"])]
    )
    try rig.run(for: .milliseconds(5))
    var injected = 0
    var refused = 0
    let frame =
      [UInt8](repeating: 0xFF, count: 12) + [0x08, 0x06] + [UInt8](repeating: 1, count: 46)
    for round in 0..<200 {
      left.pauseAndRestart()
      for _ in 0..<4 {
        for adapter in rig.stack.adapters {
          var places = adapter.filters.map { InjectionPlace.filter($0) }
          places.append(.miniport(adapter))
          places += adapter.bindings.map { .binding($0) }
          for place in places {
            for direction in place.directions {
              do {
                _ = try place.inject(frame, direction)
                injected += 1
              } catch { refused += 1 }
            }
          }
        }
        try rig.run(for: .microseconds(UInt64(100 + round)))
      }
    }
    #expect(injected > 1_000)
    #expect(refused > 0)
    try rig.stopAndCheck()
  }
}
