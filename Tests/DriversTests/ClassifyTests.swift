import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite struct ClassifyTests {
  private func rule(_ match: String, _ action: String, line: Int) -> ConfiguredValue {
    let source = ConfigurationSource.file(path: "rig.yaml", line: line, column: 5)
    return ConfiguredValue(
      .record(
        KeywordSettings([
          .init("match", ConfiguredValue(.packetFilter(match), source: source)),
          .init("action", ConfiguredValue(.choice(action), source: source)),
        ])
      ),
      source: source
    )
  }

  @Test("the first rule that matches decides, and a drop names the rule and its place")
  func order() throws {
    let rig = try StackRig()
    let scribe = Scribe()
    let rules = KeywordSettings.Setting(
      "rules",
      ConfiguredValue(
        .list([
          rule("udp and src host 198.18.0.1", "permit", line: 3), rule("udp", "drop", line: 4),
        ])
      )
    )
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "10k packets/s", "profile": "flows", "flows": "8", "count": "400"],
      filters: [.init("gate", "classify", values: [rules])],
      protocols: [.init("drain", scribe)]
    )
    try rig.run(for: .seconds(UInt64(1)))
    let isUDP = { (frame: [UInt8]) in frame[23] == 17 }
    // UDP of the first host and all of TCP.
    #expect(scribe.received.allSatisfy { !isUDP($0) || $0[29] == 1 })
    #expect(scribe.received.contains(where: isUDP))
    #expect(scribe.received.contains { !isUDP($0) })
    let module = try #require(adapter.filters.first)
    let dropped = module.party.dropCount(reason: DropReason.classifyRule.rawValue)
    #expect(dropped > 0)
    #expect(UInt64(scribe.received.count) + dropped == 400)
    let filter = try #require(module.driver as? ClassifyFilter)
    #expect(filter.hits[1] == dropped)
    #expect(rig.stack.causes.all.map(\.description).contains("drop udp (rig.yaml:4:5)"))
    try rig.stopAndCheck()
  }

  @Test("sends are judged too, and complete with failure")
  func sends() throws {
    let rig = try StackRig()
    let near = Scribe()
    let distant = Scribe()
    let rules = KeywordSettings.Setting(
      "rules",
      ConfiguredValue(.list([rule("ether proto 0x88b5", "drop", line: 2)]))
    )
    try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      filters: [.init("gate", "classify", ["direction": "send"], values: [rules])],
      protocols: [.init("near", near)]
    )
    try rig.start("right", protocols: [.init("far", distant)])
    try rig.run(for: .milliseconds(1))
    let addresses = [UInt8](repeating: 2, count: 12)
    near.send([addresses + [0x88, 0xB5, 1], addresses + [0x88, 0xB6, 2]])
    try rig.run(for: .milliseconds(1))
    #expect(distant.received == [addresses + [0x88, 0xB6, 2]])
    #expect(near.statuses == [.failure, .success])
    try rig.stopAndCheck()
  }

  @Test("a rule that is no filter is refused with its place and the compiler's reason")
  func badRule() throws {
    let rig = try StackRig()
    let rules = KeywordSettings.Setting(
      "rules",
      ConfiguredValue(.list([rule("udp prot 5", "drop", line: 9)]))
    )
    #expect {
      try rig.start("gen", "generator", filters: [.init("gate", "classify", values: [rules])])
    } throws: { error in
      "\(error)".contains("udp prot 5") && "\(error)".contains("rig.yaml:9:5")
    }
  }
}
