import CNDIS
import DataPath

/// A packet as it was at one place, to see whether it is another now.
struct PacketImage: Equatable {
  let bytes: [UInt8]
  let info: [UInt64]
  let flags: UInt32
  let length: Int

  init(_ list: NetBufferList) {
    length = list.totalLength
    flags = list.flags
    info = (0..<UInt32(MaxNetBufferListInfo)).map { nd_list_info(list.record, $0) }
    guard let buffer = list.firstBuffer else {
      bytes = []
      return
    }
    var copy = [UInt8](repeating: 0, count: buffer.dataLength)
    let copied = copy.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
    bytes = copied == copy.count ? copy : Array(copy.prefix(copied))
  }
}

/// Journeys, the newest few thousand.
struct SeenJourneys {
  private static let limit = 4_096
  private var known: Set<UInt64> = []
  private var order: [UInt64] = []
  private var next = 0

  func contains(_ journey: UInt64) -> Bool { known.contains(journey) }

  mutating func insert(_ journey: UInt64) {
    guard known.insert(journey).inserted else { return }
    if order.count < Self.limit {
      order.append(journey)
      return
    }
    known.remove(order[next])
    order[next] = journey
    next = (next + 1) % Self.limit
  }
}
