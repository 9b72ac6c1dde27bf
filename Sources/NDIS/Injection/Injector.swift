import CNDIS
import DataPath
import Kernel

/// Lists that the engine originates in the name of one party and takes back in its place.
///
/// The party's ledgers count them as its own. Its driver never sees them: they come home to the engine, which frees
/// them, whether or not the driver has a handler for that.
final class Injector {
  /// Lists of one direction that can be out at a time.
  static let capacity = 256
  /// Bytes of the longest frame.
  static let longest = 65_535

  /// In front of a filter module where lists come home; nil for parties at the ends of a stack.
  let router: Party?
  /// Lists that are not home yet.
  private(set) var outstanding: UInt64 = 0
  /// The driver has completed a pause that has to wait for lists of the engine.
  var isPauseWaiting = false
  private let party: Party
  private var transmitPool: NetBufferListPool?
  private var receivePool: NetBufferListPool?

  init(_ party: Party, router: Party? = nil) {
    self.party = party
    self.router = router
  }

  /// Originates one list and hands it to the next party.
  ///
  /// - Parameters:
  ///   - frame: 1...`longest` bytes.
  ///   - direction: down or up.
  ///   - parent: journey of which the frame is a copy; 0 for none.
  ///   - prepare: called with the list before it goes.
  /// - Returns: its journey.
  /// - Throws: `InjectionError` if no list can be had.
  func originate(
    _ frame: [UInt8],
    _ direction: Direction,
    parent: UInt64,
    _ prepare: (borrowing NetBufferChain) -> Void = { _ in }
  ) throws(InjectionError) -> UInt64 {
    let pool = try pool(direction)
    var chain = pool.allocate(1, dataLength: frame.count)
    guard let list = chain.first else { throw .noLists(party.name, Self.capacity) }
    chain.edit { editor in
      if let space = editor.mutableStart(frame.count) {
        frame.withUnsafeBytes { space.copyMemory(from: $0) }
      }
    }
    list.descend(from: parent)
    outstanding += 1
    party.record.begin(&chain, direction, relation: .injected)
    let journey = list.journey
    prepare(chain)
    party.record.pass(chain, direction == .transmit ? .send : .indicate)
    return journey
  }

  /// Moves the engine's lists out of a chain that has come to the party.
  func takeOwn(_ chain: inout NetBufferChain) -> NetBufferChain {
    guard outstanding > 0 else { return NetBufferChain() }
    let transmit = transmitPool.map { UnsafeMutableRawPointer($0.record) }
    let receive = receivePool.map { UnsafeMutableRawPointer($0.record) }
    return chain.partition {
      guard let pool = $0.record.pointee.NdisPoolHandle else { return false }
      return pool == transmit || pool == receive
    }
  }

  /// Frees lists that the party holds again.
  func free(_ chain: consuming NetBufferChain, _ direction: Direction) {
    outstanding -= UInt64(chain.count)
    party.record.welcomeHome(chain, direction)
    party.record.free(chain, direction)
  }

  /// True, once, if a pause waited for the last list and may now be completed.
  func releasePause() -> Bool {
    guard isPauseWaiting, outstanding == 0 else { return false }
    isPauseWaiting = false
    return true
  }

  private func pool(_ direction: Direction) throws(InjectionError) -> NetBufferListPool {
    if let pool = direction == .transmit ? transmitPool : receivePool { return pool }
    do {
      let pool = try NetBufferListPool(
        owner: party.record,
        direction: direction,
        capacity: Self.capacity,
        dataSize: Self.longest
      )
      if direction == .transmit { transmitPool = pool } else { receivePool = pool }
      return pool
    } catch {
      throw .memory(error)
    }
  }
}
