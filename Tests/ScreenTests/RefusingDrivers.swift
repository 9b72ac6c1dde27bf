import CDrivers
import DataPath
import Drivers
import Kernel
import NDIS

extension DriverCatalogue {
  /// The built-in drivers, two filters in C that end packets, and two protocols that have their own packets dropped.
  static let withRefusers = DriverCatalogue(
    builtIn.entries + [
      filter("resetting", PassThroughResettingEntry), filter("keeping", PassThroughKeepingEntry),
      asker("canceller") { binding, chain in
        binding.send(chain)
        binding.cancelSends(withID: 0x77)
      },
      Entry(
        .protocol("hoarder", displayName: "hoarder", summary: "Keeps lists."),
        .protocol { _ throws(DriverError) in HoardingProtocol() }
      ),
      asker("stray") { binding, chain in binding.send(chain, port: 5) },
    ]
  )

  private static func filter(_ name: String, _ entry: @escaping DRIVER_ENTRY_HANDLER) -> Entry {
    Entry(
      ComponentDescription.filter(
        name,
        displayName: name,
        summary: "Ends packets; in C.",
        .modifying(.compression)
      ),
      .filter { configuration throws(DriverError) in
        do throws(NDISStatus) {
          let stack = configuration.context.stack
          return try CDriverImage(name: name, stack: stack, entry: entry).makeFilter()
        } catch {
          throw DriverError(error.symbol, source: .default, mend: "look at the driver")
        }
      }
    )
  }

  private static func asker(_ name: String, _ act: @escaping AskingProtocol.Act) -> Entry {
    Entry(
      .protocol(name, displayName: name, summary: "Has its own packets dropped."),
      .protocol { _ throws(DriverError) in AskingProtocol(act) }
    )
  }
}

/// Sends three packets with a cancel id a millisecond after its restart, in the way it was made with.
final class AskingProtocol: ProtocolDriver {
  typealias Act = @Sendable (ProtocolBinding, consuming NetBufferChain) -> Void

  private let act: Act
  private var pool: NetBufferListPool?

  init(_ act: @escaping Act) { self.act = act }

  func bind(_ binding: ProtocolBinding) -> Completion {
    do throws(MemoryError) {
      pool = try NetBufferListPool(
        owner: binding.party.record,
        direction: .transmit,
        capacity: 4,
        dataSize: 64
      )
    } catch {
      return .done(.resources)
    }
    return .done(binding.open())
  }

  func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion { binding.pauseWhenHome() }

  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    let machine = binding.adapter.stack.machine
    machine.timers.schedule(at: machine.now + .milliseconds(1)) { [self] in
      guard var chain = pool?.allocate(3, dataLength: 60) else { return }
      chain.edit {
        _ = $0.mutableStart(60)?.initializeMemory(as: UInt8.self, repeating: 0x22)
        $0.setInfo(.cancelID, 0x77)
      }
      act(binding, chain)
    }
    return .success
  }

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

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {}

  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {}
}

/// Keeps what it received for six seconds.
final class HoardingProtocol: ProtocolDriver {
  private var kept = NetBufferChain()

  func bind(_ binding: ProtocolBinding) -> Completion { .done(binding.open()) }

  func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion {
    giveBack(binding)
    return binding.pauseWhenHome()
  }

  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    if binding.packetFilter != .promiscuous { binding.setPacketFilter(.promiscuous) }
    return .success
  }

  private func giveBack(_ binding: ProtocolBinding) {
    let lists = kept.takeAll()
    if !lists.isEmpty { binding.returnReceived(lists) }
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    kept.append(chain)
    let machine = binding.adapter.stack.machine
    machine.timers.schedule(at: machine.now + .seconds(UInt64(6))) { [self] in giveBack(binding) }
  }

  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    binding.free(chain)
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {}

  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {}
}
