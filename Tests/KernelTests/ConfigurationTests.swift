import Testing

@testable import Kernel

@Suite("Registry, causes and drop reasons")
struct ConfigurationTests {
  private let source = ConfigurationSource.file(path: "lab.yaml", line: 12, column: 7)

  @Test("a value keeps its kind, its spelling and its source")
  func values() throws {
    let registry = Registry()
    let key = try registry.makeKey(#"Services\vlan-lwf\Parameters"#)
    key.set("VlanId", to: .dword(20), source: source)
    key.set("vlanid", to: .dword(30), source: .command("set VlanId 30"))
    let found = try registry.key(#"services\VLAN-LWF\parameters"#)
    #expect(try found.dword("VLANID") == 30)
    #expect(found.entry("VlanId")?.name == "VlanId")
    #expect(found.entry("VlanId")?.source == .command("set VlanId 30"))
    #expect(found.path == #"Services\vlan-lwf\Parameters"#)
    found.set("List", to: .multiString(["a", ""]), source: .default)
    found.set("Raw", to: .binary([1, 2]), source: .default)
    found.set("Text", to: .string("x"), source: .default)
    #expect(try found.multiString("List") == ["a", ""])
    #expect(try found.binary("Raw") == [1, 2])
    #expect(try found.string("Text") == "x")
    #expect(found.entries.map(\.name) == ["List", "Raw", "Text", "VlanId"])
  }

  @Test("what is not there, or not of that kind, is a typed error")
  func errors() throws {
    let registry = Registry()
    let key = try registry.makeKey("A")
    key.set("Number", to: .dword(1), source: .default)
    #expect(throws: RegistryError.keyNotFound(path: #"A\B"#)) { try registry.key(#"A\B"#) }
    #expect(throws: RegistryError.valueNotFound(path: "A", name: "None")) { try key.dword("None") }
    #expect(
      throws: RegistryError.wrongKind(path: "A", name: "Number", expected: .string, found: .dword)
    ) { try key.string("Number") }
    for path in [#"\A"#, #"A\"#, #"A\\B"#, #"\"#] {
      #expect(throws: RegistryError.invalidPath(path)) { try registry.makeKey(path) }
    }
    #expect(try registry.key("") === registry.root)
  }

  @Test("keys are listed by name, and removed with all they hold")
  func keys() throws {
    let registry = Registry()
    for name in ["b", "C", "a"] { try registry.makeKey("Top\\\(name)\\Below") }
    let top = try registry.key("Top")
    #expect(top.keys.map(\.name) == ["a", "b", "C"])
    #expect(top.removeKey("B"))
    #expect(!top.removeKey("b"))
    #expect(throws: RegistryError.self) { try registry.key(#"Top\b\Below"#) }
    #expect(!top.remove("nothing"))
  }

  @Test("a cause has one number, which leads back to it")
  func causes() {
    let table = CauseTable()
    let first = table.intern(Cause("VlanId = 20", source: source))
    let second = table.intern(
      Cause("VlanId = 20", source: .oid(name: "OID_GEN_VLAN_ID", flight: 4))
    )
    #expect(first != second)
    #expect(table.intern(Cause("VlanId = 20", source: source)) == first)
    #expect(table[first]?.description == "VlanId = 20 (lab.yaml:12:7)")
    #expect(table[second]?.source.description == "OID_GEN_VLAN_ID flight 4")
    #expect(table[.none] == nil)
    #expect(table[CauseID(rawValue: 99)] == nil)
    #expect(table.all.count == 2)
  }

  @Test("drop reasons are in the order of their numbers, and each has its own names and sentence")
  func reasons() {
    let all = DropReason.all
    let numbers = all.map(\.reason.rawValue)
    #expect(numbers == Set(numbers).sorted() && numbers.first == 1)
    #expect(Set(all.map(\.code)).count == all.count)
    #expect(Set(all.map(\.symbol)).count == all.count)
    #expect(Set(all.map(\.sentence)).count == all.count)
    for entry in all {
      #expect(entry.sentence.hasSuffix("."))
      #expect(DropReason(code: entry.code) == entry.reason)
      #expect(entry.reason.entry?.code == entry.code)
      #expect(entry.symbol.lowercased() == entry.code.lowercased())
    }
  }

  @Test("the numbers that session files hold never change")
  func stable() {
    #expect(DropReason.paused.rawValue == 1)
    #expect(DropReason.queueOverrun.rawValue == 8)
    #expect(DropReason.driverGaveNoReason.rawValue == 18)
    #expect(DropReason.rateLimited.rawValue == 23)
    #expect(DropReason(rawValue: 0).entry == nil)
    #expect(DropReason(rawValue: 999).code == "unknown999")
    #expect(DropReason(code: "nonsense") == nil)
  }
}
