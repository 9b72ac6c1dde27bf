/// What is known of one object identifier.
public struct OIDEntry: Sendable {
  /// The kinds of requests.
  public struct Kinds: OptionSet, Hashable, Sendable {
    /// One bit per kind.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Asks for a value.
    public static let query = Kinds(rawValue: 1)
    /// Changes a value.
    public static let set = Kinds(rawValue: 2)
    /// Hands over a value and takes one back.
    public static let method = Kinds(rawValue: 4)
  }

  /// Groups of identifiers that are documented together.
  public enum Family: String, CaseIterable, Sendable {
    /// What every adapter has.
    case general
    /// Counters.
    case statistics
    /// 802.3 adapters.
    case ethernet
    /// Plug and play power and wake-up.
    case power
    /// The interface set, answered by interface providers.
    case interface
    /// Receive filters and virtual machine queues.
    case receiveFilter
    /// The switch inside an adapter.
    case nicSwitch
    /// Single-root I/O virtualization.
    case sriov
    /// The extensible switch.
    case virtualSwitch
    /// Task offloads.
    case offload
    /// Network direct.
    case ndk
    /// Quality of service.
    case qos
    /// Tunnel interfaces.
    case tunnel
    /// Connection-oriented calls.
    case connectionOriented
  }

  /// How an identifier stands with miniport drivers.
  public enum Standing: String, Sendable {
    /// As its `mandatory` kinds say.
    case ordinary
    /// A miniport may implement it.
    case optional
    /// Not used by NDIS 6 drivers.
    case obsolete
    /// Answered by the interface provider, not by a miniport.
    case interfaceProvider
    /// A name for a record; never requested.
    case identifierOnly
  }

  /// The form of a value.
  public enum ValueType: Hashable, Sendable {
    /// 16 bits.
    case u16
    /// 32 bits.
    case u32
    /// 64 bits.
    case u64
    /// A counter: 64 bits, or its low half if the buffer has 4 to 7 bytes.
    case counter
    /// Numbers of 32 bits to the end of the buffer.
    case u32List
    /// Bytes whose form is not described here.
    case bytes
    /// A link-layer address of 6 bytes.
    case mac
    /// Addresses of 6 bytes to the end of the buffer.
    case macList
    /// Text.
    case string
    /// The documented structure of that name.
    case structure(String)

    /// Bytes a buffer must have at least; of a structure, those of its header.
    public var minimumLength: Int {
      switch self {
      case .u16: 2
      case .u32, .counter, .structure: 4
      case .u64: 8
      case .mac: 6
      case .u32List, .bytes, .macList, .string: 0
      }
    }
  }

  /// The number.
  public let number: OIDNumber
  /// The documented name.
  public let symbol: String
  /// The group it is documented in.
  public let family: Family
  /// The kinds of requests it allows; empty if not described here, and then NDIS passes any kind on.
  public let kinds: Kinds
  /// The kinds NDIS answers, so that no miniport sees them.
  public let ndisAnswers: Kinds
  /// The kinds a miniport must implement.
  public let mandatory: Kinds
  /// How it stands with miniport drivers.
  public let standing: Standing
  /// The form of its value.
  public let valueType: ValueType
  /// Bytes a buffer must have at least.
  public let minimumLength: Int

  init(
    _ number: OIDNumber,
    _ symbol: String,
    _ family: Family,
    _ kinds: Kinds,
    ndis ndisAnswers: Kinds = [],
    mandatory: Kinds = [],
    standing: Standing = .ordinary,
    _ valueType: ValueType,
    minimumLength: Int? = nil
  ) {
    self.number = number
    self.symbol = symbol
    self.family = family
    self.kinds = kinds
    self.ndisAnswers = ndisAnswers
    self.mandatory = mandatory
    self.standing = standing
    self.valueType = valueType
    self.minimumLength = minimumLength ?? valueType.minimumLength
  }

  /// True if no miniport ever sees the identifier.
  public var isAnsweredByNDIS: Bool { !kinds.isEmpty && kinds == ndisAnswers }

  /// True if a miniport must implement some kind of it.
  public var isMandatory: Bool { !mandatory.isEmpty }

  /// The documentation page, named as in the documentation's address.
  public var page: String {
    symbol.lowercased().split(separator: "_").joined(separator: "-")
  }
}
