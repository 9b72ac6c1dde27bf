/// Receive scaling (RSS) of an adapter whose hardware has it: what it can do, what it was told, which entry leads where.
///
/// A frame's hash is in slot `NetBufferListHashValue` of its hops, type and function in `NetBufferListHashInfo`; its entry
/// is `hash & (table.count - 1)`, its queue the one of that entry. A frame without a hash comes into queue 0.
///
/// - Source: network/rss-configuration, network/rss-hashing-types
public struct ReceiveScalingNode: Equatable, Sendable {
  /// One entry of the indirection table.
  public struct Entry: Equatable, Sendable {
    /// The processor it names.
    public var processor: ProcessorName
    /// The queue its frames come into: of that processor, or of another where there are more processors than queues.
    public var queue: UInt32

    /// Makes the value from its parts.
    public init(processor: ProcessorName, queue: UInt32) {
      self.processor = processor
      self.queue = queue
    }
  }

  /// What the hardware can do.
  ///
  /// - C: `NDIS_RECEIVE_SCALE_CAPABILITIES`
  public struct Capabilities: Equatable, Sendable {
    /// `CapabilitiesFlags`.
    public var flags: UInt32
    /// `NumberOfInterruptMessages`.
    public var messages: UInt32
    /// `NumberOfReceiveQueues`.
    public var queues: UInt32
    /// `NumberOfIndirectionTableEntries`.
    public var entries: UInt16

    /// Makes the value from its parts.
    public init(flags: UInt32, messages: UInt32, queues: UInt32, entries: UInt16) {
      self.flags = flags
      self.messages = messages
      self.queues = queues
      self.entries = entries
    }
  }

  /// What hashes are for.
  public enum Mode: UInt8, CaseIterable, Sendable {
    /// Nothing is hashed; every frame comes into queue 0.
    case off = 0
    /// Hash and table decide the queue.
    case scaling = 1
    /// Frames are hashed and come into queue 0 all the same (OID_GEN_RECEIVE_HASH).
    case hashOnly = 2

    /// One word for documents.
    public var symbol: String {
      switch self {
      case .off: "off"
      case .scaling: "scaling"
      case .hashOnly: "hashOnly"
      }
    }
  }

  /// Whose it is.
  public var adapter: AdapterID
  /// What the hardware can do.
  public var capabilities: Capabilities
  /// What hashes are for now.
  public var mode: Mode
  /// `HashInformation`: types in 0x00FFFF00, function in 0xFF; 0 while it is off.
  public var hashInformation: UInt32
  /// The 40 bytes of the secret key; empty as long as none was set.
  public var key: [UInt8]
  /// The first processor that may be named, from the keywords.
  public var baseProcessor: ProcessorName
  /// The last one that may be named.
  public var maximumProcessor: ProcessorName
  /// A power of two of them, at most 128; empty while it is off.
  public var table: [Entry]
  /// The keywords (`*RSSProfile`) with their values and where those came from.
  public var settings: [SettingRow]
  /// The processors of the machine in flat order: hops name a processor by its place here.
  public var processors: [ProcessorName]
  /// The binding whose parameters are in force; nil where NDIS, a person or nobody set them.
  public var setBy: PartyID?

  /// Makes the value from its parts.
  public init(
    adapter: AdapterID,
    capabilities: Capabilities,
    mode: Mode = .off,
    hashInformation: UInt32 = 0,
    key: [UInt8] = [],
    baseProcessor: ProcessorName = ProcessorName(),
    maximumProcessor: ProcessorName = ProcessorName(),
    table: [Entry] = [],
    settings: [SettingRow] = [],
    processors: [ProcessorName] = [],
    setBy: PartyID? = nil
  ) {
    self.adapter = adapter
    self.capabilities = capabilities
    self.mode = mode
    self.hashInformation = hashInformation
    self.key = key
    self.baseProcessor = baseProcessor
    self.maximumProcessor = maximumProcessor
    self.table = table
    self.settings = settings
    self.processors = processors
    self.setBy = setBy
  }

  /// The documented names of the hash types in force (`TCP_IPV4`), in the order of their bits.
  public var hashTypes: [String] { HashInformation.typeNames(hashInformation) }

  /// The documented name of the hash function; nil while there is none.
  public var hashFunction: String? { HashInformation.functionName(hashInformation) }

  /// The entry a hash leads to; nil without a table.
  public func entry(of hash: UInt32) -> Int? {
    table.isEmpty ? nil : Int(hash) & (table.count - 1)
  }
}
