import Engine
import Kernel
import NDIS
import Testing

@Suite("Stack files")
struct StackFileReaderTests {
  static let whole = """
    name: whole
    description: everything at once
    seed: 42
    adapters:
      eth0:
        driver: wire
        peer: eth1
        rate: 2.5 Gbit/s
        delay: 250 us
        mac: 02-00-00-00-00-01
        filters:
          - capture
          - driver: classify
            name: gate
            rules:
              - match: tcp port 23
                action: drop
                reason: no telnet
              - { match: "udp port 53", action: permit }
      eth1:
        driver: wire
        media: disconnected
      top:
        driver: mux
        lower: [eth0, eth1]
    filters:
      - driver: vlan
        id: 100
        allowed: [1, 2]
        adapters: eth1
    protocols:
      answer:
        driver: responder
        bind: [eth1]
        addresses: [10.0.0.2/24, "fd00::2/64"]
      all: sink
    """

  static func read(_ text: String) throws(StackFileErrors) -> StackConfiguration {
    try StackFile.read(text, file: "a.yaml", catalogue: StackFileCatalogue.components)
  }

  static func errors(_ text: String) -> [StackFileError] {
    do {
      _ = try read(text)
      return []
    } catch {
      return error.all
    }
  }

  static let valid = whole.replacing("all: sink", with: "rest: sink")

  @Test("a file gives instances, values with their places, and bindings")
  func readsAll() throws {
    let stack = try Self.read(Self.valid)
    #expect(stack.name == "whole")
    #expect(stack.seed == 42)
    #expect(stack.adapters.map(\.name) == ["eth0", "eth1", "top"])
    let eth0 = try #require(stack.adapter("eth0"))
    #expect(eth0.settings.rate("rate") == 2_500_000_000)
    #expect(eth0.settings.duration("delay") == .microseconds(250))
    #expect(eth0.settings.hardwareAddress("mac") == [2, 0, 0, 0, 0, 1])
    #expect(eth0.settings.integer("mtu") == 1_500)
    #expect(eth0.settings.source("mtu") == .default)
    #expect(eth0.settings.source("rate") == .file(path: "a.yaml", line: 8, column: 11))
    #expect(stack.plan["eth0"]?.filters == ["capture", "gate"])
    #expect(stack.plan["eth1"]?.filters == ["vlan"])
    #expect(stack.plan["eth1"]?.bindings == ["answer", "rest"])
    #expect(stack.plan["eth0"]?.virtualAdapters == ["top"])
    #expect(stack.protocol("answer")?.settings.list("addresses").count == 2)
  }

  @Test("every rule of a list knows its own line and those of its fields")
  func ruleSources() throws {
    let stack = try Self.read(Self.valid)
    let gate = try #require(stack.filters(on: "eth0").last)
    let rules = gate.settings.records("rules")
    #expect(
      rules.map(\.source) == [
        .file(path: "a.yaml", line: 16, column: 13), .file(path: "a.yaml", line: 19, column: 13),
      ]
    )
    #expect(rules.first?.settings.text("match") == "tcp port 23")
    #expect(
      rules.first?.settings.source("action") == .file(path: "a.yaml", line: 17, column: 21)
    )
    #expect(rules.last?.settings.text("reason") == nil)
  }

  @Test("one end of a pair of peers is enough; the other points to the same line")
  func peers() throws {
    let stack = try Self.read(Self.valid)
    #expect(stack.adapter("eth1")?.settings.text("peer") == "eth0")
    #expect(
      stack.adapter("eth1")?.settings.source("peer") == .file(path: "a.yaml", line: 7, column: 11)
    )
  }

  @Test("a written stack reads back the same")
  func roundTrip() throws {
    let stack = try Self.read(Self.valid)
    let text = StackFile.write(stack)
    let again = try StackFile.read(text, file: "", catalogue: StackFileCatalogue.components)
    #expect(again.withoutSources == stack.withoutSources)
    #expect(StackFile.write(again) == text)
  }

  @Test("aliases repeat values")
  func aliases() throws {
    let stack = try Self.read(
      """
      adapters:
        eth0: &end
          driver: wire
          rate: 10M
        eth1: *end
      """
    )
    #expect(stack.adapter("eth1")?.settings.rate("rate") == 10_000_000)
    #expect(stack.name == "a")
  }

  @Test("paths of files start at the stack file's directory")
  func paths() throws {
    let stack = try StackFile.read(
      "adapters: { r: { driver: replay, file: x.pcap } }",
      file: "dir/a.yaml",
      catalogue: StackFileCatalogue.components
    )
    #expect(stack.path(of: "x.pcap") == "dir/x.pcap")
    #expect(stack.path(of: "/x.pcap") == "/x.pcap")
  }

  @Test("errors come in the format of every message of the program")
  func format() {
    #expect(
      Self.errors("adapters:\n  eth0:\n    driver: wrie\n").map(\.description) == [
        #"ndissect: there is no driver "wrie": a.yaml:3:13: did you mean wire?"#
      ]
    )
  }

  @Test(
    "a mistake is reported with its place and the nearest right name",
    arguments: [
      ("eth0: { driver: wire, raet: 1M }", "2:25", "did you mean rate?"),
      ("eth0: { driver: wire, rate: fast }", "2:31", "write a rate"),
      ("eth0: { driver: wire, mtu: 9001 }", "2:30", "from 576 to 9000"),
      ("eth0: { driver: wire, rate: [1M] }", "2:31", "write one value"),
      ("eth0: { driver: wire, media: conected }", "2:32", "did you mean connected?"),
      ("eth0: { driver: wire, peer: eth0 }", "2:31", "name another adapter"),
      ("eth0: { driver: wire, peer: eth1 }", "2:31", "did you mean eth0?"),
      ("eth0: { rate: 1M }", "2:3", "add driver: with one of wire"),
      ("eth0: { driver: vlan }", "2:19", "move it under filters:"),
      ("eth0: { driver: sink }", "2:19", "move it under protocols:"),
      ("eth0: wire", "2:9", "write name: value"),
      ("eth0: { driver: replay }", "2:3", "add file: with a file"),
      ("eth0: { driver: mux }", "2:3", "add lower:"),
      ("eth0: { driver: mux, lower: }", "2:24", "add lower:"),
      ("eth0: { driver: mux, lower: [eth0] }", "2:3", "change lower:"),
      ("eth0: { driver: wire, lower: [eth0] }", "2:25", "leave lower out"),
      ("all: { driver: wire }", "2:3", "choose another name"),
      ("-x: { driver: wire }", "2:3", "a letter or digit first"),
      ("eth0: { driver: wire, filters: [captrue] }", "2:35", "did you mean capture?"),
      ("eth0: { driver: wire, filters: [vlan] }", "2:35", "add id:"),
      ("eth0: { driver: wire, filters: [capture, capture] }", "2:44", "add name:"),
      ("eth0: { driver: atm, filters: [capture] }", "2:34", "take it off"),
      (
        "eth0: { driver: wire, filters: [{driver: classify, rules: [{match: '!', action: drop}]}] }",
        "2:70", "as for tcpdump"
      ),
      (
        "eth0: { driver: wire, filters: [{driver: classify, rules: [{match: x}]}] }", "2:62",
        "add action:"
      ),
      (
        "eth0: { driver: wire, filters: [{driver: vlan, id: 1, allowed: []}] }", "2:66",
        "write 1 to 8"
      ),
    ]
  )
  func mistakes(adapter: String, place: String, mend: String) {
    let errors = Self.errors("adapters:\n  \(adapter)\n")
    #expect(errors.count == 1)
    #expect(errors.first?.place == "a.yaml:\(place)")
    #expect(errors.first?.mend.contains(mend) == true, "\(errors)")
  }

  @Test("all mistakes of a file are reported, in the order of the file")
  func allAtOnce() {
    let errors = Self.errors(
      """
      protocols:
        ask: { driver: talker, bind: eth9, address: 10.0.0.1, target: 10.0.0.2 }
      adapters:
        eth0: { driver: wire, rate: x, mtu: 1 }
        eth1: { driver: nic }
      sede: 1
      """
    )
    #expect(
      errors.map(\.place) == [
        "a.yaml:2:32", "a.yaml:4:31", "a.yaml:4:39", "a.yaml:5:19", "a.yaml:6:1",
      ]
    )
    #expect(errors.last?.mend == "did you mean seed?")
  }

  @Test("two adapters cannot have one peer, and a peer must be of a kind that has one")
  func peerMistakes() {
    let three = """
      adapters:
        a: { driver: wire, peer: b }
        b: { driver: wire }
        c: { driver: wire, peer: b }
      """
    #expect(Self.errors(three).map(\.place) == ["a.yaml:4:28"])
    let other = "adapters:\n  a: { driver: wire, peer: b }\n  b: { driver: generator }\n"
    #expect(Self.errors(other).map(\.place) == ["a.yaml:2:28"])
  }

  @Test(
    "a protocol bound by name to an adapter it does not fit is a mistake, bound to all it is not"
  )
  func refusals() throws {
    let adapters = "adapters:\n  eth0: { driver: wire }\n  atm0: { driver: atm }\nprotocols:\n"
    let named = Self.errors(adapters + "  s: { driver: sink, bind: [eth0, atm0] }\n")
    #expect(named.map(\.place) == ["a.yaml:5:35"])
    #expect(named.first?.what.contains("ndisatm") == true)
    let all = try Self.read(adapters + "  s: sink\n")
    #expect(all.plan["eth0"]?.bindings == ["s"])
    #expect(all.plan.refusals.map(\.adapter) == ["atm0"])
  }

  @Test("a path can be disabled by name")
  func except() throws {
    let stack = try Self.read(
      "adapters:\n  a: { driver: wire }\n  b: { driver: wire }\n"
        + "protocols:\n  s: { driver: sink, except: b }\n"
        + "filters:\n  - { driver: capture, except: [a] }\n"
    )
    #expect(stack.plan["b"]?.bindings == [])
    #expect(stack.plan["a"]?.filters == [])
    #expect(stack.filters(on: "b").map(\.name) == ["capture"])
    #expect(stack.plan.refusals.map(\.reason) == [.disabled, .disabled])
  }

  @Test("an intermediate driver over an adapter it does not fit is a mistake at the adapter's name")
  func lowerRefusal() {
    let text = "adapters:\n  a: { driver: atm }\n  m: { driver: mux, lower: [a] }\n"
    let errors = Self.errors(text)
    #expect(errors.map(\.place) == ["a.yaml:3:29"])
    #expect(errors.first?.what.contains("ndisatm") == true)
  }

  @Test("a file that asks for more paths than an engine could hold is refused, not tried")
  func tooManyPaths() {
    var text = "adapters:\n"
    for number in 0..<1_000 { text += "  a\(number): { driver: wire }\n" }
    text += "filters:\n"
    for number in 0..<1_000 { text += "  - { driver: capture, name: c\(number) }\n" }
    let errors = Self.errors(text)
    #expect(errors.map(\.place) == ["a.yaml:1068:5"])
    #expect(errors.first?.mend == "name the adapters each is for")
  }

  @Test("a hundred mistakes are enough")
  func limit() {
    let text = "adapters:\n" + (0..<1_000).map { "  a\($0): { driver: w\($0) }\n" }.joined()
    #expect(Self.errors(text).count == 100)
  }
}
