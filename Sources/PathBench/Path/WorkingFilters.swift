import CNDIS
import DataPath
import Drivers
import NDIS

/// Exchanges source and destination of every frame, and passes everything on.
final class SwappingFilter: PassingFilter, FilterReceiving {
  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var chain = chain
    chain.write { editor in
      guard let start = editor.mutableStart(12)?.baseAddress else { return }
      // Twelve bytes as eight and four; the halves of six are put together from them.
      let low = start.loadUnaligned(as: UInt64.self)
      let high = UInt64(start.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
      start.storeBytes(of: low >> 48 | high << 16 | low << 48, as: UInt64.self)
      start.storeBytes(
        of: UInt32(truncatingIfNeeded: low >> 16),
        toByteOffset: 8,
        as: UInt32.self
      )
    }
    module.indicate(chain, port: port, flags: flags)
  }
}

/// Runs a capture filter over every frame, counts those that match, and passes everything on.
final class MatchingFilter: PassingFilter, FilterReceiving {
  private let program: PacketFilterProgram
  private(set) var matched = 0

  init(_ text: String) throws {
    program = try PacketFilterProgram(text)
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var number = 0
    chain.forEach { list in
      guard let bytes = list.firstBuffer?.contiguous else { return }
      if program.matches(bytes) { number &+= 1 }
    }
    matched += number
    module.indicate(chain, port: port, flags: flags)
  }
}

/// What a filter that only receives does with everything else.
class PassingFilter: FilterReturning, FilterStatusReceiving {
  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { module.pauseWhenHome() }
  func restart(_ module: FilterModule) -> Completion { .success }

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  final func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    module.returnReceived(chain, flags: flags)
  }
}
