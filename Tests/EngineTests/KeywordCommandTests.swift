import Drivers
@testable import Engine
import Inspection
import NDIS
import Testing

@Suite("Values set while a stack runs")
struct KeywordCommandTests {
  private let engine: StackEngine

  init() throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    engine = try StackEngine(
      try StackFile.read(
        BuiltInStacks.lab.text,
        file: "lab",
        catalogue: DriverCatalogue.builtIn.components
      ),
      options: options
    )
    engine.start()
    engine.settle()
    try engine.run(until: 1_000_000_000)
  }

  private func adapter(_ name: String) throws -> AdapterNode {
    try #require(engine.currentStructure().adapters.first { $0.name == name })
  }

  private func filter(_ name: String, on adapter: String = "eth0") throws -> FilterNode {
    try #require(try self.adapter(adapter).filters.first { $0.name == name })
  }

  private func setting(_ name: String, _ settings: [SettingRow]) throws -> SettingRow {
    try #require(settings.first { $0.name == name })
  }

  private var answer: EngineEvent? { engine.events.history.last { $0.kind == .command } }

  private func set(_ keyword: String, of party: PartyID, to value: String) throws {
    try engine.perform(.setKeyword(party: party, keyword: keyword, value: value))
    engine.settle()
  }

  private func expectSound() {
    #expect(engine.problems() == [])
    let states = engine.stack.adapters.map { "\($0.name) \($0.state) \($0.isAtRest)" }
    #expect(engine.stack.adapters.allSatisfy { $0.isAtRest }, "\(states)")
  }

  @Test(
    "a filter takes a value while its stack is paused, keeps its counters, and the value names the command"
  )
  func filterValue() throws {
    let before = try filter("tag")
    try set("id", of: before.partyID, to: "200")
    let after = try filter("tag")
    #expect(after.partyID == before.partyID && after.state == "Running")
    let row = try setting("id", after.settings)
    #expect(row.value == "200")
    #expect(row.source == "command setKeyword at 1.0 s")
    #expect(answer?.text == "set id = 200" && answer?.note.hasPrefix("done") == true)
    let states = engine.events.history.filter {
      $0.party == before.partyID && $0.time >= 1_000_000_000
    }
    #expect(states.map(\.text).contains("Pausing → Paused"))
    #expect(states.map(\.text).contains("Restarting → Running"))
    // The other end still takes VLAN 100 alone: its module drops what comes now, and names the value.
    let untag = try filter("untag", on: "eth1")
    try engine.run(until: 2_000_000_000)
    let page = engine.counters()
    #expect(page[untag.partyID, .receive, .dropped] > 0)
    expectSound()
  }

  @Test(
    "rules are changed, added and taken out one by one; what stays keeps its source and its hits"
  )
  func rules() throws {
    let gate = try filter("gate")
    let first = try setting("rules", gate.settings).value
    try set("rules[2].match", of: gate.partyID, to: "arp")
    try set("rules[3].match", of: gate.partyID, to: "icmp")
    let rows = engine.keywordRows(of: try adapter("eth0").id).filter { $0.party == gate.partyID }
    let value = { (path: String) in rows.first { $0.path == path }?.value }
    #expect(value("rules[1].match") == "icmp[icmptype] = icmp-echo and icmp[7] & 15 = 0")
    #expect(value("rules[2].match") == "arp" && value("rules[2].action") == "permit")
    #expect(value("rules[3].match") == "icmp" && value("rules[3].action") == "drop")
    #expect(value("rules[4].match") == "")
    let source = { (path: String) in rows.first { $0.path == path }?.source ?? "" }
    #expect(source("rules[1].match").hasPrefix("lab:"))
    #expect(source("rules[3].match").hasPrefix("command setKeyword at"))
    try engine.run(until: 4_000_000_000)
    let hits = try setting("rule3Hits", try filter("gate").settings)
    #expect((Int(hits.value) ?? 0) > 0 && hits.source == "counted")
    try set("rules[3].match", of: gate.partyID, to: "")
    try set("rules[2].match", of: gate.partyID, to: "icmp or arp")
    #expect(try setting("rules", try filter("gate").settings).value == first)
    expectSound()
  }

  @Test("a wrong value says what, where and how to mend it, and nothing is paused")
  func wrong() throws {
    let gate = try filter("gate").partyID
    let tag = try filter("tag").partyID
    let wrong: [(PartyID, String, String, String)] = [
      (gate, "rules[2].match", "udp prt 53", "rules[2].match: write it as for tcpdump"),
      (gate, "rules[9].match", "arp", "there are 2 entries: rules[9].match: number the next one 3"),
      (gate, "rules[3].action", "drop", "a new entry has no match: rules[3].action: begin it"),
      (gate, "ruls", "x", "classify has no \"ruls\": ruls: did you mean rules?"),
      (gate, "rules[0].match", "x", "this names no value"),
      (tag, "id", "4095", "\"4095\" is out of range: id: write a whole number from 1 to 4094"),
      (tag, "mode", "acess", "did you mean access?"),
      (tag, "id", "100", "it is so already"),
    ]
    let count = engine.events.history.count { $0.kind == .stateChange }
    for (party, keyword, value, reason) in wrong {
      let old = engine.running
      try set(keyword, of: party, to: value)
      let note = answer?.note ?? ""
      #expect(note.hasPrefix("not done: ") && note.contains(reason), "\(note)")
      #expect(answer?.severity == .warning)
      #expect(engine.running == old)
    }
    #expect(engine.events.history.count { $0.kind == .stateChange } == count)
    let watch = try filter("watch").partyID
    #expect(throws: EngineError.self) {
      try engine.perform(.setKeyword(party: watch, keyword: "x", value: "1"))
    }
  }

  @Test("an adapter takes a value while it is halted, and its stack comes up again as it was")
  func adapterValue() throws {
    let before = try adapter("eth0")
    try set("mtu", of: before.partyID, to: "9000")
    let after = try adapter("eth0")
    #expect(after.mtu == 9_000 && after.state == "Running" && after.linkState == "Connected")
    #expect(after.filters.map(\.name) == before.filters.map(\.name))
    #expect(after.filters.allSatisfy { $0.state == "Running" && $0.recordingLevel == 3 })
    #expect(after.bindings.map(\.protocolName) == before.bindings.map(\.protocolName))
    let states = engine.events.history.filter { $0.party == before.partyID }.map(\.text)
    #expect(states.contains("Paused → Halted") && states.contains("Halted → Initializing"))
    let delivered = { engine.counters()[after.partyID, .transmit, .entered] }
    let sent = delivered()
    try engine.run(until: 3_000_000_000)
    #expect(delivered() > sent)
    expectSound()
  }

  @Test(
    "values of a mapping are set and left out again, and a module with nothing to do is passed by"
  )
  func mapping() throws {
    let id = try adapter("eth0").id
    try engine.perform(.attachFilter(adapter: id, component: "impair"))
    engine.settle()
    let impair = try filter("impair")
    #expect(impair.edges.isEmpty)
    try set("send.loss", of: impair.partyID, to: "50 %")
    #expect(try filter("impair").edges == [.send])
    try engine.run(until: 3_000_000_000)
    let counters = engine.counters()
    #expect(counters[impair.partyID, .transmit, .dropped] > 0)
    #expect(counters[impair.partyID, .receive, .dropped] == 0)
    try set("send.loss", of: impair.partyID, to: "")
    #expect(try filter("impair").edges.isEmpty)
    #expect(try setting("sentLost", try filter("impair").settings).value != "0")
    expectSound()
  }

  @Test("a stack that was paused takes a value and stays paused")
  func paused() throws {
    let adapter = try adapter("eth0")
    try engine.perform(.pauseAdapter(adapter.id))
    engine.settle()
    try set("id", of: try filter("tag").partyID, to: "7")
    #expect(try self.adapter("eth0").state == "Paused")
    #expect(try setting("id", try filter("tag").settings).value == "7")
    try set("rate", of: adapter.partyID, to: "10 Mbit/s")
    #expect(try self.adapter("eth0").state == "Paused")
  }

  @Test("a filter attaches at the place its description gives it, once if it may change packets")
  func place() throws {
    let id = try adapter("eth0").id
    for component in ["impair", "capture", "capture"] {
      try engine.perform(.attachFilter(adapter: id, component: component))
    }
    engine.settle()
    #expect(
      try adapter("eth0").filters.map(\.name)
        == ["capture2", "capture", "watch", "impair", "gate", "tag"]
    )
    try engine.perform(.attachFilter(adapter: id, component: "classify"))
    engine.settle()
    #expect(answer?.note.contains("its driver is on the adapter already, as gate") == true)
    try engine.perform(.detachFilter(module: try filter("gate").partyID))
    engine.settle()
    try engine.perform(.attachFilter(adapter: id, component: "classify"))
    engine.settle()
    // Installed after the VLAN tagger, it stands above it, as on every adapter.
    #expect(
      try adapter("eth0").filters.map(\.name)
        == ["capture2", "capture", "watch", "impair", "classify", "tag"]
    )
    expectSound()
  }

  @Test(
    "one random change after another under traffic leaves every ledger balanced and nothing unfinished"
  )
  func soak() throws {
    let values = [
      "1", "100", "200", "5 %", "0 %", "1 ms", "", "10 Mbit/s", "drop", "permit", "arp", "icmp",
    ]
    var random = SampleNumbers(seed: 11)
    let id = try adapter("eth0").id
    try engine.perform(.attachFilter(adapter: id, component: "impair"))
    engine.settle()
    var done = 0
    for step in 0..<200 {
      let rows = engine.keywordRows(of: id)
      let row = rows[random.below(rows.count)]
      let value = values[random.below(values.count)]
      // At a few bits per second a pause waits hours for the frame that is on its way out.
      let isSlow = row.path == "rate" && !value.isEmpty
      try set(row.path, of: row.party, to: isSlow ? "10 Mbit/s" : value)
      if answer?.note.hasPrefix("done") == true { done += 1 }
      try engine.run(until: engine.now + UInt64(random.below(60)) * 1_000_000)
      #expect(engine.stack.parties.values.allSatisfy { $0.isBalanced }, "step \(step)")
    }
    #expect(done > 15)
    expectSound()
  }
}

/// Numbers that are the same for a seed.
struct SampleNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, limit)
  }
}
