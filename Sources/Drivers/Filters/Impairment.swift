import Kernel
import NDIS

/// What happens to the packets of one direction.
struct Impairment {
  /// Shares of the packets, in millionths.
  let loss, duplicate, corrupt, reorder: UInt32
  /// How long each packet is held, and by how much that differs at most.
  let delay, jitter: Nanoseconds
  /// How much longer a packet is held that is to be overtaken.
  let reorderDelay: Nanoseconds
  /// Bits per second; nil for no limit.
  let rate: UInt64?
  /// Bytes that may go at once after a pause.
  let burst: UInt64
  /// Bytes that may wait for the rate.
  let limit: UInt64
  /// What took a packet.
  let lossCause, rateCause: CauseID

  /// The keywords that count for both directions and, in the mapping of one, for that alone.
  static let keywords: [KeywordDescription] = [
    KeywordDescription("loss", .percentage, default: .percentage(0), "Packets that are lost."),
    KeywordDescription(
      "delay",
      .anyDuration,
      default: .duration(.zero),
      "How long every packet is held."
    ),
    KeywordDescription(
      "jitter",
      .anyDuration,
      default: .duration(.zero),
      "By how much the delay differs at most, either way; order is kept."
    ),
    KeywordDescription(
      "duplicate",
      .percentage,
      default: .percentage(0),
      "Packets that go on twice."
    ),
    KeywordDescription(
      "reorder",
      .percentage,
      default: .percentage(0),
      "Packets that are held longer, so that later ones overtake them."
    ),
    KeywordDescription(
      "reorderDelay",
      .anyDuration,
      default: .duration(.milliseconds(1)),
      "How much longer those are held."
    ),
    KeywordDescription(
      "corrupt",
      .percentage,
      default: .percentage(0),
      "Packets of which one bit is turned over."
    ),
    KeywordDescription("rate", .bitRate(), "The most that goes on; no limit if absent."),
    KeywordDescription(
      "burst",
      .bytes(1...1 << 30),
      default: .integer(16_384),
      "Bytes that may go at once before the rate counts."
    ),
    KeywordDescription(
      "limit",
      .bytes(0...1 << 30),
      default: .integer(262_144),
      "Bytes that may wait for the rate; what comes beyond is dropped."
    ),
  ]

  /// The same keywords without defaults: what is absent is as for both directions.
  static let overrides = KeywordType.record(
    keywords.map { KeywordDescription($0.name, $0.type, $0.summary) }
  )

  /// Reads the settings of one direction, whose mapping is `name`.
  init(_ configuration: InstanceConfiguration, _ name: String) {
    let common = configuration.settings
    let own = common.record(name) ?? KeywordSettings()
    func settings(_ keyword: String) -> KeywordSettings { own[keyword] == nil ? common : own }
    func share(_ keyword: String) -> UInt32 { settings(keyword).millionths(keyword) ?? 0 }
    func time(_ keyword: String) -> Nanoseconds { settings(keyword).duration(keyword) ?? .zero }
    func bytes(_ keyword: String) -> UInt64 {
      UInt64(clamping: settings(keyword).integer(keyword) ?? 0)
    }
    func cause(_ keyword: String) -> CauseID {
      guard let value = settings(keyword)[keyword] else { return .none }
      let subject = own[keyword] == nil ? keyword : "\(name).\(keyword)"
      return configuration.context.causes.intern(
        Cause("\(subject) = \(value.value)", source: value.source)
      )
    }
    loss = share("loss")
    duplicate = share("duplicate")
    corrupt = share("corrupt")
    reorder = share("reorder")
    delay = time("delay")
    jitter = time("jitter")
    reorderDelay = time("reorderDelay")
    rate = settings("rate").rate("rate")
    burst = bytes("burst")
    limit = bytes("limit")
    lossCause = cause("loss")
    rateCause = cause("rate")
  }

  /// True if packets of this direction need not come here at all.
  var isNothing: Bool {
    loss == 0 && duplicate == 0 && corrupt == 0 && reorder == 0 && delay == .zero
      && jitter == .zero && rate == nil
  }

  /// True if packets are made here that come home again.
  var makesPackets: Bool { duplicate > 0 || corrupt > 0 }
}
