import Kernel
import NDIS

/// What a step of a scenario can do.
public enum ScenarioVerb: String, CaseIterable, Hashable, Sendable {
  case advance, send, receive, inject, oid, pause, restart, plug, unplug, attach, detach, bind
  case unbind

  /// The row of the table.
  public var entry: ScenarioEntry { Self.table[self] ?? ScenarioEntry("", []) }

  private static let packet: [ScenarioKey] = [.place, .frame, .name, .count, .interval]

  /// Every verb: what it does and what it takes.
  public static let table: [ScenarioVerb: ScenarioEntry] = [
    .advance: ScenarioEntry(
      "Lets engine time go on.",
      [.must("time", .duration(.microseconds(1) ... .seconds(UInt64(3_600))), "How long.")]
    ),
    .send: ScenarioEntry("Originates a packet there, downward.", packet),
    .receive: ScenarioEntry("Originates a packet there, upward.", packet),
    .inject: ScenarioEntry(
      "Originates a packet there.",
      [.place, .must("way", .choice(["send", "receive"]), "Down or up.")] + packet.dropFirst()
    ),
    .oid: ScenarioEntry(
      "Queries an identifier, or sets it if a value is given.",
      [
        .must("name", .text, "The identifier's documented name.", .identifier), .adapter,
        .may("value", .text, "The value to set.", .identifierValue),
        .may("status", .text, "The status it must end with; success if left out.", .status),
      ]
    ),
    .pause: ScenarioEntry("Pauses an adapter's stack.", [.adapter]),
    .restart: ScenarioEntry("Restarts a paused stack.", [.adapter]),
    .plug: ScenarioEntry("Puts the cable in.", [.adapter]),
    .unplug: ScenarioEntry("Pulls the cable out.", [.adapter]),
    .attach: ScenarioEntry(
      "Attaches a filter driver with its default values.",
      [.must("driver", .text, "A filter driver.", .driver(.filter)), .adapter]
    ),
    .detach: ScenarioEntry("Detaches a filter.", [.must("filter", .text, "The filter.", .place)]),
    .bind: ScenarioEntry(
      "Binds a protocol driver with its default values.",
      [.must("driver", .text, "A protocol driver.", .driver(.protocol)), .adapter]
    ),
    .unbind: ScenarioEntry(
      "Unbinds a protocol.",
      [.must("protocol", .text, "The protocol.", .place)]
    ),
  ]
}
