import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite struct GeneratorTests {
  @Test("a generator makes as many frames as its rate says and a sink consumes them all")
  func rate() throws {
    let rig = try StackRig()
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "10k packets/s", "profile": "imix"],
      filters: [.init("watch", "capture")],
      protocols: [.init("drain", "sink")]
    )
    try rig.run(for: .seconds(UInt64(1)))
    let sink = try adapter.bound(SinkProtocol.self)
    #expect(sink.frames == 10_000)
    #expect(adapter.statistics.values.receivedUnicastFrames == 10_000)
    let capture = try #require(adapter.filters.first?.driver as? CaptureFilter)
    #expect(capture.received.frames == 10_000)
    #expect(capture.received.bytes == sink.bytes)
    try rig.stopAndCheck()
  }

  @Test("a generator with a count ends after that many frames")
  func count() throws {
    let rig = try StackRig()
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "1k packets/s", "profile": "flows", "count": "77"],
      protocols: [.init("drain", "sink")]
    )
    let generator = try #require(adapter.driver as? GeneratorMiniport)
    var ended = false
    generator.onFinished = { ended = true }
    try rig.run(for: .seconds(UInt64(1)))
    #expect(ended)
    #expect(try adapter.bound(SinkProtocol.self).frames == 77)
    try rig.stopAndCheck()
  }
}
