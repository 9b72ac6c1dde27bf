import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing
import Wire

@Suite struct ReplayTests {
  private let frames: [[UInt8]] = (0..<10).map { number in
    [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xB5, UInt8(number)]
      + [UInt8](repeating: UInt8(number), count: 45 + number * 400)
  }

  private func capture(
    _ frames: [[UInt8]],
    link: LinkType = .ethernet,
    extra: Int = 0,
    step: UInt64 = 1_000_000
  ) -> [UInt8] {
    var writer = PcapNGWriter()
    let interface = writer.addInterface(linkType: link)
    for (place, frame) in frames.enumerated() {
      frame.withUnsafeBytes {
        writer.addPacket(
          interface: interface,
          timestamp: 1_700_000_000_000_000_000 + UInt64(place) * step,
          bytes: $0,
          wireLength: frame.count + (place == 3 ? extra : 0)
        )
      }
    }
    return writer.bytes
  }

  @Test("frames come at the pace of the capture, byte for byte", arguments: ["original", "fast"])
  func pace(_ timing: String) throws {
    let rig = try StackRig()
    let file = try TemporaryFile(capture(frames, extra: 100))
    let scribe = Scribe()
    let adapter = try rig.start(
      "tape",
      "replay",
      ["file": file.path, "timing": timing],
      protocols: [.init("drain", scribe)]
    )
    let replay = try #require(adapter.driver as? ReplayMiniport)
    var end: Instant?
    replay.onFinished = { end = rig.machine.now }
    try rig.run(for: .seconds(UInt64(1)))
    #expect(scribe.received == frames)
    let bytes = UInt64(frames.map(\.count).reduce(0, +))
    #expect(
      replay.totals
        == ReplayMiniport.Totals(
          packets: 10,
          capturedBytes: bytes,
          wireBytes: bytes + 100,
          truncated: 1
        )
    )
    #expect(replay.isFinished)
    let span = (try #require(end) - .start).count
    if timing == "original" { #expect(span == 9_000_000) } else { #expect(span < 1_000) }
    try rig.stopAndCheck()
  }

  @Test("of a file cut short the whole records are replayed and the failure names the offset")
  func cutShort() throws {
    let rig = try StackRig()
    let whole = capture(frames)
    let file = try TemporaryFile(Array(whole.dropLast(20)))
    let scribe = Scribe()
    let adapter = try rig.start(
      "tape",
      "replay",
      ["file": file.path, "timing": "fast"],
      protocols: [.init("drain", scribe)]
    )
    let replay = try #require(adapter.driver as? ReplayMiniport)
    try rig.run(for: .seconds(UInt64(1)))
    #expect(scribe.received == Array(frames.dropLast()))
    #expect(replay.isFinished)
    guard case .truncated(let offset)? = replay.failure else {
      Issue.record("the failure is \(String(describing: replay.failure))")
      return
    }
    // The last block: 28 bytes of head, the frame, 4 bytes of length.
    let last = (frames[9].count + 3) / 4 * 4 + 32
    #expect(offset == UInt64(whole.count - last))
    try rig.stopAndCheck()
  }

  @Test("a capture without link headers makes an adapter of medium IP")
  func rawIP() throws {
    let rig = try StackRig()
    let packets = (0..<3).map {
      FrameKit.ipv4([10, 0, 0, 1], [10, 0, 0, 2], proto: 17, [0, 1, 0, 2, 0, 9, 0, 0, UInt8($0)])
    }
    let file = try TemporaryFile(capture(packets, link: .rawIP))
    let scribe = Scribe()
    scribe.filter = .directed
    let adapter = try rig.start(
      "tape",
      "replay",
      ["file": file.path],
      protocols: [.init("drain", scribe)]
    )
    try rig.run(for: .seconds(UInt64(1)))
    #expect(adapter.attributes?.medium == .ip)
    #expect(scribe.received == packets)
    #expect(adapter.statistics.values.receivedUnicastFrames == 3)
    try rig.stopAndCheck()
  }

  @Test("a replay that loops begins again a millisecond after the last frame")
  func loop() throws {
    let rig = try StackRig()
    let file = try TemporaryFile(capture(frames))
    let scribe = Scribe()
    try rig.start(
      "tape",
      "replay",
      ["file": file.path, "loop": "true"],
      protocols: [.init("drain", scribe)]
    )
    try rig.run(for: .microseconds(25_500))
    #expect(scribe.received.count == 26)
    #expect(scribe.received[10] == frames[0])
    try rig.stopAndCheck()
  }

  @Test("what is no capture is refused with its path and what to do")
  func notACapture() throws {
    let rig = try StackRig()
    let file = try TemporaryFile(Array("hello".utf8))
    do {
      try rig.start("tape", "replay", ["file": file.path])
      Issue.record("it was taken")
    } catch let error as DriverError {
      #expect(error.what.contains(file.path))
      #expect(error.capture != nil)
      #expect(!error.mend.isEmpty)
    }
  }
}
