public import Kernel
public import Wire

/// The part of an adapter's hardware that spreads received frames: hash, indirection table, queues.
///
/// The miniport puts every frame to `classify` and its lists into the queue that comes out; requests go to `set` and
/// `setHash`. Frames without a hash come into queue 0.
///
///     frame ─ hash ─ low bits ─ table[entry] ─ processor ─ queue
/// - Source: network/introduction-to-receive-side-scaling, network/rss-configuration
public final class ReceiveScaling {
  /// What hashes are for.
  public enum Mode: Sendable {
    /// Nothing is hashed.
    case off
    /// Hash and table decide the queue.
    case scaling
    /// Frames are hashed and come into queue 0 all the same (OID_GEN_RECEIVE_HASH).
    case hashOnly
  }

  /// Where a frame belongs.
  public struct Place: Equatable, Sendable {
    /// The queue's number.
    public var queue: Int
    /// Slot `NetBufferListHashValue`; 0 without a hash.
    public var hashValue: UInt32
    /// Slot `NetBufferListHashInfo`: type and function; 0 without a hash.
    public var hashInfo: UInt32

    /// Makes the value from its parts.
    public init(queue: Int, hashValue: UInt32, hashInfo: UInt32) {
      self.queue = queue
      self.hashValue = hashValue
      self.hashInfo = hashInfo
    }
  }

  /// What the hardware can do.
  public let capabilities: ReceiveScaleCapabilities
  /// Its keywords.
  public private(set) var settings: ReceiveScaleSettings
  /// By number.
  public let queues: [ReceiveQueue]
  /// What hashes are for now.
  public private(set) var mode = Mode.off
  /// Types and function in force; 0 while it is off.
  public private(set) var hashInformation: UInt32 = 0
  /// The key in force; empty while it is off.
  public var key: [UInt8] { function?.key ?? [] }
  /// The processor of each entry; empty without scaling.
  public private(set) var table: [Processor] = []
  /// The queue of each entry.
  public private(set) var queueOfEntry: [Int] = []
  /// Frames that each entry sent on since the table had this many entries; valid as long as this object.
  public let hits: UnsafeMutablePointer<UInt64>
  private var queueOfProcessor: [Processor: Int] = [:]
  private var function: ToeplitzHash?
  private var types: ReceiveHash.Types = []
  private var parameters: ReceiveScaleParameters?
  private var hashParameters: ReceiveHashParameters?
  private let entries: UnsafeMutablePointer<UInt8>

  /// Makes the hardware of an adapter, switched off.
  public init(
    _ capabilities: ReceiveScaleCapabilities,
    settings: ReceiveScaleSettings,
    queues: [ReceiveQueue]
  ) {
    self.capabilities = capabilities
    self.settings = settings
    self.queues = queues
    hits = .allocate(capacity: ReceiveScaleCapabilities.mostEntries)
    hits.initialize(repeating: 0, count: ReceiveScaleCapabilities.mostEntries)
    entries = .allocate(capacity: ReceiveScaleCapabilities.mostEntries)
    entries.initialize(repeating: 0, count: ReceiveScaleCapabilities.mostEntries)
  }

  deinit {
    hits.deallocate()
    entries.deallocate()
  }

  /// Finds the hash and the queue of a frame, and counts the entry unless the frame was counted before.
  public func classify(
    _ frame: UnsafeRawBufferPointer,
    _ link: LinkLayer,
    isCounted: Bool = false
  ) -> Place {
    guard mode != .off, let function else { return Place(queue: 0, hashValue: 0, hashInfo: 0) }
    let layout = FrameLayout(parsing: frame, link: link)
    guard let hash = ReceiveHash(of: frame, layout, types: types, with: function) else {
      return Place(queue: 0, hashValue: 0, hashInfo: 0)
    }
    var queue = 0
    if mode == .scaling {
      let entry = Int(hash.value) & (table.count - 1)
      if !isCounted { hits[entry] &+= 1 }
      queue = Int(entries[entry])
    }
    return Place(queue: queue, hashValue: hash.value, hashInfo: hash.type.rawValue | 1)
  }

  /// Takes over a keyword that a request wrote back.
  func take(_ written: WrittenKeyword) { settings.take(written) }

  // MARK: Requests

  /// Sets the parameters, or leaves everything as it is and says why.
  ///
  /// - `processors`: those of the machine; a table may name no other.
  /// - Returns: `notSupported` while the receive hash is on, `invalidParameter` for a table or key that cannot be.
  public func set(_ new: ReceiveScaleParameters, processors: [Processor]) -> NDISStatus {
    if new.disables {
      if mode == .scaling { switchOff() }
      return .success
    }
    guard mode != .hashOnly else { return .notSupported }
    let all = new.completed(from: parameters)
    guard all.table.count.nonzeroBitCount == 1,
      all.table.count <= Int(capabilities.tableEntries),
      all.table.allSatisfy({ settings.admits($0) && processors.contains($0) })
    else { return .invalidParameter }
    if let status = apply(all.hashInformation, all.key) { return status }
    // Another number of entries is another table.
    if all.table.count != table.count {
      hits.update(repeating: 0, count: ReceiveScaleCapabilities.mostEntries)
    }
    parameters = all
    mode = .scaling
    take(all.table)
    return .success
  }

  /// Switches hashing without scaling on or off.
  ///
  /// - Returns: `notSupported` while scaling is on, `invalidParameter` for a key that cannot be.
  public func setHash(_ new: ReceiveHashParameters) -> NDISStatus {
    guard new.flags.contains(.enable) else {
      if mode == .hashOnly { switchOff() }
      return .success
    }
    guard mode != .scaling else { return .notSupported }
    let all = new.completed(from: hashParameters)
    if let status = apply(all.hashInformation, all.key) { return status }
    hashParameters = all
    mode = .hashOnly
    return .success
  }

  /// Back to how it was after initialization.
  public func switchOff() {
    mode = .off
    hashInformation = 0
    function = nil
    types = []
    parameters = nil
    hashParameters = nil
    table = []
    queueOfEntry = []
    queueOfProcessor = [:]
    hits.update(repeating: 0, count: ReceiveScaleCapabilities.mostEntries)
    for (queue, processor) in zip(queues, standard) { queue.processor = processor }
  }

  /// The processors of the queues as long as no table says otherwise.
  public var standard: [Processor] {
    [Processor](repeating: settings.base, count: queues.count)
  }

  private func apply(_ information: UInt32, _ key: [UInt8]) -> NDISStatus? {
    guard information & 0xFF == 1 else { return .notSupported }
    guard let made = ToeplitzHash(key: key) else { return .invalidParameter }
    // The hardware can hash UDP, which capabilities of this version have no word for.
    let wanted = ReceiveHash.Types(rawValue: information)
    let able = capabilities.hashTypes.union([.udpIPv4, .udpIPv6, .udpIPv6Extended])
    guard able.isSuperset(of: wanted) else { return .notSupported }
    types = wanted
    hashInformation = information
    if made.key != function?.key { function = made }
    return nil
  }

  /// Gives every processor of the table a queue.
  ///
  /// A processor keeps the queue it had; with more processors than queues the rest share those there are.
  private func take(_ new: [Processor]) {
    var owners = [Processor?](repeating: nil, count: queues.count)
    var places: [Processor: Int] = [:]
    var named: [Processor] = []
    for processor in new where !named.contains(processor) { named.append(processor) }
    for processor in named {
      guard let old = queueOfProcessor[processor] else { continue }
      places[processor] = old
      if owners[old] == nil || queues[old].processor == processor { owners[old] = processor }
    }
    if owners[0] == nil, places[settings.base] == nil, named.contains(settings.base) {
      owners[0] = settings.base
      places[settings.base] = 0
    }
    var shared = 0
    for processor in named where places[processor] == nil {
      // The default queue is the last to be given away.
      let free = owners.indices.dropFirst().first { owners[$0] == nil }
      if let free = free ?? (owners[0] == nil ? 0 : nil) {
        owners[free] = processor
        places[processor] = free
      } else {
        places[processor] = shared % owners.count
        shared += 1
      }
    }
    table = new
    queueOfProcessor = places
    queueOfEntry = new.map { places[$0] ?? 0 }
    for queue in queues { queue.processor = owners[queue.number] ?? settings.base }
    for (entry, queue) in queueOfEntry.enumerated() { entries[entry] = UInt8(queue) }
  }
}
