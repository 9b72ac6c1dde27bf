import Drivers
import Engine
import Explorer
import Inspection
import Kernel
import TUIKit
import TestSupport
import Testing
import Wire

@Suite("Every drop reason comes about, and is explained")
struct DropReasonTests {
  @Test("every reason of the table has a trial here, or names the file that has one")
  func complete() {
    let tried = Self.trials.map(\.reason) + DropReasonTrial.elsewhere.keys
    #expect(Set(tried).count == tried.count)
    #expect(Set(tried) == Set(DropReason.all.map(\.symbol)))
    for (reason, file) in DropReasonTrial.elsewhere {
      let path = String(#filePath.dropLast("ScreenTests/DropReasonTests.swift".count))
      let text = TemporaryFile.read(path + file).map { String(decoding: $0, as: UTF8.self) }
      let code = DropReason.all.first { $0.symbol == reason }?.code ?? "?"
      #expect(text?.contains(code) == true, "\(file) says nothing of \(reason)")
    }
  }

  @Test(
    "the packet is dropped where it should be, for the reason, and the screen says rule, value and source",
    arguments: trials
  )
  func explained(_ trial: DropReasonTrial) throws {
    let capture = try TemporaryFile(Self.rawPackets, suffix: ".pcapng")
    let text = trial.stack.replacing("CAPTURE", with: capture.path)
    let configuration = try StackFile.read(
      text,
      file: "drops.yaml",
      catalogue: DriverCatalogue.withRefusers.components
    )
    let run = try RecordedRun(configuration, text: text, for: nil, catalogue: .withRefusers) {
      engine throws(EngineError) in
      guard let breakpoint = trial.breakpoint else { return }
      try engine.perform(.addBreakpoint(breakpoint))
      engine.serveRests { $0.perform(.dropPacket) }
    }
    let index = run.archive.session.index
    let context = run.archive.context
    let dropped = (0..<index.count).compactMap { place -> Journey? in
      let entry = index.entry(at: place)
      guard entry.outcome == .dropped else { return nil }
      return (try? run.archive.log.journey(entry, context)) ?? nil
    }
    let found = dropped.filter { $0.ending?.reason?.symbol == trial.reason }
    let journey = try #require(found.first, "\(dropped.map { $0.ending?.reason?.symbol ?? "" })")
    let ending = try #require(journey.ending)
    #expect(context.structure.parties.name(of: ending.party) == trial.place)
    // The same on the card of the packet, as wide as it says all of it.
    let card = try run.draw("5 / \"journey == \(journey.id)\" enter", Size(width: 160, height: 48))
      .text
    #expect(card.contains(trial.reason) && card.contains(trial.place), "\(card)")
    let (value, source) = (trial.value, trial.source)
    #expect(ending.cause.contains(value) && ending.cause.contains(source), "\(ending.cause)")
    #expect(card.contains(value) && card.contains(source), "\(card)")
    // And in the document.
    let document = TraceDocument(journey, in: context.structure).json
    #expect(document.contains(#""cause":""# + ending.cause + #"""#), "\(document)")
  }

  private static let trials = DropReasonTrial.all + DropReasonTrial.more

  /// A capture of one raw IP packet, behind an Ethernet frame: the adapter takes the first one's medium.
  private static let rawPackets: [UInt8] = {
    var writer = PcapNGWriter()
    let frames = [
      (writer.addInterface(linkType: .ethernet), [UInt8](repeating: 0x11, count: 60)),
      (writer.addInterface(linkType: .rawIP), [0x45] + [UInt8](repeating: 0, count: 59)),
    ]
    for (interface, frame) in frames {
      frame.withUnsafeBytes {
        writer.addPacket(interface: interface, timestamp: 1, bytes: $0, wireLength: frame.count)
      }
    }
    return writer.takeBytes()
  }()
}
