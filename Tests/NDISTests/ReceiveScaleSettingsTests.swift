import Kernel
@testable import NDIS
import Testing

@Suite("Which processors receive")
struct ReceiveScaleSettingsTests {
  /// Two nodes of three processors.
  private static let processors = (0..<2).flatMap { group in
    (0..<3).map { Processor(group: UInt16(group), number: UInt8($0)) }
  }

  private static func candidates(
    _ values: [String: Int64],
    version: NDISVersion = .v6_40
  ) -> [String] {
    var settings = KeywordSettings()
    for (name, value) in ["*RssMaxProcGroup": 1].merging(values, uniquingKeysWith: { $1 }) {
      settings.set(name, to: ConfiguredValue(.integer(value), source: .default))
    }
    return ReceiveScaleSettings(settings, version: version).candidates(of: processors)
      .map(\.description)
  }

  @Test("the profile and the preferred node decide the order in which processors are taken")
  func profiles() {
    let inOrder = ["0:0", "0:1", "0:2", "1:0", "1:1", "1:2"]
    let inTurn = ["0:0", "1:0", "0:1", "1:1", "0:2", "1:2"]
    for profile in [1, 2] as [Int64] {
      #expect(Self.candidates(["*RSSProfile": profile]) == inOrder)
      #expect(
        Self.candidates(["*RSSProfile": profile, "*NumaNodeId": 1])
          == ["1:0", "1:1", "1:2", "0:0", "0:1", "0:2"]
      )
    }
    for profile in [3, 4] as [Int64] {
      #expect(Self.candidates(["*RSSProfile": profile]) == inTurn)
      #expect(
        Self.candidates(["*RSSProfile": profile, "*NumaNodeId": 1]) == inTurn,
        "the node is ignored"
      )
    }
    #expect(Self.candidates([:]) == inTurn, "the default is NUMAScalingStatic")
    #expect(Self.candidates(["*RSSProfile": 5]) == ["0:0"])
    #expect(Self.candidates(["*RSSProfile": 5, "*NumaNodeId": 1]) == ["1:0"])
    #expect(
      Self.candidates(["*RSSProfile": 1, "*NumaNodeId": 7]) == inOrder,
      "the machine has no such node"
    )
  }

  @Test("a driver from before 6.30 knows no profile and takes the closest processors")
  func before() {
    #expect(
      Self.candidates(["*RSSProfile": 4, "*NumaNodeId": 1], version: .v6_20)
        == ["1:0", "1:1", "1:2", "0:0", "0:1", "0:2"]
    )
  }

  @Test("the range and the number of processors hold with every profile", arguments: 1...5)
  func limits(_ profile: Int64) {
    let base: [String: Int64] = ["*RSSProfile": profile, "*RssBaseProcNumber": 2]
    #expect(Set(Self.candidates(base)).isSubset(of: ["0:2", "1:0", "1:1", "1:2"]))
    let last = base.merging(["*RssMaxProcNumber": 0]) { $1 }
    #expect(Set(Self.candidates(last)).isSubset(of: ["0:2", "1:0"]))
    #expect(
      Self.candidates(base.merging(["*MaxRssProcessors": 2]) { $1 }).count == (profile == 5 ? 1 : 2)
    )
  }
}
