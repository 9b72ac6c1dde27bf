public import Wire

/// What a breakpoint waits for, and where.
///
///     packet udp.dstport == 53 at Ethernet0/capture      handler receive at capture
///     oid OID_GEN_STATISTICS query                       state Paused at "QoS scheduler"
///     rule any
///
/// A place is written as the injection of packets takes it; one with spaces stands in double quotes.
public struct BreakpointCondition: Equatable, Sendable {
  /// What it waits for.
  public enum Subject: Equatable, Sendable {
    /// A packet that the display filter matches.
    case packet(filter: String)
    /// A hand-off on this edge.
    case handler(HopEdge)
    /// A request by name, of one kind or any; the name `any` stands for all.
    case oid(name: String, kind: String?)
    /// A state by its documented name.
    case state(String)
    /// A rule by its symbol; `any` stands for all.
    case rule(String)
  }

  /// What it waits for.
  public var subject: Subject
  /// Where; nil for anywhere.
  public var place: String?

  /// Makes the value from its parts.
  public init(_ subject: Subject, at place: String? = nil) {
    self.subject = subject
    self.place = place
  }

  /// The kind of what it waits for.
  public var kind: BreakpointKind {
    switch subject {
    case .packet: .packet
    case .handler: .handler
    case .oid: .oid
    case .state: .state
    case .rule: .rule
    }
  }

  /// The fields that a packet has beside those of its bytes, where it is handed on.
  public static let fields: [FieldDefinition] = [
    FieldDefinition("journey", .decimal, "Journey"),
    FieldDefinition("journey.parent", .decimal, "Journey it came from"),
    FieldDefinition("hop.module", .text, "Module that is handed the packet"),
    FieldDefinition("hop.edge", .text, "Kind of hand-off"),
    FieldDefinition("hop.processor", .decimal, "Processor of the hand-off, in flat order"),
    FieldDefinition("adapter", .text, "Adapter of that module"),
    FieldDefinition("direction", .text, "transmit or receive"),
    FieldDefinition("frame.len", .decimal, "Bytes now"),
  ]

  /// The text it can be read from again.
  public var text: String {
    let at = place.map { " at " + ($0.contains(where: \.isWhitespace) ? "\"\($0)\"" : $0) } ?? ""
    switch subject {
    case .packet(let filter): return "packet \(filter)\(at)"
    case .handler(let edge): return "handler \(edge.handlerName)\(at)"
    case .oid(let name, let kind): return "oid \(name)\(kind.map { " \($0)" } ?? "")\(at)"
    case .state(let name):
      return "state \(name.contains(where: \.isWhitespace) ? "\"\(name)\"" : name)\(at)"
    case .rule(let name): return "rule \(name)\(at)"
    }
  }
}

extension HopEdge {
  /// The handler that takes lists on this edge, as breakpoints name it.
  public var handlerName: String {
    switch self {
    case .send: "send"
    case .complete: "sendComplete"
    case .indicate: "receive"
    case .return: "return"
    }
  }
}
