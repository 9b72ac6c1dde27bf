import DataPath
import Kernel
import NDIS
import Wire

/// The queues behind a scaling adapter's receive side: each a ring of frames, an interrupt message and a deferred call.
///
/// A frame goes into the queue of its hash. A queue with frames raises its message once; the service routine masks it
/// and asks for a deferred call on the queue's processor, which indicates what waits and unmasks it. Under the receive
/// side throttle what is left keeps the message masked, and NDIS calls again.
/// - Source: network/rss-with-message-signaled-interrupts, network/receive-side-throttle-in-ndis-6-20
final class ReceiveScaler {
  /// Hash, table and requests.
  let scaling: ReceiveScaling
  private unowned let adapter: MiniportAdapter
  private let link: LinkLayer
  private let rings: [Ring]
  /// One bit for each queue that has had frames since the last `raise`.
  private var touched: UInt64 = 0

  /// Frames that wait in one queue.
  private final class Ring {
    var chain = NetBufferChain()
    var isMasked = false
  }

  /// Makes the queues of an adapter; nil where its settings ask for one alone or switch scaling off.
  ///
  /// - `lists`: lists for received frames, which the queues divide among them.
  init?(_ adapter: MiniportAdapter, _ settings: KeywordSettings, lists: Int, link: LinkLayer) {
    let keywords = adapter.scaleSettings(settings)
    let count = min(Int(settings.integer("queues") ?? 1), keywords.queues)
    guard count > 1, keywords.isEnabled else { return nil }
    self.adapter = adapter
    self.link = link
    let queues = adapter.makeReceiveQueues(
      count,
      .scaling,
      capacity: max(1, lists / count),
      processors: [keywords.base],
      hasMessages: true
    )
    scaling = ReceiveScaling(
      ReceiveScaleCapabilities(receiveQueues: UInt32(count)),
      settings: keywords,
      queues: queues
    )
    rings = queues.map { _ in Ring() }
    adapter.receiveScaling = scaling
    adapter.receiveLimit =
      settings.integer(ReceiveThrottle.keyword.name).map { UInt32(clamping: $0) }
      ?? ReceiveThrottle.all
  }

  /// True if frames came whose message was not raised yet.
  var hasUntold: Bool { touched != 0 }

  /// The queue of a frame and its hash; nil if the queue is full, which is counted.
  func place(_ frame: UnsafeRawBufferPointer) -> ReceiveScaling.Place? {
    let place = scaling.classify(frame, link)
    let queue = scaling.queues[place.queue]
    guard rings[place.queue].chain.count < queue.capacity ?? .max else {
      queue.counters.pointee.drops &+= 1
      return nil
    }
    return place
  }

  /// Counts a frame for which no list was free.
  func countDrop(_ place: ReceiveScaling.Place) {
    scaling.queues[place.queue].counters.pointee.drops &+= 1
  }

  /// Puts one list into its queue; the message is raised by `raise`.
  func append(_ one: consuming NetBufferChain, _ place: ReceiveScaling.Place) {
    let counters = scaling.queues[place.queue].counters
    counters.pointee.packets &+= 1
    counters.pointee.bytes &+= one.byteCount
    counters.pointee.waiting &+= 1
    rings[place.queue].chain.append(one)
    touched |= 1 << UInt64(place.queue)
  }

  /// Raises the message of each queue that got frames and is not masked.
  func raise() {
    var waiting = touched
    touched = 0
    while waiting != 0 {
      let number = waiting.trailingZeroBitCount
      waiting &= waiting &- 1
      if !rings[number].isMasked { adapter.raiseInterrupt(UInt32(number)) }
    }
  }

  /// `MiniportMessageInterrupt`.
  func interrupt(_ message: UInt32) -> InterruptAnswer {
    let number = Int(message)
    guard number < rings.count else { return .notMine }
    rings[number].isMasked = true
    return .queue(scaling.queues[number].processor)
  }

  /// `MiniportMessageInterruptDPC`: takes out what may be indicated now.
  func take(_ message: UInt32, _ throttle: inout ReceiveThrottle) -> NetBufferChain {
    let number = Int(message)
    guard number < rings.count else { return NetBufferChain() }
    let ring = rings[number]
    let most = Int(throttle.maximumLists)
    let lists =
      throttle.maximumLists == ReceiveThrottle.all
      ? ring.chain.takeAll() : ring.chain.split(most)
    scaling.queues[number].counters.pointee.waiting &-= UInt64(lists.count)
    throttle.hasMorePending = !ring.chain.isEmpty
    ring.isMasked = throttle.hasMorePending
    return lists
  }

  /// Everything that waits, queue by queue, which then is empty.
  func takeAll() -> NetBufferChain {
    var all = NetBufferChain()
    for (number, ring) in rings.enumerated() {
      all.append(ring.chain.takeAll())
      scaling.queues[number].counters.pointee.waiting = 0
      ring.isMasked = false
    }
    touched = 0
    return all
  }

  // MARK: Requests

  /// Answers what is about receive scaling; nil for another request.
  func answer(_ request: OIDRequest) -> NDISStatus? {
    guard request.kind == .set else { return nil }
    do throws(NDISStatus) {
      let status: NDISStatus
      switch request.oid {
      case .genReceiveScaleParameters:
        status = scaling.set(
          try ReceiveScaleParameters(reading: request.input),
          processors: adapter.stack.machine.processors
        )
      case .genReceiveHash:
        status = scaling.setHash(try ReceiveHashParameters(reading: request.input))
      default: return nil
      }
      if status.isSuccess {
        request.accept(request.input.count)
        sortAnew()
      }
      return status
    } catch {
      return error
    }
  }

  /// Puts what waits where the new parameters want it, so that a flow keeps its order across the change.
  private func sortAnew() {
    var all = NetBufferChain()
    for ring in rings { all.append(ring.chain.takeAll()) }
    for queue in scaling.queues { queue.counters.pointee.waiting = 0 }
    while !all.isEmpty {
      var one = all.split(1)
      guard let bytes = one.first?.firstBuffer?.contiguous else { continue }
      let place = scaling.classify(bytes, link, isCounted: true)
      one.write { Self.mark($0, place) }
      scaling.queues[place.queue].counters.pointee.waiting &+= 1
      rings[place.queue].chain.append(one)
      touched |= 1 << UInt64(place.queue)
    }
    raise()
  }

  /// Writes hash and hash information; slots of a frame without a hash stay clear.
  static func mark(_ editor: borrowing ListEditor, _ place: ReceiveScaling.Place) {
    let list = editor.list
    if list.info(.hashValue) != UInt64(place.hashValue) {
      editor.setInfo(.hashValue, UInt64(place.hashValue))
    }
    if list.info(.hashInfo) != UInt64(place.hashInfo) {
      editor.setInfo(.hashInfo, UInt64(place.hashInfo))
    }
  }
}
