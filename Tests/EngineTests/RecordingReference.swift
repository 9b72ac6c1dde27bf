import CNDIS
import DataPath
import Inspection
import Kernel
import NDIS

/// What was seen of every list at every hand-off, copied whole and without the recorder.
final class RecordingReference: @unchecked Sendable {
  /// Bytes copied of a packet.
  static let byteLimit = 256

  /// One list at one hand-off.
  struct Sight {
    let from: UInt32
    let to: UInt32
    let edge: UInt8
    let flags: UInt32
    let time: UInt64
    let dataLength: UInt32
    let listFlags: UInt32
    let status: Int32
    let bufferCount: UInt32
    let totalLength: UInt32
    let info: [UInt64]
    let bytes: [UInt8]
  }

  private(set) var journeys: [UInt64: [Sight]] = [:]
  private let stack: UnsafeMutablePointer<nd_stack>
  fileprivate let inner: nd_hand_off_check?
  private let now: () -> UInt64

  /// Watches a stack from here on, before the check that is there already.
  init(_ stack: NetworkStack) {
    self.stack = stack.hot
    inner = stack.hot.pointee.check
    now = { [unowned stack] in stack.now.nanoseconds }
    let key = UInt(bitPattern: stack.hot)
    watchers.withLock { $0[key] = self }
    stack.hot.pointee.check = { stack, from, to, edge, chain, flags in
      guard let stack, let from, let to, let chain,
        let watcher = watchers.withLock({ $0[UInt(bitPattern: stack)] })
      else { return }
      watcher.see(from, to, edge, chain, flags)
      watcher.inner?(stack, from, to, edge, chain, flags)
    }
  }

  /// Gives the stack its own check back.
  func end() {
    stack.pointee.check = inner
    let key = UInt(bitPattern: stack)
    watchers.withLock { $0[key] = nil }
  }

  private func see(
    _ from: UnsafeMutablePointer<nd_party>,
    _ to: UnsafeMutablePointer<nd_party>,
    _ edge: UInt32,
    _ chain: UnsafeMutablePointer<nd_chain>,
    _ flags: UInt32
  ) {
    var next = chain.pointee.head
    while let record = next {
      next = record.pointee.Next
      let list = NetBufferList(record)
      var lengths: [Int] = []
      var buffer = list.firstBuffer
      while let each = buffer {
        lengths.append(each.dataLength)
        buffer = each.next
      }
      journeys[list.journey, default: []].append(
        Sight(
          from: from.pointee.id,
          to: to.pointee.id,
          edge: UInt8(edge),
          flags: flags,
          time: now(),
          dataLength: UInt32(lengths.first ?? 0),
          listFlags: record.pointee.NblFlags,
          status: record.pointee.Status,
          bufferCount: UInt32(lengths.count),
          totalLength: UInt32(lengths.reduce(0, +)),
          info: InfoSlot.allCases.map { list.info($0) },
          bytes: Self.bytes(of: list)
        )
      )
    }
  }

  /// The first bytes, descriptor by descriptor from the head of the chain, not from the cached place.
  private static func bytes(of list: NetBufferList) -> [UInt8] {
    guard let buffer = list.record.pointee.FirstNetBuffer else { return [] }
    var skip = Int(buffer.pointee.DataOffset)
    var left = min(Int(buffer.pointee.DataLength), byteLimit)
    var bytes: [UInt8] = []
    var next = buffer.pointee.MdlChain
    while let descriptor = next, left > 0 {
      let size = Int(descriptor.pointee.ByteCount)
      if skip < size, let base = descriptor.pointee.MappedSystemVa {
        let count = min(size - skip, left)
        bytes += UnsafeRawBufferPointer(start: base + skip, count: count)
        left -= count
        skip = 0
      } else {
        skip -= size
      }
      next = descriptor.pointee.Next
    }
    return bytes
  }
}

/// Who watches which stack; the check is a C function and carries nothing.
private let watchers = Guarded<[UInt: RecordingReference]>([:])

/// How the recording of one journey differs from the reference; empty if it does not.
func differences(_ journey: Journey, _ sights: [RecordingReference.Sight]) -> [String] {
  guard journey.hops.count == sights.count else {
    return ["\(journey.hops.count) hops, seen \(sights.count)"]
  }
  var found: [String] = []
  for (place, (hop, sight)) in zip(journey.hops, sights).enumerated() {
    func compare<Value: Equatable>(_ name: String, _ recorded: Value, _ seen: Value) {
      if recorded != seen { found.append("hop \(place) \(name): \(recorded), seen \(seen)") }
    }
    compare("from", hop.from, sight.from)
    compare("to", hop.to, sight.to)
    compare("edge", hop.edge.rawValue, sight.edge)
    compare("flags", hop.flags, sight.flags)
    compare("time", hop.time, sight.time)
    compare("data length", hop.geometry?.dataLength, sight.dataLength)
    compare("list flags", hop.geometry?.nblFlags, sight.listFlags)
    compare("status", hop.geometry?.status, sight.status)
    compare("buffers", hop.geometry?.bufferCount, sight.bufferCount)
    compare("total length", hop.geometry?.totalLength, sight.totalLength)
    var info = [UInt64](repeating: 0, count: InfoSlot.allCases.count)
    for value in hop.info { info[Int(value.slot)] = value.rawValue }
    compare("info", info, sight.info)
    // What a header taken off uncovers behind the kept bytes was never recorded, and is told as unknown.
    let known = hop.bytes?.prefix ?? []
    if known.count < min(sight.bytes.count, RecordingReference.byteLimit - 8) {
      found.append("hop \(place): \(known.count) bytes known of \(sight.bytes.count)")
    }
    let common = min(known.count, sight.bytes.count)
    compare("bytes", Array(known.prefix(common)), Array(sight.bytes.prefix(common)))
    if known.count > Int(sight.dataLength) { found.append("hop \(place): too many bytes") }
  }
  return found
}
