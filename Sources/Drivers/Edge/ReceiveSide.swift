import CNDIS
import DataPath
import Kernel
import NDIS
import Wire

/// The receive side of an adapter without hardware: lists for incoming frames, and the address filter in front of them.
///
/// Frames are added one by one and indicated together by `flush`. Every frame gets a journey: one that the adapter
/// refuses is dropped with its reason, in a list that is kept for that.
final class ReceiveSide {
  unowned let adapter: MiniportAdapter
  private let pool: NetBufferListPool
  private let largePool: NetBufferListPool?
  private let spare: NetBufferListPool
  private let longest: Int
  /// The queues behind it; nil where everything is indicated by `flush` itself.
  let scaler: ReceiveScaler?
  private var waiting = NetBufferChain()
  private(set) var waitingRelation: Relation?

  /// Makes the lists.
  ///
  /// - `longest`: bytes of the longest frame that the lists can hold.
  /// - `largest`: bytes that `largeLists` more lists can hold; nil for none.
  /// - `scaling`: the adapter's settings, where its hardware can have several queues.
  init(
    _ adapter: MiniportAdapter,
    lists: Int,
    longest: Int,
    largest: Int? = nil,
    largeLists: Int = 64,
    scaling settings: KeywordSettings? = nil,
    link: LinkLayer = .ethernet
  ) throws(MemoryError) {
    self.adapter = adapter
    scaler = settings.flatMap { ReceiveScaler(adapter, $0, lists: lists, link: link) }
    largePool =
      if let largest {
        try NetBufferListPool(
          owner: adapter.party.record,
          direction: .receive,
          capacity: largeLists,
          dataSize: largest
        )
      } else {
        nil
      }
    self.longest = longest
    pool = try NetBufferListPool(
      owner: adapter.party.record,
      direction: .receive,
      capacity: lists,
      dataSize: longest
    )
    spare = try NetBufferListPool(
      owner: adapter.party.record,
      direction: .receive,
      capacity: 1,
      dataSize: max(longest, largest ?? 65_600)
    )
  }

  /// Lists that are out.
  var outstanding: Int { pool.outstanding + (largePool?.outstanding ?? 0) }

  /// True if a list is free for a frame of `count` bytes.
  func hasRoom(_ count: Int) -> Bool { room(count) > 0 }

  /// Lists that are free for frames of `count` bytes.
  func room(_ count: Int) -> Int {
    let pool = count <= longest ? pool : largePool ?? pool
    return Int(pool.record.pointee.available)
  }

  /// Takes a frame in, to be indicated by `flush`; false if no list was free.
  ///
  /// - `parent`: journey it was sent on, 0 if there is none.
  /// - `prepare`: writes slots and flags of the list.
  func add(
    _ frame: UnsafeRawBufferPointer,
    parent: UInt64 = 0,
    relation: Relation? = nil,
    prepare: (borrowing ListEditor) -> Void = { _ in }
  ) -> Bool {
    guard let scaler else {
      var one = allocate(frame.count)
      guard !one.isEmpty else { return false }
      fill(&one, frame, parent, prepare)
      waitingRelation = relation
      waiting.append(one)
      return true
    }
    guard let place = scaler.place(frame) else { return false }
    var one = allocate(frame.count)
    guard !one.isEmpty else {
      scaler.countDrop(place)
      return false
    }
    fill(&one, frame, parent) {
      prepare($0)
      ReceiveScaler.mark($0, place)
    }
    waitingRelation = relation
    scaler.append(one, place)
    return true
  }

  private func allocate(_ count: Int) -> NetBufferChain {
    count <= longest
      ? pool.allocate(1, dataLength: count)
      : (largePool ?? pool).allocate(1, dataLength: count)
  }

  /// Drops a frame on arrival.
  ///
  /// - `isDiscard`: count it as ifInDiscards.
  func drop(
    _ frame: UnsafeRawBufferPointer,
    parent: UInt64 = 0,
    relation: Relation? = nil,
    reason: DropReason,
    cause: CauseID,
    isDiscard: Bool = true
  ) {
    var one = spare.allocate(1, dataLength: frame.count)
    fill(&one, frame, parent) { _ in }
    adapter.dropReceived(
      one,
      relation: relation,
      reason: reason,
      cause: cause,
      isDiscard: isDiscard
    )
  }

  /// Takes in a frame that the hardware itself deals with; gives its journey.
  func consume(
    _ frame: UnsafeRawBufferPointer,
    parent: UInt64 = 0,
    relation: Relation? = nil
  ) -> UInt64 {
    var one = spare.allocate(1, dataLength: frame.count)
    fill(&one, frame, parent) { _ in }
    return adapter.consumeReceived(one, relation: relation)
  }

  /// True if something was added since the last `flush`.
  var hasWaiting: Bool { !waiting.isEmpty || scaler?.hasUntold == true }

  /// Counts and indicates what was added since the last time; with several queues, raises their interrupts.
  func flush() {
    if let scaler { return scaler.raise() }
    indicate(waiting.takeAll())
  }

  /// What was added since the last `flush`.
  func takeWaiting() -> NetBufferChain { waiting.takeAll() }

  func indicate(_ lists: consuming NetBufferChain) {
    guard !lists.isEmpty else { return }
    adapter.statistics.count(lists, .receive)
    adapter.indicate(lists, relation: waitingRelation)
  }

  private func fill(
    _ chain: inout NetBufferChain,
    _ frame: UnsafeRawBufferPointer,
    _ parent: UInt64,
    _ prepare: (borrowing ListEditor) -> Void
  ) {
    chain.edit { editor in
      if let space = editor.mutableStart(frame.count) { space.copyMemory(from: frame) }
      editor.list.descend(from: parent)
      prepare(editor)
    }
  }

  /// True if the adapter may indicate now.
  var isOpen: Bool { adapter.state == .running || adapter.state == .restarting }
}
