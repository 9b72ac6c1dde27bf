import Kernel
import NDIS

/// What a scenario can expect.
public enum ScenarioExpectation: String, CaseIterable, Hashable, Sendable {
  case state, link, counter, drops, packet, status, oid, verifier

  /// The row of the table.
  public var entry: ScenarioEntry { Self.table[self] ?? ScenarioEntry("", []) }

  /// Every expectation: what it asks and what it takes.
  public static let table: [ScenarioExpectation: ScenarioEntry] = [
    .state: ScenarioEntry(
      "The state of an adapter, filter or binding; Absent where there is none.",
      [
        .must("state", .text, "An adapter, adapter/filter or adapter/protocol.", .place),
        .must(
          "is",
          .choice([
            "Halted", "Shutdown", "Initializing", "Paused", "Restarting", "Running", "Pausing",
            "Detached", "Attaching", "Unbound", "Opening", "Closing", "Absent",
          ]),
          "Its documented name."
        ),
      ]
    ),
    .link: ScenarioEntry(
      "The state of an adapter's link.",
      [
        .must("link", .peer, "The adapter."),
        .must("is", .choice(["connected", "disconnected", "unknown"]), "Its media connect state."),
      ]
    ),
    .counter: ScenarioEntry(
      "A counter of an adapter, or a term of the ledger of whoever is named.",
      [
        .must("counter", .text, "A field of OID_GEN_STATISTICS, or a ledger's term.", .counter),
        .place,
      ] + ScenarioKey.comparisons
    ),
    .drops: ScenarioEntry(
      "How many packets were dropped for a reason; at least one if no number is given.",
      [
        .must("drops", .text, "The reason.", .reason),
        .may("at", .text, "Where; everywhere if left out.", .place),
      ] + ScenarioKey.comparisons
    ),
    .packet: ScenarioEntry(
      "How an injected packet ended.",
      [
        .must("packet", .text, "Its name.", .packet),
        .must(
          "outcome",
          .choice(["held", "delivered", "dropped", "merged", "left"]),
          "How it ended."
        ),
        .may("reason", .text, "Why it was dropped.", .reason),
        .may("at", .text, "Where it ended.", .place),
      ]
    ),
    .status: ScenarioEntry(
      "How often a status was indicated so far; at least once if no number is given.",
      [
        .must("status", .text, "Its documented name.", .indication),
        .may("adapter", .peer, "By which adapter; any if left out."),
      ] + ScenarioKey.comparisons
    ),
    .oid: ScenarioEntry(
      "The value of an identifier, queried from the top of the stack.",
      [
        .must("oid", .text, "The identifier's documented name.", .identifier), .adapter,
        .must("is", .text, "The value.", .identifierValue),
      ]
    ),
    .verifier: ScenarioEntry(
      "No rule was broken so far.",
      [.must("verifier", .choice(["silent"]), "silent")]
    ),
  ]
}
