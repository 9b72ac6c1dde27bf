import CNDIS
import DataPath
import Kernel
import NDIS

/// Hands batches of its own lists upward and frees them when they come back.
final class BenchMiniport: MiniportDriver {
  private(set) var pool: NetBufferListPool?
  private static let header: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]

  /// Sets the hash of each list too, so that its information slots are cleared at every allocation.
  var setsHash = false

  /// Allocates a batch, writes the header of each frame, and indicates it.
  func indicate(_ count: Int, length: Int, on adapter: MiniportAdapter) {
    guard let pool else { return }
    let setsHash = setsHash
    let chain = pool.originate(count, dataLength: length, writing: 14) { editor, bytes in
      guard bytes.count == 14 else { return }
      Self.header.withUnsafeBytes { bytes.copyMemory(from: $0) }
      if setsHash { editor.setInfo(.hashValue, 0x51CC_C178) }
    }
    adapter.indicate(begun: chain)
  }

  func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    do {
      pool = try NetBufferListPool(
        owner: adapter.party.record,
        direction: .receive,
        capacity: 256,
        dataSize: 2_048
      )
    } catch {
      throw .resources
    }
    return MiniportAttributes(
      mtu: 1_500,
      address: [2, 0, 0, 0, 0, 1],
      link: LinkState(connect: .connected),
      maximumLinkSpeed: 10_000_000_000
    )
  }

  func halt(_ adapter: MiniportAdapter, action: HaltAction) {}
  func pause(_ adapter: MiniportAdapter) -> Completion { adapter.pauseWhenHome() }
  func restart(_ adapter: MiniportAdapter) -> Completion { .success }

  func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    adapter.completeSend(chain)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    adapter.free(chain, .receive)
  }

  func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}
  func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion { .success }
  func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}
}

/// Looks at the EtherType of every frame and passes everything on.
final class LookingFilter: FilterReceiving, FilterReturning, FilterStatusReceiving {
  private(set) var seen = 0

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { module.pauseWhenHome() }
  func restart(_ module: FilterModule) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var number = 0
    chain.forEach { list in
      guard let start = list.firstBuffer?.start(14) else { return }
      let type = start.loadUnaligned(fromByteOffset: 12, as: UInt16.self)
      if type == UInt16(bigEndian: 0x0800) { number &+= 1 }
    }
    seen += number
    module.indicate(chain, port: port, flags: flags)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    module.returnReceived(chain, flags: flags)
  }
}

/// Takes everything and gives it back at once.
final class BenchProtocol: ProtocolDriver {
  private var answers = 0

  /// Successful answers since the last call.
  func takeAnswers() -> Int {
    defer { answers = 0 }
    return answers
  }

  func bind(_ binding: ProtocolBinding) -> Completion {
    let status = binding.open()
    if status.isSuccess { binding.setPacketFilter([.promiscuous]) }
    return .done(status)
  }

  func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion { binding.pauseWhenHome() }
  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    binding.returnReceived(chain)
  }

  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    binding.free(chain)
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {
    if status.isSuccess { answers += 1 }
  }
  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {}
}
