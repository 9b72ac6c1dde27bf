import CDrivers
import CNDIS
import DataPath
import Drivers
import Engine
import Inspection
import Kernel
import NDIS
import TestSupport
import Testing

/// What came to the top of a stack, frame by frame, in order.
final class Arrivals: Sendable {
  private let frames = Guarded<[[UInt8]]>([])

  func add(_ frame: [UInt8]) { frames.withLock { $0.append(frame) } }

  var all: [[UInt8]] { frames.withLock { $0 } }
}

/// Keeps the bytes of every frame that reaches it, and gives the frame back at once.
final class KeeperProtocol: ProtocolDriver {
  static let component = ComponentDescription.protocol(
    "keeper",
    displayName: "Keeper",
    summary: "Keeps what it received."
  )

  private let arrivals: Arrivals

  init(_ arrivals: Arrivals) { self.arrivals = arrivals }

  func bind(_ binding: ProtocolBinding) -> Completion { .done(binding.open()) }

  func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion { binding.pauseWhenHome() }

  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    if binding.packetFilter != .promiscuous { binding.setPacketFilter(.promiscuous) }
    return .success
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    chain.forEach { list in
      guard let buffer = list.firstBuffer else { return }
      var bytes = [UInt8](repeating: 0, count: buffer.dataLength)
      _ = bytes.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
      arrivals.add(bytes)
    }
    binding.returnReceived(chain)
  }

  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    binding.free(chain)
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {}

  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {}
}

/// What the stack of a break test is made of.
enum BreakStack: CaseIterable, CustomTestStringConvertible, Sendable {
  case builtIn
  /// With a filter written in C below the place of the stop.
  case withFilterInC
  /// Every driver answers PENDING wherever it may, and holds lists.
  case pending

  var testDescription: String {
    switch self {
    case .builtIn: "built-in drivers"
    case .withFilterInC: "a filter in C"
    case .pending: "PENDING everywhere"
    }
  }

  func text(count: Int, rate: String) -> String {
    """
    name: load
    adapters:
      gen:
        driver: generator
        rate: \(rate)
        batch: 64
        count: \(count)
        filters:
          - { driver: \(self == .withFilterInC ? "through" : "classify"), name: middle }
          - { driver: capture, name: watch }
    protocols:
      keeper: { driver: keeper, bind: gen }
    """
  }

  private static let through = ComponentDescription.filter(
    "through",
    displayName: "Through",
    summary: "Passes everything on; written in C.",
    .modifying(.compression)
  )

  func catalogue(_ arrivals: Arrivals) -> DriverCatalogue {
    let entries = (self == .pending ? DriverCatalogue.pending : .builtIn).entries
    return DriverCatalogue(
      entries + [
        DriverCatalogue.Entry(
          KeeperProtocol.component,
          .protocol { _ throws(DriverError) in KeeperProtocol(arrivals) }
        ),
        DriverCatalogue.Entry(
          Self.through,
          .filter { configuration throws(DriverError) in
            do throws(NDISStatus) {
              return try CDriverImage(
                name: "through",
                stack: configuration.context.stack,
                entry: PassThroughEntry
              ).makeFilter()
            } catch {
              throw DriverError(error.symbol, source: .default, mend: "look at the driver")
            }
          }
        ),
      ]
    )
  }

  func engine(
    count: Int,
    rate: String = "400k packets/s",
    stepped: Bool = true,
    _ arrivals: Arrivals
  ) throws(EngineError) -> StackEngine {
    let catalogue = catalogue(arrivals)
    let configuration: StackConfiguration
    do {
      configuration = try StackFile.read(
        text(count: count, rate: rate),
        file: "load.yaml",
        catalogue: catalogue.components
      )
    } catch {
      throw .refused("\(error)")
    }
    var options = StackEngine.Options()
    options.stepped = stepped
    options.ringBytes = 1 << 25
    return try StackEngine(configuration, options: options, catalogue: catalogue)
  }
}

/// One run on a virtual clock, with what is done at each stop.
struct BreakRun {
  let engine: StackEngine
  let arrivals = Arrivals()

  init(_ stack: BreakStack, count: Int) throws {
    engine = try stack.engine(count: count, arrivals)
    engine.start()
    engine.settle()
  }

  /// Runs until the generator is done and everything is home.
  func run(for span: UInt64 = 100_000_000) throws {
    try engine.run(until: engine.now + span)
  }

  /// Stops and expects everything at home and every ledger balanced.
  func stopAndCheck() {
    engine.stop()
    #expect(engine.problems() == [])
    #expect(engine.stack.lostLists == 0)
    #expect(engine.findings().isEmpty, "\(engine.findings())")
    for party in engine.stack.parties.values.sorted(by: { $0.id < $1.id }) {
      #expect(party.isBalanced, "\(party.name)")
      for direction in [DataPath.Direction.transmit, .receive] {
        let ledger = party.record.ledger(direction).pointee
        #expect(ledger.held == 0, "\(party.name) \(direction)")
        #expect(ledger.inside == 0, "\(party.name) \(direction)")
      }
    }
  }

  /// Every journey: when it went, who handed it to whom.
  var ways: [String] {
    let log = engine.log
    let names = engine.currentStructure().parties
    return (0..<engine.list.index.count).map { place in
      let entry = engine.list.index.entry(at: place)
      let hops = log.path(of: entry).map {
        "\($0.edge.name):\(names.name(of: $0.from))>\(names.name(of: $0.to))"
      }
      return
        "\(entry.journey) \(entry.firstTime)-\(entry.lastTime) \(entry.outcome.name) \(hops.joined(separator: " "))"
    }
  }
}

/// The number that the generator writes into the IPv4 header of each frame.
func number(of frame: [UInt8]) -> Int { Int(frame[18]) << 8 | Int(frame[19]) }
