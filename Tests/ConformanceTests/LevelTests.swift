import Kernel
@testable import NDIS
import Testing

/// The levels at which functions may be called, against the documentation's own machine-readable field.
@Suite struct LevelTests {
  @Test("every function of ours allows the level that its page states")
  func levels() throws {
    let functions = LevelPage.all.filter { $0.kind == "nf" }
    var compared = 0
    for function in CFunction.allCases {
      // Where a function has pages for NDIS 5 and 6, the second is the revision.
      let page =
        functions.last { $0.name == function.name && $0.page.contains("~") }
        ?? functions.first { $0.name == function.name }
      #expect(page != nil, "\(function.name) has no page")
      guard let range = page?.range else { continue }
      compared += 1
      #expect(
        function.lowest.rawValue...function.highest.rawValue == range,
        "\(function.name): \(page?.level ?? "")"
      )
    }
    #expect(compared > 75)
    print("levels of \(compared) functions equal those of their pages")
  }

  @Test("how much of the ndis header is implemented is counted from its pages")
  func coverage() throws {
    let header = LevelPage.all.filter(\.isOfNDISHeader)
    #expect(header.count == 504)
    let ours = Set(CFunction.allCases.map(\.name))
    let functions = header.filter { $0.kind == "nf" }
    let implemented = functions.filter { ours.contains($0.name) }.count
    let callbacks = Self.callbacks()
    print(
      "the ndis header has \(header.count) pages: \(implemented) of \(functions.count) functions and "
        + "\(callbacks.count) of \(header.count - functions.count) callbacks are implemented"
    )
    #expect(implemented >= 65)
  }

  /// The pages of every handler that a driver can register.
  private static func callbacks() -> Set<String> {
    var callbacks: Set<String> = []
    for (kind, table) in [
      ("FILTER", CEntryPoint.filter), ("MINIPORT", CEntryPoint.miniport),
      ("PROTOCOL", CEntryPoint.protocol),
    ] {
      for entry in table {
        let page = LevelPage.callback(kind, entry.name)
        #expect(page != nil, "\(kind) \(entry.name) has no page")
        if let page { callbacks.insert(page.name) }
      }
    }
    return callbacks
  }

  /// A stack whose drivers have every handler, used in every way: requests, sends, receives and events come from thread code
  /// and from deferred calls.
  @Test("the level at which a driver's handler is called lies within what its page allows")
  func callbackLevels() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    var direct: OIDRequest?
    for isDeferred in [false, true] {
      let work: [() -> Void] = [
        { top.send([1, 2]) },
        { rig.miniport.holdsSends = true },
        { top.send([3], cancelID: 9) },
        { rig.adapter.cancelSends(withID: 9, below: rig.adapter.filters.count) },
        { rig.miniport.holdsSends = false },
        { rig.miniport.completeSends() },
        { rig.miniport.indicate([5, 6]) },
        { rig.adapter.indicate(.networkChange) },
        { _ = top.binding?.request(.query, .genVendorId, outputLength: 64) },
        { rig.miniport.onRequest = { _ in .pending } },
        { rig.adapter.request(.query, .genVendorId, outputLength: 64) { _, _ in } },
        { if let last = rig.adapter.flights.last { rig.adapter.askToAbort(last) } },
        { rig.miniport.onRequest = ScriptedMiniport.obey },
        { rig.miniport.onDirectRequest = { _ in .pending } },
        { direct = top.binding?.directRequest(.method, .tcpTaskIpsecOffloadV2AddSa, input: [1]) },
        { if let direct { rig.adapter.cancelRequest(direct) } },
        { rig.miniport.arrived = [7, 8] },
        { rig.adapter.raiseInterrupt() },
        // Events are told at PASSIVE level alone.
        { if !isDeferred { _ = rig.adapter.notify(NetPnPEvent(.reconfigure)) } },
        { if !isDeferred { rig.adapter.notify(.powerProfileChanged) } },
        { rig.adapter.reset() },
      ]
      for step in work {
        if isDeferred {
          rig.machine.queue(DeferredCall { step() })
          try rig.run(seconds: 0)
        } else {
          step()
        }
      }
      try rig.run()
      rig.adapter.pauseAndRestart()
    }
    // Long enough for a check for a hang.
    try rig.run(seconds: 3)
    try rig.stopSound()
    var checked = 0
    var open: [String] = []
    var uncalled = Self.callbacks()
    for (handler, levels) in rig.log.levels.sorted(by: { $0.key < $1.key }) {
      let page = try #require(LevelPage.handler(handler), "\(handler) has no page")
      uncalled.remove(page.name)
      guard let range = page.range else {
        open.append(handler)
        continue
      }
      checked += 1
      #expect(levels.allSatisfy(range.contains), "\(handler): \(page.level), called at \(levels)")
    }
    print(
      "levels of \(checked) callbacks lie within those of their pages; without a number there: "
        + open.joined(separator: " ") + "; not called here: "
        + uncalled.sorted().joined(separator: " ")
    )
    #expect(checked >= 42)
  }
}
