import CNDIS
import DataPath
import Kernel
import Testing

/// Takes what it is given and keeps it; entries are C functions, so the keeper is found through the party.
private final class Keeper {
  var kept = NetBufferChain()
}

private let keepEntry: nd_entry = { party, _, chain, _, _ in
  guard let party, let chain, let object = party.pointee.object else { return }
  Unmanaged<Keeper>.fromOpaque(object).takeUnretainedValue().kept
    .append(NetBufferChain(taking: chain))
}

@Suite("Hand-offs")
struct HandOffTests {
  @Test("both ledgers of giver and taker balance after every hand-off")
  func ledgers() throws {
    let rig = try PathRig()
    let miniport = rig.party(1)
    let filter = rig.party(2)
    let keeper = Keeper()
    filter.pointee.object = Unmanaged.passUnretained(keeper).toOpaque()
    filter.setEntry(.indicate, keepEntry)
    miniport.setNext(.indicate, filter)
    let pool = try NetBufferListPool(
      owner: miniport,
      direction: .receive,
      capacity: 8,
      dataSize: 128
    )
    var chain = rig.chain(from: pool, 5, length: 60)
    miniport.begin(&chain, .receive)
    miniport.pass(chain, .indicate)
    let given = miniport.ledger(.receive).pointee
    let taken = filter.ledger(.receive).pointee
    #expect(given.created == 5 && given.given == 5 && given.held == 0)
    #expect(given.born == 5 && given.left == 5 && given.inside == 0)
    #expect(taken.taken == 5 && taken.held == 5)
    #expect(taken.entered == 5 && taken.inside == 5)
    #expect(taken.bytes_in == 300)
    #expect(miniport.away(.receive) == 5)
    var back = keeper.kept.takeAll()
    filter.end(&back, .dropped, .receive, reason: 3)
    #expect(filter.ledger(.receive).pointee.dropped == 5)
    #expect(filter.ledger(.receive).pointee.inside == 0)
    miniport.setEntry(.return, keepEntry)
    miniport.pointee.object = Unmanaged.passUnretained(keeper).toOpaque()
    filter.setNext(.return, miniport)
    filter.pass(back, .return)
    let home = keeper.kept.takeAll()
    miniport.welcomeHome(home, .receive)
    miniport.free(home, .receive)
    #expect(miniport.away(.receive) == 0)
    #expect(miniport.ledger(.receive).pointee.held == 0)
    #expect(pool.outstanding == 0)
  }

  @Test("a taker whose state refuses the edge is never called")
  func refusal() throws {
    let rig = try PathRig()
    let giver = rig.party(1)
    let taker = rig.party(2)
    let keeper = Keeper()
    taker.pointee.object = Unmanaged.passUnretained(keeper).toOpaque()
    taker.setEntry(.indicate, keepEntry)
    taker.pointee.accepts = 0
    giver.setNext(.indicate, taker)
    let pool = try NetBufferListPool(owner: giver, direction: .receive, capacity: 2, dataSize: 64)
    var chain = rig.chain(from: pool, 1, length: 10)
    giver.begin(&chain, .receive)
    giver.pass(chain, .indicate)
    let isEmpty = keeper.kept.isEmpty
    #expect(isEmpty)
    // Nobody answers refusals in this rig, so the lists count as lost instead of vanishing.
    #expect(rig.lost == 1)
  }

  @Test("hops of an unchanged batch refer to the record that holds it")
  func sameAs() throws {
    let rig = try PathRig()
    let parties = (1...3).map { rig.party(UInt32($0)) }
    for party in parties { party.pointee.level = 3 }
    let keeper = Keeper()
    for party in parties {
      party.pointee.object = Unmanaged.passUnretained(keeper).toOpaque()
      party.setEntry(.indicate, keepEntry)
    }
    let pool = try NetBufferListPool(
      owner: parties[0],
      direction: .receive,
      capacity: 4,
      dataSize: 128
    )
    var chain = rig.chain(from: pool, 4, length: 64)
    parties[0].begin(&chain, .receive)
    let start = rig.ring.position
    parties[0].handOff(chain, to: parties[1], edge: .indicate)
    let full = rig.ring.position - start
    let second = rig.ring.position
    parties[1].handOff(keeper.kept.takeAll(), to: parties[2], edge: .indicate)
    // Header, and four entries of 16 + 16 geometry + 64 bytes at birth; then who and when in one word.
    #expect(full == 40 + 4 * (16 + 16 + 64))
    #expect(rig.ring.position - second == 8)
    // A header alone says what a word has no room for: other flags, other levels, a later time.
    for change in 0..<3 {
      switch change {
      case 0: break
      case 1: for party in parties { party.pointee.level = 2 }
      default:
        for party in parties { party.pointee.level = 3 }
        rig.machine.runDue(now: rig.machine.now + Nanoseconds(65_536))
      }
      let before = rig.ring.position
      parties[2].handOff(
        keeper.kept.takeAll(),
        to: parties[2],
        edge: .indicate,
        flags: change == 0 ? 1 : 0
      )
      #expect(rig.ring.position - before == 40)
    }
    var changed = keeper.kept.takeAll()
    changed.edit { editor in
      if let bytes = editor.mutableStart(1) { bytes[0] = 0xEE }
    }
    let third = rig.ring.position
    parties[2].handOff(changed, to: parties[1], edge: .indicate)
    // Only the written byte of each list is stored, padded to eight.
    #expect(rig.ring.position - third == 40 + 4 * (16 + 8))
    parties[1].free(keeper.kept.takeAll(), .receive)
  }

  @Test("of a sampled recording whole journeys are kept, and no others")
  func sampling() throws {
    let rig = try PathRig()
    let giver = rig.party(1)
    let taker = rig.party(2)
    giver.pointee.level = 1
    let keeper = Keeper()
    taker.pointee.object = Unmanaged.passUnretained(keeper).toOpaque()
    taker.setEntry(.indicate, keepEntry)
    rig.recorder.sample(oneIn: 2)
    let pool = try NetBufferListPool(owner: giver, direction: .receive, capacity: 16, dataSize: 64)
    var chain = rig.chain(from: pool, 16, length: 10)
    giver.begin(&chain, .receive)
    let start = rig.ring.position
    giver.handOff(chain, to: taker, edge: .indicate)
    var journeys: [UInt64] = []
    rig.ring.walk(from: start) { _, record in
      let count = Int(record.load(fromByteOffset: 24, as: UInt32.self))
      for index in 0..<count {
        journeys.append(record.load(fromByteOffset: 40 + index * 8, as: UInt64.self))
      }
      return true
    }
    #expect(journeys == [4, 8, 12, 16])
    taker.free(keeper.kept.takeAll(), .receive)
  }
}
