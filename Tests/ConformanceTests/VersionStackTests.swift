import CDrivers
import CNDIS
import DataPath
import Drivers
import Engine
import Inspection
import Kernel
import NDIS
import Testing
import TestSupport

extension VersionTests {
  private static let text = """
    name: versions
    adapters:
      left:
        driver: wire
        peer: right
        rate: 100 Mbit/s
        filters: [ndis60, ndis61, ndis620, ndis630, ndis640]
      right:
        driver: wire
        rate: 100 Mbit/s
        filters: [ndis640, ndis60]
      silent:
        driver: port61
    protocols:
      caller: { driver: talker, bind: left, address: 10.0.0.1/24, target: 10.0.0.2, interval: 1 ms }
      host: { driver: responder, bind: right, addresses: 10.0.0.2/24 }
      listener: { driver: listener620, bind: right }
    """

  @Sendable private static func load(
    _ configuration: InstanceConfiguration,
    _ entry: @escaping DRIVER_ENTRY_HANDLER
  ) throws(DriverError) -> CDriverImage {
    VersionedConfigure(VersionedDefault(configuration.component.ndisVersion.minor))
    do throws(NDISStatus) {
      return try CDriverImage(
        name: configuration.component.name,
        stack: configuration.context.stack,
        entry: entry
      )
    } catch { throw refused(error) }
  }

  @Sendable private static func refused(_ status: NDISStatus) -> DriverError {
    DriverError("it answered \(status.symbol)", source: .default, mend: "look at it")
  }

  /// The drivers built in, and drivers in C of every version.
  private static var catalogue: DriverCatalogue {
    let filters = NDISVersion.supported.map { version in
      DriverCatalogue.Entry(
        .filter(
          "ndis\(version.major)\(version.minor)",
          displayName: "Filter of NDIS \(version)",
          summary: "Passes everything on.",
          ndisVersion: version,
          .modifying(.custom)
        ),
        .filter { configuration throws(DriverError) in
          let image = try load(configuration) { VersionedFilterEntry($0, $1) }
          do throws(NDISStatus) { return try image.makeFilter() } catch { throw refused(error) }
        }
      )
    }
    let port = DriverCatalogue.Entry(
      .miniport(
        "port61",
        displayName: "Miniport of NDIS 6.1",
        summary: "Completes what is sent.",
        ndisVersion: .v6_1
      ),
      .miniport { configuration throws(DriverError) in
        let image = try load(configuration) { VersionedMiniportEntry($0, $1) }
        do throws(NDISStatus) { return try image.makeMiniport() } catch { throw refused(error) }
      }
    )
    let listener = DriverCatalogue.Entry(
      .protocol(
        "listener620",
        displayName: "Protocol of NDIS 6.20",
        summary: "Returns what it receives.",
        ndisVersion: .v6_20
      ),
      .protocol { configuration throws(DriverError) in
        let image = try load(configuration) { VersionedProtocolEntry($0, $1) }
        do throws(NDISStatus) { return try image.makeProtocol() } catch { throw refused(error) }
      }
    )
    return DriverCatalogue(DriverCatalogue.builtIn.entries + filters + [port, listener])
  }

  @Test(
    "drivers of all five versions run traffic in one stack, and the document says what each sees"
  )
  func fiveVersions() throws {
    let catalogue = Self.catalogue
    let configuration = try StackFile.read(
      Self.text,
      file: "versions.yaml",
      catalogue: catalogue.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.seed = 1
    let engine = try StackEngine(configuration, options: options, catalogue: catalogue)
    engine.start()
    try engine.run(until: engine.now + 500_000_000)
    let received = VersionedSeen().Received
    #expect(received > 400, "the protocol in C saw the traffic")
    let left = try #require(engine.stack.adapter(named: "left"))
    #expect(left.filters.map(\.component.ndisVersion) == NDISVersion.supported)
    for module in left.filters {
      #expect(module.party.record.ledger(.transmit).pointee.left > 400)
      #expect(module.party.record.ledger(.receive).pointee.left > 400)
    }
    let findings = engine.stack.verifier?.findings ?? []
    let details = findings.map { "\($0.driver): \($0.detail)" }
    #expect(findings == [], "\(details)")

    let document = try JSON(ShowDocument(engine.snapshot()).json)
    let versions = document["versions"].elements
    #expect(
      versions.map { $0["ndisVersion"] }
        == ["6.0", "6.1", "6.20", "6.30", "6.40"].map { .text($0) }
    )
    #expect(versions.map { $0["infoSlots"] } == ["11", "13", "18", "24", "24"].map { .number($0) })
    let revisions = versions.map { version in
      version["structures"].elements.map { $0["revision"] }
    }
    #expect(
      revisions == ["1", "2", "3", "4", "4"].map { [.number($0), .number($0)] },
      "attach and bind parameters"
    )
    func sees(_ index: Int, _ feature: String) -> Bool {
      versions[index]["features"].elements.contains(.text(feature))
    }
    #expect(!sees(0, "directOIDRequests") && sees(1, "directOIDRequests"))
    #expect(sees(2, "netDMA") && !sees(3, "netDMA"))
    #expect(!sees(3, "networkDirect12") && sees(4, "networkDirect12"))
    let adapters = document["adapters"].elements
    let filters = adapters.flatMap { $0["filters"].elements }
    #expect(
      filters.map { $0["ndisVersion"] }
        == ["6.40", "6.30", "6.20", "6.1", "6.0", "6.40", "6.0"].map { .text($0) }
    )
    #expect(
      adapters.map { $0["miniport"]["ndisVersion"] } == ["6.40", "6.40", "6.1"].map { .text($0) }
    )
    #expect(adapters[1]["bindings"].elements.last?["ndisVersion"] == .text("6.20"))
    #expect(adapters[2]["ports"].elements.count == 2)
    #expect(document["interfaces"].elements.count == 10)
    engine.stop()
    #expect(engine.stack.lostLists == 0)
    let isBalanced = engine.stack.parties.values.allSatisfy { $0.isBalanced }
    #expect(isBalanced)
    print("five versions: \(received) frames at the protocol of 6.20, verifier silent")
  }
}
