import CNDIS
@preconcurrency import Glibc

/// The list of restart attributes as a driver in C sees it: linked entries, the first with the general attributes.
///
/// NDIS owns and frees it; a filter may change the entries it knows and append others from memory of its own, which then
/// belongs to NDIS too.
///
/// - C: `NDIS_RESTART_ATTRIBUTES`
final class CRestartList {
  typealias Entry = UnsafeMutablePointer<NDIS_RESTART_ATTRIBUTES>

  private static let dataOffset = 16
  private let host: CDriverHost
  private let general: RestartAttributes
  private var own: [Entry] = []
  private let oids: UnsafeMutableBufferPointer<UInt32>

  /// The list for a driver of a version; the general attributes have that version's revision.
  init(_ attributes: RestartAttributes, version: NDISVersion?, host: CDriverHost) {
    self.host = host
    general = attributes
    oids = .allocate(capacity: max(1, attributes.supportedOIDs.count))
    oids.initialize(repeating: 0)
    for (index, oid) in attributes.supportedOIDs.enumerated() { oids[index] = oid.rawValue }
    var record = NDIS_RESTART_GENERAL_ATTRIBUTES()
    let isOld = version.map { $0 < .v6_20 } ?? false
    record.Header = NDIS_OBJECT_HEADER(
      Type: UInt8(NDIS_OBJECT_TYPE_RESTART_GENERAL_ATTRIBUTES),
      Revision: isOld ? 1 : 2,
      Size: isOld ? 84 : 88
    )
    record.MtuSize = attributes.mtu
    record.MaxXmitLinkSpeed = attributes.maximumLinkSpeed
    record.MaxRcvLinkSpeed = attributes.maximumLinkSpeed
    record.LookaheadSize = attributes.lookahead
    record.MacOptions = attributes.macOptions.rawValue
    record.SupportedPacketFilters = attributes.supportedPacketFilters.rawValue
    record.MaxMulticastListSize = attributes.maximumMulticastListSize
    record.DataBackFillSize = attributes.dataBackfill
    record.ContextBackFillSize = attributes.contextBackfill
    record.SupportedOidList = oids.baseAddress
    record.SupportedOidListLength = UInt32(attributes.supportedOIDs.count * 4)
    withUnsafeBytes(of: &record) { append(UInt32(OID_GEN_MINIPORT_RESTART_ATTRIBUTES), $0) }
    for entry in attributes.entries {
      entry.data.withUnsafeBytes { append(entry.oid.rawValue, $0) }
    }
  }

  deinit {
    for entry in own { free(entry) }
    oids.deallocate()
  }

  /// What the driver is given.
  var head: Entry? { own.first }

  private func append(_ oid: UInt32, _ data: UnsafeRawBufferPointer) {
    guard let place = calloc(1, max(24, Self.dataOffset + data.count)) else { return }
    let entry = place.assumingMemoryBound(to: NDIS_RESTART_ATTRIBUTES.self)
    entry.pointee.Oid = oid
    entry.pointee.DataLength = UInt32(data.count)
    if let start = data.baseAddress { memcpy(place + Self.dataOffset, start, data.count) }
    own.last?.pointee.Next = entry
    own.append(entry)
  }

  /// What the driver made of the list; entries that it appended are freed.
  func read() -> RestartAttributes {
    var result = general
    result.entries = []
    var next = head
    var appended: [UnsafeMutableRawPointer] = []
    while let entry = next {
      next = entry.pointee.Next
      let place = UnsafeMutableRawPointer(entry)
      let isOwn = own.contains(entry)
      let room = host.memory[place].map(\.count)
      guard isOwn || (room ?? 0) >= Self.dataOffset, !appended.contains(place) else {
        host.report(.staleHandle, "an entry of the restart attributes is not allocated memory")
        break
      }
      var count = Int(entry.pointee.DataLength)
      if let room { count = min(count, room - Self.dataOffset) }
      if entry == head {
        take(place + Self.dataOffset, into: &result)
      } else {
        result.entries.append(
          RestartAttributes.Entry(
            OIDNumber(rawValue: entry.pointee.Oid),
            Array(UnsafeRawBufferPointer(start: place + Self.dataOffset, count: count))
          )
        )
      }
      if !isOwn { appended.append(place) }
    }
    for place in appended where host.memory.removeValue(forKey: place) != nil { free(place) }
    return result
  }

  private func take(_ place: UnsafeRawPointer, into result: inout RestartAttributes) {
    let record = place.loadUnaligned(as: NDIS_RESTART_GENERAL_ATTRIBUTES.self)
    result.mtu = record.MtuSize
    result.maximumLinkSpeed = max(record.MaxXmitLinkSpeed, record.MaxRcvLinkSpeed)
    result.lookahead = record.LookaheadSize
    result.macOptions = MACOptions(rawValue: record.MacOptions)
    result.supportedPacketFilters = PacketFilter(rawValue: record.SupportedPacketFilters)
    result.maximumMulticastListSize = record.MaxMulticastListSize
    result.dataBackfill = record.DataBackFillSize
    result.contextBackfill = record.ContextBackFillSize
  }
}
