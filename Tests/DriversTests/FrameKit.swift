import DataPath
import Drivers
import Kernel
import NDIS

/// Frames made byte by byte, without the product's own builders.
enum FrameKit {
  /// Adds up 16-bit words and folds the carries: the checksum of RFC 1071, written down a second time.
  static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var sum = 0
    for index in stride(from: 0, to: bytes.count, by: 2) {
      let low = index + 1 < bytes.count ? Int(bytes[index + 1]) : 0
      sum += Int(bytes[index]) << 8 | low
    }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    return [UInt8(~sum >> 8 & 0xFF), UInt8(~sum & 0xFF)]
  }

  static func ethernet(_ to: [UInt8], _ from: [UInt8], _ type: [UInt8], _ rest: [UInt8]) -> [UInt8]
  {
    to + from + type + rest
  }

  /// An IPv4 packet without options.
  static func ipv4(
    _ from: [UInt8],
    _ to: [UInt8],
    proto: UInt8,
    id: UInt16 = 0,
    ttl: UInt8 = 64,
    _ payload: [UInt8]
  ) -> [UInt8] {
    let length = 20 + payload.count
    var header: [UInt8] = [
      0x45, 0, UInt8(length >> 8), UInt8(length & 0xFF), UInt8(id >> 8), UInt8(id & 0xFF), 0, 0,
      ttl, proto, 0, 0,
    ]
    header += from + to
    header.replaceSubrange(10..<12, with: checksum(header))
    return header + payload
  }

  /// An ICMPv4 echo.
  static func echo(
    reply: Bool,
    id: UInt16,
    sequence: UInt16,
    _ data: [UInt8]
  ) -> [UInt8] {
    var message: [UInt8] = [
      reply ? 0 : 8, 0, 0, 0, UInt8(id >> 8), UInt8(id & 0xFF), UInt8(sequence >> 8),
      UInt8(sequence & 0xFF),
    ]
    message += data
    message.replaceSubrange(2..<4, with: checksum(message))
    return message
  }

  static func arp(
    _ operation: UInt8,
    _ sender: ([UInt8], [UInt8]),
    _ target: ([UInt8], [UInt8])
  ) -> [UInt8] {
    [0, 1, 8, 0, 6, 4, 0, operation] + sender.0 + sender.1 + target.0 + target.1
  }
}

/// A protocol that sends what a test gives it and keeps what it receives.
final class Scribe: ProtocolDriver {
  private(set) var received: [[UInt8]] = []
  /// The `Ieee8021Q` slot of each received frame.
  private(set) var slots: [UInt64] = []
  private(set) var statuses: [NDISStatus] = []
  private(set) var links: [MediaConnectState] = []
  private var pool: NetBufferListPool?
  private var binding: ProtocolBinding?
  var filter: PacketFilter = .promiscuous

  static let component = ComponentDescription.protocol(
    "scribe",
    displayName: "Scribe",
    summary: "Keeps every frame."
  )

  func bind(_ binding: ProtocolBinding) -> Completion {
    self.binding = binding
    pool = try? NetBufferListPool(
      owner: binding.party.record,
      direction: .transmit,
      capacity: 1_024,
      dataSize: 10_240,
      backfill: backfill
    )
    return .done(binding.open())
  }

  /// Where the bytes of the frame sent last lie.
  private(set) var lastStorage: UnsafeRawBufferPointer?
  /// `NblFlags` of what is sent.
  var listFlags: UInt32 = 0
  /// Room in front of what is sent.
  var backfill = 32

  func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion { binding.pauseWhenHome() }

  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    if !filter.isEmpty { binding.setPacketFilter(filter) }
    return .success
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    chain.forEach {
      received.append($0.copied)
      slots.append($0.info(.ieee8021Q))
    }
    binding.returnReceived(chain)
  }

  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    chain.forEach {
      statuses.append(NDISStatus(rawValue: $0.status))
      completed.append($0.copied)
      completedSlots.append($0.info(.ieee8021Q))
    }
    binding.free(chain)
  }

  private(set) var completedSlots: [UInt64] = []
  /// Frames as they came back from being sent.
  private(set) var completed: [[UInt8]] = []

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {}

  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {
    if indication.code == StatusCode.linkState.rawValue,
      let link = try? LinkState(indication.payload)
    {
      links.append(link.connect)
    }
  }

  /// Sends frames in one chain.
  func send(_ frames: [[UInt8]], slot: UInt64 = 0, cancelID: UInt64 = 0) {
    guard let pool, let binding else { return }
    var chain = NetBufferChain()
    for frame in frames {
      var one = pool.allocate(1, dataLength: frame.count)
      one.edit { editor in
        let storage = editor.mutableStart(frame.count)
        storage?.copyBytes(from: frame)
        lastStorage = storage.map { UnsafeRawBufferPointer($0) }
        if listFlags != 0 { editor.setFlags(listFlags) }
        if slot != 0 { editor.setInfo(.ieee8021Q, slot) }
        if cancelID != 0 { editor.setInfo(.cancelID, cancelID) }
      }
      chain.append(one)
    }
    binding.send(chain)
  }
}

extension NetBufferList {
  /// The bytes of the first buffer.
  var copied: [UInt8] {
    guard let buffer = firstBuffer else { return [] }
    var bytes = [UInt8](repeating: 0, count: buffer.dataLength)
    _ = bytes.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
    return bytes
  }
}

/// A filter that keeps what passes it on the way up and what comes back.
final class Mirror: FilterReceiving, FilterReturning, FilterStatusReceiving {
  private(set) var up: [[UInt8]] = []
  private(set) var down: [[UInt8]] = []
  private(set) var downSlots: [UInt64] = []

  static let component = ComponentDescription.filter(
    "mirror",
    displayName: "Mirror",
    summary: "Keeps every frame.",
    .modifying(.custom)
  )

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }
  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    chain.forEach { up.append($0.copied) }
    module.indicate(chain, port: port, flags: flags)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    chain.forEach {
      down.append($0.copied)
      downSlots.append($0.info(.ieee8021Q))
    }
    module.returnReceived(chain, flags: flags)
  }
}

/// A filter that keeps a slot of what passes it on the way up, with the frame.
final class SlotKeeper: FilterReceiving, FilterStatusReceiving {
  private let slot: InfoSlot
  private(set) var values: [UInt64] = []
  private(set) var frames: [[UInt8]] = []

  init(_ slot: InfoSlot) { self.slot = slot }

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    chain.forEach {
      values.append($0.info(slot))
      frames.append($0.copied)
    }
    module.indicate(chain, port: port, flags: flags)
  }
}

/// A filter that sets a slot of everything on its way up, as hardware would have.
final class SlotMarker: FilterReceiving, FilterStatusReceiving {
  private let values: [(slot: InfoSlot, value: UInt64)]

  private let segmentSize: Int

  init(_ slot: InfoSlot, _ value: UInt64) {
    values = [(slot, value)]
    segmentSize = 0
  }

  init(_ values: [(slot: InfoSlot, value: UInt64)], segmentSize: Int) {
    self.values = values
    self.segmentSize = segmentSize
  }

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var chain = chain
    chain.write { editor in
      for (slot, value) in values { editor.setInfo(slot, value) }
      if segmentSize > 0 { editor.setSegmentSize(segmentSize) }
    }
    module.indicate(chain, port: port, flags: flags)
  }
}

/// A filter that keeps what passes it on the way down.
final class SendKeeper: FilterSending {
  private(set) var frames: [[UInt8]] = []
  private(set) var largeSends: [LargeSendInfo] = []
  private(set) var tags: [UInt64] = []

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    chain.forEach {
      frames.append($0.copied)
      largeSends.append(LargeSendInfo(rawValue: $0.info(.largeSend)))
      tags.append($0.info(.ieee8021Q))
    }
    module.send(chain, port: port, flags: flags)
  }
}
