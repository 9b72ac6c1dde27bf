import Kernel
import NDIS

/// A catalogue of components with every kind of keyword, for tests of stack files.
enum StackFileCatalogue {
  static let components = ComponentCatalogue(
    [wire, generator, replay, capture, vlan, classify, responder, talker, sink, mux, atm],
    problemOfPacketFilter: { $0.hasPrefix("!") ? "syntax error" : nil }
  )

  static let wire = ComponentDescription.miniport(
    "wire",
    displayName: "Wire",
    summary: "Carries packets to a peer.",
    keywords: [
      KeywordDescription("peer", .peer, "The other end."),
      KeywordDescription("rate", .bitRate(), default: .rate(1_000_000_000, .bits), "Speed."),
      KeywordDescription("delay", .anyDuration, default: .duration(.zero), "Time on the wire."),
      KeywordDescription("mtu", .bytes(576...9_000), default: .integer(1_500), "Largest packet."),
      KeywordDescription("mac", .hardwareAddress, "Address."),
      KeywordDescription(
        "media",
        .choice(["connected", "disconnected"]),
        default: .choice("connected"),
        "Medium."
      ),
    ]
  )

  static let generator = ComponentDescription.miniport(
    "generator",
    displayName: "Generator",
    summary: "Makes packets.",
    keywords: [
      KeywordDescription(
        "profile",
        .choice(["fixed", "imix", "flows"]),
        default: .choice("fixed"),
        "Mix."
      ),
      KeywordDescription("rate", .packetRate(), default: .rate(500, .packets), "Packets."),
      KeywordDescription("count", .integer(0 ... .max), "Packets in all."),
    ]
  )

  static let replay = ComponentDescription.miniport(
    "replay",
    displayName: "Replay",
    summary: "Plays a capture.",
    keywords: [
      .required("file", .path, "The capture."),
      KeywordDescription(
        "timing",
        .choice(["original", "fast"]),
        default: .choice("original"),
        "Pace."
      ),
      KeywordDescription("loop", .boolean, default: .boolean(false), "Again."),
    ]
  )

  static let capture = ComponentDescription.filter(
    "capture",
    displayName: "Capture",
    summary: "Watches.",
    .monitoring(),
    keywords: [KeywordDescription("snaplen", .bytes(1...65_535), "Bytes kept.")]
  )

  static let vlan = ComponentDescription.filter(
    "vlan",
    displayName: "VLAN",
    summary: "Tags.",
    .modifying(.custom),
    keywords: [
      .required("id", .integer(1...4_094), "VLAN."),
      KeywordDescription(
        "mode",
        .choice(["access", "trunk"]),
        default: .choice("access"),
        "Mode."
      ),
      KeywordDescription("allowed", .list(.integer(1...4_094), count: 1...8), "VLANs."),
    ]
  )

  static let classify = ComponentDescription.filter(
    "classify",
    displayName: "Classify",
    summary: "Drops by rule.",
    .modifying(.custom),
    keywords: [
      .required(
        "rules",
        .list(
          .record([
            .required("match", .packetFilter, "Packets."),
            .required("action", .choice(["permit", "drop"]), "What to do."),
            KeywordDescription("reason", .text, "Why."),
          ])
        ),
        "Rules."
      )
    ]
  )

  static let responder = ComponentDescription.protocol(
    "responder",
    displayName: "Responder",
    summary: "Answers.",
    keywords: [.required("addresses", .list(.address(.prefix)), "Addresses.")]
  )

  static let talker = ComponentDescription.protocol(
    "talker",
    displayName: "Talker",
    summary: "Asks.",
    keywords: [
      .required("address", .address(.prefix), "Own address."),
      .required("target", .address(.host), "Whom to ask."),
      KeywordDescription(
        "interval",
        .duration(.microseconds(1) ... .seconds(UInt64(60))),
        default: .duration(.seconds(UInt64(1))),
        "How often."
      ),
      KeywordDescription("size", .bytes(0...9_000), default: .integer(56), "Payload."),
    ]
  )

  static let sink = ComponentDescription.protocol(
    "sink",
    displayName: "Sink",
    summary: "Takes all."
  )

  static let mux = ComponentDescription.intermediate(
    "mux",
    displayName: "Multiplexer",
    summary: "Virtual adapters."
  )

  static let atm = ComponentDescription.miniport(
    "atm",
    displayName: "ATM",
    summary: "Cells.",
    upperRange: ["ndisatm"],
    lowerRange: ["atm"]
  )
}
