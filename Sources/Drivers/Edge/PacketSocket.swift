import CLinux
import Glibc
import Kernel
import NDIS
import Wire

/// A packet socket on an interface that is there already.
///
/// Frames are taken in batches by recvmmsg into buffers that hold any frame, so none is cut; what the host could not
/// queue is counted by the host (PACKET_STATISTICS), so none is lost without notice. Frames this host itself sends on the
/// interface, and those sent here, do not come back (PACKET_IGNORE_OUTGOING).
final class PacketSocket {
  let descriptor: Int32
  /// The interface.
  let link: HostLink
  /// Bytes of the virtio-net header in front of frames; 0 on a host without PACKET_VNET_HDR.
  let headerBytes: Int
  private let packets: UnsafeMutableBufferPointer<nd_packet>
  private let storage: UnsafeMutableRawBufferPointer
  private var filter: PacketFilter = []
  private var groups: [[UInt8]] = []

  /// Opens the socket; nothing comes in until the interface's traffic does.
  ///
  /// - Throws: `DriverError` that says what is missing and how to mend it.
  init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    let machine = configuration.context.machine
    let name = settings.text("interface") ?? ""
    let source = settings.source("interface")
    guard machine.isLive else {
      throw DriverError(
        "\(MachineError.watchNeedsHostClock)",
        source: .default,
        mend: "leave out --stepped, or take a stack without live edges"
      )
    }
    do throws(HostError) {
      link = try HostLink(named: name, machine: machine)
    } catch {
      guard error.code == ENODEV else {
        throw DriverError(
          "the interface \(name) cannot be followed: \(error)",
          source: source,
          mend: "see what ip link show \(name) says"
        )
      }
      throw DriverError(
        "there is no interface \(name)",
        source: source,
        mend: "write one of \(Self.interfaces().joined(separator: ", "))"
      )
    }
    // Ethernet and the loopback interface, whose frames look the same.
    guard link.type == 1 || link.type == 772 else {
      throw DriverError(
        "the frames of \(name) are not Ethernet (ARPHRD \(link.type))",
        source: source,
        mend: "write the name of an Ethernet interface"
      )
    }
    var hasHeader = false
    let buffer = UInt32(clamping: settings.integer("buffer") ?? 0)
    let opened = nd_packet_open(link.index, buffer, &hasHeader)
    guard opened >= 0 else {
      let isDenied = opened == -EPERM || opened == -EACCES
      throw DriverError(
        isDenied
          ? "listening on \(name) needs root or CAP_NET_RAW"
          : "the interface \(name) cannot be listened on: \(HostError(call: "packet", code: -opened))",
        source: source,
        mend: isDenied
          ? "run it with sudo, or give the program the right with setcap cap_net_raw,cap_net_admin+ep"
          : "see what ip link show \(name) says"
      )
    }
    descriptor = opened
    headerBytes = hasHeader ? ND_PACKET_HEADER : 0
    let count = ND_PACKET_BATCH
    let stride = (LiveEdge.longestFrame + 63) & ~63
    storage = .allocate(byteCount: count * stride, alignment: 64)
    packets = .allocate(capacity: count)
    packets.initialize(repeating: nd_packet())
    for number in 0..<count {
      // Four bytes are left in front, for a tag that has to go back into its frame.
      packets[number].frame = storage.baseAddress.map { $0 + number * stride + 4 }
      packets[number].capacity = UInt32(LiveEdge.longestFrame - 4)
    }
  }

  deinit {
    close(descriptor)
    packets.deallocate()
    storage.deallocate()
  }

  /// Takes up to `limit` frames and gives each to `body`.
  ///
  /// - Returns: their number; negative, an errno, if the host has none for another reason than that none came.
  func read(
    _ limit: Int,
    _ body: (UnsafeMutableRawBufferPointer, nd_packet) -> Void
  ) -> Int {
    let wanted = UInt32(clamping: min(limit, packets.count))
    let count = nd_packet_read(descriptor, headerBytes > 0, packets.baseAddress, wanted)
    for packet in packets.prefix(Int(max(0, count))) {
      let length = Int(min(packet.length, packet.capacity))
      body(UnsafeMutableRawBufferPointer(start: packet.frame, count: length), packet)
    }
    return Int(count)
  }

  /// Frames the host dropped since the last call, because the socket's buffer was full.
  func takeLosses() -> UInt64 {
    var drops: UInt32 = 0
    return nd_packet_statistics(descriptor, &drops) == 0 ? UInt64(drops) : 0
  }

  /// Makes the interface take in what a packet filter asks for.
  ///
  /// `station`: the adapter's address, which need not be the interface's.
  func apply(_ wanted: PacketFilter, _ list: [[UInt8]], station: [UInt8]) {
    let isPromiscuous = wanted.contains(.promiscuous)
    if isPromiscuous != filter.contains(.promiscuous) {
      _ = nd_packet_promiscuous(descriptor, link.index, isPromiscuous)
    }
    let isAllMulticast = wanted.contains(.allMulticast)
    if isAllMulticast != filter.contains(.allMulticast) {
      _ = nd_packet_all_multicast(descriptor, link.index, isAllMulticast)
    }
    var next = wanted.contains(.multicast) ? list : []
    if wanted.contains(.directed), station != link.address { next.append(station) }
    for address in groups where !next.contains(address) {
      _ = nd_packet_membership(descriptor, link.index, address, false)
    }
    for address in next where !groups.contains(address) {
      _ = nd_packet_membership(descriptor, link.index, address, true)
    }
    groups = next
    filter = wanted
  }

  private static func interfaces() -> [String] {
    guard let all = if_nameindex() else { return [] }
    defer { if_freenameindex(all) }
    var names: [String] = []
    var place = all
    while let name = place.pointee.if_name {
      names.append(String(cString: name))
      place += 1
    }
    return names
  }
}
