import Kernel
public import NDIS

/// A value of a step: its keyword, and what the stack must have for it.
public struct ScenarioKey: Hashable, Sendable {
  /// What a value is the name of, or what else must be true of it.
  enum Role: Hashable, Sendable {
    /// Nothing more than its type says.
    case plain
    /// An adapter, filter or protocol: `eth0`, `eth0/gate`, `gate`.
    case place
    /// A driver of the catalogue.
    case driver(ComponentKind)
    /// The documented name of an object identifier.
    case identifier
    /// A value of the identifier beside it, as `ndissect oid` takes it.
    case identifierValue
    /// A frame as text.
    case frame
    /// The documented name of a status indication.
    case indication
    /// The documented name of a status.
    case status
    /// A reason for a drop.
    case reason
    /// A counter of an adapter or of a ledger.
    case counter
    /// The name that an injected packet gets, and by which it is meant later.
    case newPacket, packet
  }

  /// Name, type, default and meaning.
  public let keyword: KeywordDescription
  let role: Role

  static func must(
    _ name: String,
    _ type: KeywordType,
    _ summary: String,
    _ role: Role = .plain
  ) -> ScenarioKey {
    ScenarioKey(keyword: .required(name, type, summary), role: role)
  }

  static func may(
    _ name: String,
    _ type: KeywordType,
    default value: KeywordValue? = nil,
    _ summary: String,
    _ role: Role = .plain
  ) -> ScenarioKey {
    ScenarioKey(keyword: KeywordDescription(name, type, default: value, summary), role: role)
  }

  static let adapter = must("adapter", .peer, "The adapter.")
  static let place = must("at", .text, "An adapter, adapter/filter or adapter/protocol.", .place)
  static let frame = must(
    "frame",
    .text,
    "Layers such as eth/ipv4(dst=10.0.0.2)/udp(dport=53), or hex:DIGITS.",
    .frame
  )
  static let name = may("name", .text, "How expectations call the packet.", .newPacket)
  static let count = may(
    "count",
    .integer(1...1_000_000),
    default: .integer(1),
    "How often."
  )
  static let interval = may("interval", .anyDuration, "Engine time from one to the next.")
  /// How a number may be compared.
  static let comparisons = [
    may("is", .integer(0 ... .max), "The number it must be."),
    may("atLeast", .integer(0 ... .max), "The least it may be."),
    may("atMost", .integer(0 ... .max), "The most it may be."),
  ]
}

/// A row of a table of the scenario language.
public struct ScenarioEntry: Sendable {
  /// What it does or asks, one sentence.
  public let summary: String
  /// Its values; the first may be written alone.
  public let keys: [ScenarioKey]

  init(_ summary: String, _ keys: [ScenarioKey]) {
    self.summary = summary
    self.keys = keys
  }
}
