import TestSupport
import Testing

@Suite(
  "Documents of the command line",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct DocumentShapeTests {
  static func document(_ arguments: [String]) throws -> JSON {
    let run = try Program.run(arguments)
    try #require(run.status == 0, "\(run.errors)")
    return try JSON(run.lines.joined())
  }

  static let ledger = [
    "entered", "born", "left", "delivered", "merged", "dropped", "inside", "held",
  ]

  @Test("run and show print the promised keys", arguments: ["run", "show"])
  func tree(command: String) throws {
    let document = try Self.document([command, "--stepped", "--for", "500ms", "--json"])
    #expect(
      document.keys == [
        "stack", "version", "time", "adapters", "interfaces", "versions", "heldLists",
        "verifier",
      ]
    )
    #expect(document["adapters"].elements.count == 3 && document["verifier"].elements.isEmpty)
    for adapter in document["adapters"].elements {
      #expect(
        adapter.keys == [
          "id", "name", "lower", "virtual", "ifIndex", "luid", "mac", "mtu", "state", "linkState",
          "miniport", "ports", "filters", "bindings", "queues", "timers", "receiveScaling",
          "statistics", "ledger", "drops",
        ]
      )
      #expect(adapter["miniport"].keys == ["driver", "ndisVersion"])
      #expect(adapter["ledger"].keys == Self.ledger)
      for filter in adapter["filters"].elements {
        #expect(
          filter.keys == [
            "id", "name", "driver", "ndisVersion", "kind", "class", "mandatory", "state", "ledger",
          ]
        )
      }
      for binding in adapter["bindings"].elements {
        #expect(
          binding.keys == [
            "id", "protocol", "ndisVersion", "state", "packetFilter", "addresses", "ledger",
          ]
        )
      }
      for drop in adapter["drops"].elements {
        #expect(drop.keys == ["reason", "module", "count"])
      }
    }
    #expect(!document["adapters"][0]["drops"].elements.isEmpty, "the lab drops something")
  }

  @Test("the same seed gives the same document and the same journeys, byte for byte")
  func repeatable() throws {
    for arguments in [
      ["run", "--stepped", "--for", "500ms", "--seed", "7", "--json"],
      ["trace", "--stepped", "--for", "500ms", "--seed", "7", "--jsonl"],
    ] {
      let first = try Program.run(arguments)
      let second = try Program.run(arguments)
      #expect(first.output == second.output && !first.output.isEmpty)
    }
  }

  @Test("trace prints a line per journey with the promised keys")
  func trace() throws {
    let run = try Program.run(["trace", "--stepped", "--for", "300ms", "--jsonl"])
    #expect(run.lines.count > 10)
    for line in run.lines {
      let journey = try JSON(line)
      #expect(
        Array(journey.keys.prefix(9)) == [
          "journey", "parent", "adapter", "direction", "length", "summary", "hops", "outcome",
          "reason",
        ]
      )
      for hop in journey["hops"].elements {
        for key in ["t", "module", "edge", "changed", "status"] { #expect(hop.keys.contains(key)) }
      }
    }
    let whole = try Self.document(["trace", "--stepped", "--for", "300ms", "--json"])
    let items = try run.lines.map { try JSON($0) }
    #expect(whole.elements == items)
  }

  @Test(
    "lists are one document or a line per item",
    arguments: [["drivers"], ["stacks"], ["check", "lab", "replay"]]
  )
  func lists(command: [String]) throws {
    let whole = try Self.document(command + ["--json"])
    let lines = try Program.run(command + ["--jsonl"]).lines
    let items = try lines.map { try JSON($0) }
    #expect(whole.elements.count >= 2 && whole.elements == items)
  }

  @Test("the host's cost is printed only when it is asked for")
  func timing() throws {
    let cost = try Self.document(["run", "--stepped", "--for", "300ms", "--timing", "--json"])
    #expect(cost["hostCost"].keys == ["cpuNanoseconds", "batches", "nanosecondsPerBatch"])
    #expect((cost["hostCost"]["cpuNanoseconds"].integer ?? 0) > 0)
    let run = try Program.run(["run", "--stepped", "--for", "300ms"])
    #expect(!run.text.contains("host cost"))
  }
}
