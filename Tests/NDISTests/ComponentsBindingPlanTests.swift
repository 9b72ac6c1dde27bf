import NDIS
import Testing

@Suite("Binding plan")
struct ComponentsBindingPlanTests {
  static let ethernet = ComponentDescription.miniport("nic", displayName: "NIC", summary: "")
  static let capture = filter("capture", .monitoring())

  static func filter(_ name: String, _ filter: FilterDescription) -> ComponentDescription {
    .filter(name, displayName: name, summary: "", filter)
  }

  static func transport(_ name: String, lower: [String] = ["ndis5"]) -> ComponentDescription {
    .protocol(name, displayName: name, summary: "", lowerRange: lower)
  }

  static func stack(
    _ filters: [BindingPlan.Instance],
    on adapter: ComponentDescription = ethernet
  ) throws -> BindingPlan.Stack {
    let plan = try BindingPlan(
      adapters: [.init("eth0", adapter)],
      filters: filters,
      protocols: []
    )
    return try #require(plan["eth0"])
  }

  @Test("a protocol binds where its lower range meets the adapter's upper range")
  func ranges() throws {
    let atm = ComponentDescription.miniport(
      "atm",
      displayName: "",
      summary: "",
      upperRange: ["ndisatm"],
      lowerRange: ["atm"]
    )
    let plan = try BindingPlan(
      adapters: [.init("eth0", Self.ethernet), .init("atm0", atm)],
      filters: [],
      protocols: [
        .init("ip", Self.transport("ip", lower: ["NDIS5", "ndiswan"])),
        .init("cells", Self.transport("cells", lower: ["ndisATM"])),
      ]
    )
    #expect(plan["eth0"]?.bindings == ["ip"])
    #expect(plan["atm0"]?.bindings == ["cells"])
    #expect(
      plan.refusals == [
        .init(
          instance: "cells",
          adapter: "eth0",
          reason: .rangesDoNotMeet(lower: ["ndisATM"], upper: ["ndis5"])
        ),
        .init(
          instance: "ip",
          adapter: "atm0",
          reason: .rangesDoNotMeet(lower: ["NDIS5", "ndiswan"], upper: ["ndisatm"])
        ),
      ]
    )
  }

  @Test("the words for a missing edge match nothing, themselves included")
  func missingEdges() throws {
    let closed = ComponentDescription.miniport(
      "closed",
      displayName: "",
      summary: "",
      upperRange: ["noupper"]
    )
    let plan = try BindingPlan(
      adapters: [.init("eth0", closed)],
      filters: [],
      protocols: [.init("odd", Self.transport("odd", lower: ["noupper", "nolower"]))]
    )
    #expect(plan["eth0"]?.bindings == [])
  }

  @Test("a path the user disabled stays, disabled, in the refusals")
  func disabled() throws {
    let plan = try BindingPlan(
      adapters: [.init("eth0", Self.ethernet), .init("eth1", Self.ethernet)],
      filters: [.init("capture", Self.capture, disabled: ["eth1"])],
      protocols: [.init("ip", Self.transport("ip"), disabled: ["eth0"])]
    )
    #expect(plan["eth0"]?.bindings == [])
    #expect(plan["eth1"]?.bindings == ["ip"])
    #expect(plan["eth0"]?.filters == ["capture"])
    #expect(plan["eth1"]?.filters == [])
    #expect(plan.refusals.map(\.reason) == [.disabled, .disabled])
  }

  @Test("a component meant for some adapters goes to no other")
  func selection() throws {
    let plan = try BindingPlan(
      adapters: [.init("eth0", Self.ethernet), .init("eth1", Self.ethernet)],
      filters: [.init("capture", Self.capture, adapters: .named(["eth1"]))],
      protocols: [.init("ip", Self.transport("ip"), adapters: .named(["eth0"]))]
    )
    #expect(plan.stacks.map(\.filters) == [[], ["capture"]])
    #expect(plan.stacks.map(\.bindings) == [["ip"], []])
    #expect(plan.refusals.isEmpty)
  }

  @Test("an adapter without a lower edge takes no filter")
  func noLowerEdge() throws {
    let virtual = ComponentDescription.miniport(
      "virtual",
      displayName: "",
      summary: "",
      lowerRange: ["nolower"]
    )
    let everything = Self.filter("all", .modifying(.custom, mediaTypes: ["ethernet", "nolower"]))
    let stack = try Self.stack([.init("all", everything)], on: virtual)
    #expect(stack.filters == [])
  }

  @Test("a filter attaches only to media it serves")
  func media() throws {
    let wireless = Self.filter("wireless", .modifying(.custom, mediaTypes: ["wlan"]))
    let both = Self.filter("both", .modifying(.custom, mediaTypes: ["wlan", "Ethernet"]))
    let stack = try Self.stack([.init("wireless", wireless), .init("both", both)])
    #expect(stack.filters == ["both"])
  }

  @Test("modifying filters stand by class, scheduler highest, whatever the order of installation")
  func classes() throws {
    let documented: [FilterClass] = [
      .scheduler, .encryption, .compression, .vpn, .loadBalance, .failover, .diagnostic, .custom,
      .providerAddress,
    ]
    let instances = documented.map {
      BindingPlan.Instance($0.rawValue, Self.filter($0.rawValue, .modifying($0)))
    }
    let expected = documented.map(\.rawValue)
    #expect(try Self.stack(instances).filters == expected)
    #expect(try Self.stack(instances.reversed()).filters == expected)
    #expect(
      try Self.stack([4, 8, 0, 6, 2, 7, 1, 5, 3].map { instances[$0] }).filters == expected
    )
  }

  @Test("within a class the driver installed first is nearest the miniport")
  func sameClass() throws {
    let stack = try Self.stack([
      .init("first", Self.filter("first", .modifying(.custom))),
      .init("second", Self.filter("second", .modifying(.custom))),
    ])
    #expect(stack.filters == ["second", "first"])
  }

  @Test("the order within a class is the same on every adapter")
  func sameOrderEverywhere() throws {
    let vlan = Self.filter("vlan", .modifying(.custom))
    let classify = Self.filter("classify", .modifying(.custom))
    let plan = try BindingPlan(
      adapters: [.init("eth0", Self.ethernet), .init("eth1", Self.ethernet)],
      filters: [
        .init("v0", vlan, adapters: .named(["eth0"])),
        .init("c0", classify, adapters: .named(["eth0"])),
        .init("c1", classify, adapters: .named(["eth1"])),
        .init("v1", vlan, adapters: .named(["eth1"])),
      ],
      protocols: []
    )
    #expect(plan["eth0"]?.filters == ["c0", "v0"])
    #expect(plan["eth1"]?.filters == ["c1", "v1"])
  }

  @Test("monitoring filters stand above every modifying filter, the first installed lowest")
  func monitoring() throws {
    let stack = try Self.stack([
      .init("low", Self.capture),
      .init("scheduler", Self.filter("scheduler", .modifying(.scheduler))),
      .init("counter", Self.filter("counter", .monitoring())),
      .init("high", Self.capture),
    ])
    #expect(stack.filters == ["high", "counter", "low", "scheduler"])
  }

  @Test("a modifying driver attaches once to an adapter")
  func modifyingOnce() throws {
    let vlan = Self.filter("vlan", .modifying(.custom))
    let plan = try BindingPlan(
      adapters: [.init("eth0", Self.ethernet)],
      filters: [.init("one", vlan), .init("two", vlan)],
      protocols: []
    )
    #expect(plan["eth0"]?.filters == ["one"])
    #expect(plan.refusals.map(\.reason) == [.alreadyAttached(instance: "one")])
  }

  @Test("an intermediate driver binds below and offers a virtual adapter above")
  func intermediate() throws {
    let mux = ComponentDescription.intermediate("mux", displayName: "", summary: "")
    let plan = try BindingPlan(
      adapters: [.init("vlan7", mux, lower: ["eth0"]), .init("eth0", Self.ethernet)],
      filters: [.init("capture", Self.capture)],
      protocols: [.init("ip", Self.transport("ip"))]
    )
    #expect(plan["eth0"]?.virtualAdapters == ["vlan7"])
    #expect(plan["vlan7"]?.bindings == ["ip"])
    #expect(plan["vlan7"]?.filters == [])
    #expect(plan.startOrder == ["eth0", "vlan7"])
  }

  @Test("adapters that stand on each other in a circle are refused with the circle's names")
  func circle() {
    let mux = ComponentDescription.intermediate("mux", displayName: "", summary: "")
    #expect(throws: BindingPlanError.circle(["b", "c", "b"])) {
      try BindingPlan(
        adapters: [
          .init("a", mux, lower: ["b"]), .init("b", mux, lower: ["c"]),
          .init("c", mux, lower: ["b"]),
        ],
        filters: [],
        protocols: []
      )
    }
  }

  @Test("a missing lower adapter, two adapters of one name and a filter as adapter are refused")
  func badAdapters() {
    let mux = ComponentDescription.intermediate("mux", displayName: "", summary: "")
    func plan(_ adapters: [BindingPlan.Adapter]) throws {
      _ = try BindingPlan(adapters: adapters, filters: [], protocols: [])
    }
    #expect(throws: BindingPlanError.noSuchAdapter(name: "a", below: "z")) {
      try plan([.init("a", mux, lower: ["z"])])
    }
    #expect(throws: BindingPlanError.twoAdapters(name: "a")) {
      try plan([.init("a", Self.ethernet), .init("a", Self.ethernet)])
    }
    #expect(throws: BindingPlanError.notAnAdapter(name: "a", component: "capture")) {
      try plan([.init("a", Self.capture)])
    }
  }
}
