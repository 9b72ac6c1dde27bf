/// A group of facts about an adapter that belong together, in the words of the documentation.
public struct FactSection: Equatable, Sendable {
  /// One fact.
  public struct Row: Equatable, Sendable {
    /// What it is about: a documented name where there is one (`OID_GEN_MAC_OPTIONS`).
    public var name: String
    /// What it is, as text; several words are divided by blanks.
    public var value: String

    /// Makes the value from its parts.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What the facts are about; the same for every adapter.
  public enum Topic: UInt8, CaseIterable, Sendable {
    case driver = 0
    case link = 1
    case addresses = 2
    case receive = 3
    case limits = 4
    case offload = 5
    case power = 6
    case ports = 7
    case scaling = 8
    case interfaces = 9
    case versions = 10
    case interrupts = 11

    /// One word for people.
    public var name: String {
      switch self {
      case .driver: "Driver"
      case .link: "Link"
      case .addresses: "Addresses"
      case .receive: "Receive"
      case .limits: "Limits"
      case .offload: "Offload"
      case .power: "Power"
      case .ports: "Ports"
      case .scaling: "Scaling"
      case .interfaces: "Interfaces"
      case .versions: "Versions"
      case .interrupts: "Interrupts"
      }
    }
  }

  /// What the facts are about.
  public var topic: Topic
  /// In the order in which they are shown.
  public var rows: [Row]

  /// Makes the value from its parts.
  public init(_ topic: Topic, _ rows: [Row]) {
    self.topic = topic
    self.rows = rows
  }
}
