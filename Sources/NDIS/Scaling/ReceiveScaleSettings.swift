public import Kernel

/// The standardized keywords of receive scaling: which processors may be used, and how many queues.
///
/// - Source: network/standardized-inf-keywords-for-rss
public struct ReceiveScaleSettings: Equatable, Sendable {
  /// How processors are chosen (`*RSSProfile`, 6.30).
  public enum Profile: Int64, CaseIterable, Sendable {
    case closest = 1
    case closestStatic = 2
    case numa = 3
    case numaStatic = 4
    case conservative = 5

    /// The documented name.
    public var symbol: String {
      switch self {
      case .closest: "ClosestProcessor"
      case .closestStatic: "ClosestProcessorStatic"
      case .numa: "NUMAScaling"
      case .numaStatic: "NUMAScalingStatic"
      case .conservative: "ConservativeScaling"
      }
    }
  }

  /// `*RSS`.
  public var isEnabled = true
  /// `*RSSProfile`.
  public var profile = Profile.numaStatic
  /// `*RssBaseProcGroup` and `*RssBaseProcNumber`: the first processor that may be used.
  public var base = Processor.first
  /// `*RssMaxProcGroup` and `*RssMaxProcNumber`: the last one.
  public var maximum = Processor(group: 0, number: 63)
  /// `*MaxRssProcessors`.
  public var maximumProcessors = 16
  /// `*NumaNodeId`; nil for any node.
  public var numaNode: UInt16?
  /// `*NumRSSQueues`.
  public var queues = 16
  /// The keywords by name with their values and where those came from; set by `init(_:)`.
  public private(set) var rows: [InstanceSetting] = []

  /// The defaults.
  public init() {}

  /// Reads what is configured; the defaults stand for the rest.
  ///
  /// - `version`: of the driver; one from before NDIS 6.30 knows no profile and takes the closest processors.
  public init(_ settings: KeywordSettings, version: NDISVersion = .v6_40) {
    func number(_ name: String, _ standard: Int64) -> Int64 {
      let value = settings.integer(name) ?? standard
      rows.append(InstanceSetting(name, "\(value)", source: settings.source(name)))
      return value
    }
    isEnabled = number("*RSS", 1) != 0
    if version >= .v6_30 {
      profile = Profile(rawValue: number("*RSSProfile", profile.rawValue)) ?? .numaStatic
    } else {
      profile = .closest
    }
    base = Processor(
      group: UInt16(clamping: number("*RssBaseProcGroup", 0)),
      number: UInt8(clamping: number("*RssBaseProcNumber", 0))
    )
    maximumProcessors = Int(number("*MaxRssProcessors", 16))
    let node = number("*NumaNodeId", 65_535)
    numaNode = node == 65_535 ? nil : UInt16(clamping: node)
    // A group that is not said to end before the base ends with it.
    maximum = Processor(
      group: UInt16(clamping: number("*RssMaxProcGroup", Int64(base.group))),
      number: UInt8(clamping: number("*RssMaxProcNumber", 63))
    )
    queues = Int(number("*NumRSSQueues", 16))
  }

  /// What a miniport that scales lists among its keywords; without a default there, so that only what is set is shown.
  public static let keywords: [KeywordDescription] = [
    KeywordDescription("*RSS", .integer(0...1), "Receive scaling: 0 off, 1 on; on if absent."),
    KeywordDescription(
      "*RSSProfile",
      .integer(1...5),
      "Which processors receive: 1, 2 those closest to `*NumaNodeId`; 3, 4 in turn of every node; 5 as few as can; 4 if absent."
    ),
    KeywordDescription(
      "*RssBaseProcGroup",
      .integer(0...3),
      "Group of the first processor that receives; 0 if absent."
    ),
    KeywordDescription(
      "*RssBaseProcNumber",
      .integer(0...63),
      "Number of that processor in its group; 0 if absent."
    ),
    KeywordDescription(
      "*MaxRssProcessors",
      .integer(1...64),
      "Processors that receive at most; 16 if absent."
    ),
    KeywordDescription(
      "*NumaNodeId",
      .integer(0...65_535),
      "The node whose processors are taken first, but for profiles 3 and 4; 65535 (any) if absent."
    ),
    KeywordDescription(
      "*RssMaxProcGroup",
      .integer(0...3),
      "Group of the last processor that receives; that of the first if absent."
    ),
    KeywordDescription(
      "*RssMaxProcNumber",
      .integer(0...63),
      "Number of that processor in its group; 63 if absent."
    ),
    KeywordDescription(
      "*NumRSSQueues",
      .integer(1...64),
      "Receive queues that are used at most; 16 if absent."
    ),
  ]

  /// True if a processor lies in the range that may be used, by group first.
  public func admits(_ processor: Processor) -> Bool {
    base <= processor && processor <= maximum
  }

  /// Those of `processors` that may be used, in the order in which they are taken, no more than allowed.
  ///
  ///     closest  those of the preferred node, then the others
  ///     NUMA     one of every node in turn; the preferred node does not count
  ///     fewest   one: a modelled processor has no limit, so it sustains any load
  ///
  /// Nothing is balanced at run time, so the static profiles choose as the others do.
  ///
  /// - C: `NdisGetRssProcessorInformation`
  public func candidates(of processors: [Processor]) -> [Processor] {
    let allowed = processors.filter(admits).sorted()
    let preferred = processors.contains { $0.node == numaNode } ? numaNode : nil
    let ordered: [Processor]
    var most = maximumProcessors
    switch profile {
    case .closest, .closestStatic, .conservative:
      ordered =
        allowed.filter { $0.node == preferred } + allowed.filter { $0.node != preferred }
      if profile == .conservative { most = min(most, 1) }
    case .numa, .numaStatic:
      var places: [UInt16: Int] = [:]
      let turns = allowed.map { processor in
        defer { places[processor.node, default: 0] += 1 }
        return (places[processor.node, default: 0], processor)
      }
      ordered = turns.sorted { $0 < $1 }.map(\.1)
    }
    return Array(ordered.prefix(most))
  }

  /// Takes over what a request wrote back as `*RSS`.
  mutating func take(_ written: WrittenKeyword) {
    isEnabled = written.row.value != "0"
    rows = rows.map { $0.name == written.row.name ? written.row : $0 }
  }
}
