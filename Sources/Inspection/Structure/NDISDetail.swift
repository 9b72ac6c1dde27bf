/// What NDIS keeps beside the tree: interfaces, ports, the version of every driver and what each version sees.
public struct NDISDetail: Equatable, Sendable {
  /// A network interface: an adapter's, a filter module's or a provider's own.
  public struct Interface: Equatable, Sendable {
    /// Interface index; volatile, never 0.
    public var ifIndex: UInt32
    /// NET_LUID.
    public var luid: UInt64
    /// Of the adapter, module or provider's interface.
    public var name: String
    /// Indexes of the interfaces it stands on directly.
    public var lower: [UInt32]

    /// Makes the value from its parts.
    public init(ifIndex: UInt32, luid: UInt64, name: String, lower: [UInt32]) {
      self.ifIndex = ifIndex
      self.luid = luid
      self.name = name
      self.lower = lower
    }
  }

  /// An NDIS port of an adapter.
  public struct Port: Equatable, Sendable {
    /// Whose it is.
    public var adapter: AdapterID
    /// 0 for the default port.
    public var number: UInt32
    /// The documented name of its type.
    public var type: String
    /// Activated, not only allocated.
    public var active: Bool

    /// Makes the value from its parts.
    public init(adapter: AdapterID, number: UInt32, type: String, active: Bool) {
      self.adapter = adapter
      self.number = number
      self.type = type
      self.active = active
    }
  }

  /// The version that the driver of a module or binding is built for.
  public struct Driver: Equatable, Sendable {
    /// The instance.
    public var party: PartyID
    /// As documented: `6.0`, `6.40`.
    public var version: String

    /// Makes the value from its parts.
    public init(party: PartyID, version: String) {
      self.party = party
      self.version = version
    }
  }

  /// A structure as NDIS passes it to the drivers of one version.
  public struct Structure: Equatable, Sendable {
    /// Its documented name.
    public var name: String
    /// The revision in its header.
    public var revision: UInt8
    /// Bytes of that revision.
    public var size: UInt16

    /// Makes the value from its parts.
    public init(name: String, revision: UInt8, size: UInt16) {
      self.name = name
      self.revision = revision
      self.size = size
    }
  }

  /// What a driver of one version sees.
  public struct Version: Equatable, Sendable {
    /// As documented: `6.0`, `6.40`.
    public var version: String
    /// Information slots of a list.
    public var infoSlots: UInt8
    /// What it may use, in the order of the versions that brought it.
    public var features: [String]
    /// The parameters NDIS passes it, in its own revisions.
    public var structures: [Structure]

    /// Makes the value from its parts.
    public init(
      version: String,
      infoSlots: UInt8,
      features: [String],
      structures: [Structure] = []
    ) {
      self.version = version
      self.infoSlots = infoSlots
      self.features = features
      self.structures = structures
    }
  }

  /// Ascending by index.
  public var interfaces: [Interface]
  /// By adapter and number.
  public var ports: [Port]
  /// By party.
  public var drivers: [Driver]
  /// The versions that drivers of this stack are built for, oldest first.
  public var versions: [Version]

  /// Makes the value from its parts.
  public init(
    interfaces: [Interface] = [],
    ports: [Port] = [],
    drivers: [Driver] = [],
    versions: [Version] = []
  ) {
    self.interfaces = interfaces
    self.ports = ports
    self.drivers = drivers
    self.versions = versions
  }

  /// The version of an instance's driver; nil where it is not known.
  public func version(of party: PartyID) -> String? {
    drivers.first { $0.party == party }?.version
  }
}
