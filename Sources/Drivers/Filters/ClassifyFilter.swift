public import DataPath
import Kernel
public import NDIS
import Wire

/// Lets packets pass or drops them by rules in libpcap's filter language; the first rule that matches decides.
///
/// Keywords: `rules`, each with `match` (a filter such as `udp port 53`), `action` permit or drop, and `direction`
/// receive, send or both; `default` for packets that match no rule; `direction` for the whole module. A list with
/// several buffers is judged by its first one: they are of one flow.
///
/// Handlers: send, receive, status; finished sends and returned lists pass it by. A modifying filter of class custom.
///
/// What a person sees: hits of each rule among the module's settings, and drops `ClassifyRule` whose cause is the rule
/// with its place in the file.
public final class ClassifyFilter: FilterSending, FilterReceiving, FilterStatusReceiving,
  Reconfigurable
{
  /// What the driver declares.
  public static let component = ComponentDescription.filter(
    "classify",
    displayName: "Packet classifier",
    summary: "Permits or drops packets by rules in libpcap's filter language.",
    .modifying(.custom, mediaTypes: ["ethernet", "ip"]),
    keywords: [
      KeywordDescription(
        "rules",
        .list(
          .record([
            KeywordDescription.required("match", .packetFilter, "Which packets the rule is for."),
            KeywordDescription(
              "action",
              .choice(["permit", "drop"]),
              default: .choice("drop"),
              "What becomes of them."
            ),
            KeywordDescription(
              "direction",
              .choice(["both", "receive", "send"]),
              default: .choice("both"),
              "Which way they go."
            ),
          ])
        ),
        "The rules in order; the first that matches decides."
      ),
      KeywordDescription(
        "default",
        .choice(["permit", "drop"]),
        default: .choice("permit"),
        "What becomes of packets that match no rule."
      ),
      KeywordDescription(
        "direction",
        .choice(["both", "receive", "send"]),
        default: .choice("both"),
        "Which way packets go that are looked at."
      ),
    ]
  )

  /// A rule ready for use.
  struct Rule {
    let text: String
    let program: PacketFilterProgram
    let drops: Bool
    let direction: Way
    let cause: CauseID
    var hits: UInt64 = 0
  }

  /// Which way packets go.
  enum Way: String {
    case both, receive, send

    func includes(_ direction: Direction) -> Bool {
      switch self {
      case .both: true
      case .receive: direction == .receive
      case .send: direction == .transmit
      }
    }
  }

  /// The module's name and settings.
  public private(set) var configuration: InstanceConfiguration
  private var way: Way
  /// Why packets that match no rule are dropped; nil lets them pass.
  private var restCause: CauseID?
  private var link = LinkLayer.ethernet
  private var rules: [Rule] = []
  private var scratch: [UInt8] = []
  private let board: SettingsBoard

  /// Reads the settings and compiles the rules.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    self.configuration = configuration
    way = Self.way(configuration)
    restCause = Self.restCause(configuration)
    board = SettingsBoard(configuration)
    rules = try Self.compile(configuration, link)
  }

  /// Takes other rules; a rule that is as before goes on counting.
  public func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError) {
    var made = try Self.compile(configuration, link)
    for index in made.indices {
      let old = rules.first {
        $0.text == made[index].text && $0.drops == made[index].drops
          && $0.direction == made[index].direction
      }
      made[index].hits = old?.hits ?? 0
    }
    rules = made
    self.configuration = configuration
    way = Self.way(configuration)
    restCause = Self.restCause(configuration)
    board.configure(configuration)
    board.refresh()
  }

  private static func way(_ configuration: InstanceConfiguration) -> Way {
    Way(rawValue: configuration.settings.text("direction") ?? "") ?? .both
  }

  private static func restCause(_ configuration: InstanceConfiguration) -> CauseID? {
    configuration.settings.text("default") == "drop" ? configuration.cause("default") : nil
  }

  /// Packets that each rule decided, in the order of the rules.
  public var hits: [UInt64] { rules.map(\.hits) }

  /// Makes rules for one kind of frames.
  private static func compile(
    _ configuration: InstanceConfiguration,
    _ link: LinkLayer
  ) throws(DriverError) -> [Rule] {
    var rules: [Rule] = []
    for (settings, source) in configuration.settings.records("rules") {
      let text = settings.text("match") ?? ""
      let action = settings.text("action") ?? "drop"
      let place = settings["match"]?.source ?? source
      do throws(PacketFilterProgram.CompileError) {
        rules.append(
          Rule(
            text: text,
            program: try PacketFilterProgram(text, linkLayer: link),
            drops: action == "drop",
            direction: Way(rawValue: settings.text("direction") ?? "") ?? .both,
            cause: configuration.context.causes.intern(
              Cause("\(action) \(text)", source: place == .default ? source : place)
            )
          )
        )
      } catch {
        throw DriverError(
          "\(error)",
          source: place,
          mend: "write a filter as in 'man pcap-filter'"
        )
      }
    }
    return rules
  }

  /// `FilterAttach`.
  public func attach(_ module: FilterModule) throws(NDISStatus) {
    if module.adapter.attributes?.medium == .ip {
      do throws(DriverError) {
        rules = try Self.compile(configuration, .rawIP)
        link = .rawIP
      } catch {
        configuration.context.stack.emit(.warning("\(error)"), party: module.party.id)
        throw .unsupportedMedia
      }
    }
    board.show = { [weak module] in module?.settings = $0 }
    board.live = { [unowned self] in
      rules.enumerated().map { ("rule\($0.offset + 1)Hits", "\($0.element.hits)") }
    }
    board.refresh()
  }

  /// `FilterDetach`.
  public func detach(_ module: FilterModule) {
    board.stop()
  }

  /// `FilterPause`; nothing is held.
  public func pause(_ module: FilterModule) -> Completion {
    .success
  }

  /// `FilterRestart`.
  public func restart(_ module: FilterModule) -> Completion {
    .success
  }

  /// `FilterStatus`.
  public func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  /// `FilterSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    var lists = chain
    sort(&lists, .transmit) {
      module.dropSend($0, reason: .classifyRule, cause: $1, status: .failure)
    }
    if !lists.isEmpty { module.send(lists, port: port, flags: flags) }
  }

  /// `FilterReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var lists = chain
    sort(&lists, .receive) { module.dropReceive($0, reason: .classifyRule, cause: $1) }
    if !lists.isEmpty { module.indicate(lists, port: port, flags: flags) }
  }

  /// Leaves what may pass in the chain and drops the rest, run by run of one rule.
  private func sort(
    _ lists: inout NetBufferChain,
    _ direction: Direction,
    drop: (consuming NetBufferChain, CauseID) -> Void
  ) {
    guard way.includes(direction) else { return }
    var verdicts: [CauseID?] = []
    var refused = 0
    lists.forEach { list in
      let verdict = judge(list, direction)
      verdicts.append(verdict)
      if verdict != nil { refused += 1 }
    }
    board.refreshLater()
    guard refused > 0 else { return }
    var rest = lists.takeAll()
    var place = 0
    while place < verdicts.count {
      let verdict = verdicts[place]
      let end = verdicts[place...].firstIndex { $0 != verdict } ?? verdicts.count
      let run = rest.split(end - place)
      place = end
      if let verdict { drop(run, verdict) } else { lists.append(run) }
    }
  }

  /// The cause of a drop, nil if the list may pass.
  private func judge(_ list: NetBufferList, _ direction: Direction) -> CauseID? {
    guard let buffer = list.firstBuffer else { return nil }
    let bytes = buffer.contiguous
    let wireLength = ReplayMiniport.wireLength(of: list)
    if bytes.count == buffer.dataLength { return judge(bytes, wireLength, direction) }
    var frame = scratch
    scratch = []
    defer { scratch = frame }
    frame.removeAll(keepingCapacity: true)
    frame.append(contentsOf: repeatElement(0, count: buffer.dataLength))
    _ = frame.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
    return frame.withUnsafeBytes { judge($0, wireLength, direction) }
  }

  private func judge(
    _ frame: UnsafeRawBufferPointer,
    _ wireLength: Int?,
    _ direction: Direction
  ) -> CauseID? {
    for index in rules.indices where rules[index].direction.includes(direction) {
      guard rules[index].program.matches(frame, wireLength: wireLength) else { continue }
      rules[index].hits += 1
      return rules[index].drops ? rules[index].cause : nil
    }
    return restCause
  }
}
