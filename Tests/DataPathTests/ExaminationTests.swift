import CNDIS
import DataPath
import Testing

/// Keeps some lists for a while; entries are C functions, so the taker is found through the party.
private final class Taker {
  var batches: [[UInt8]] = []
  var kept = NetBufferChain()
}

private let takeEntry: nd_entry = { party, _, chain, _, _ in
  guard let party, let chain, let object = party.pointee.object else { return }
  let taker = Unmanaged<Taker>.fromOpaque(object).takeUnretainedValue()
  let lists = NetBufferChain(taking: chain)
  taker.batches.append(marks(of: lists))
  taker.kept.append(lists)
}

private let borrowEntry: nd_entry = { party, _, chain, _, _ in
  guard let party, let chain, let object = party.pointee.object else { return }
  let taker = Unmanaged<Taker>.fromOpaque(object).takeUnretainedValue()
  let lists = NetBufferChain(taking: chain)
  taker.batches.append(marks(of: lists))
  chain.pointee = lists.release()
}

/// Wants lists by their first byte.
private final class Wanter: HandOffExaminer {
  let wanted: Set<UInt8>
  var refused: Set<UInt8> = []
  var stops: [(mark: UInt8, waiting: Int, gone: Int)] = []
  private unowned let taker: Taker

  init(_ wanted: Set<UInt8>, _ taker: Taker) {
    self.wanted = wanted
    self.taker = taker
  }

  func wants(_ list: NetBufferList, _ handOff: HandOff) -> Int? {
    let mark = bytes(of: list).first ?? 255
    return wanted.contains(mark) ? Int(mark) : nil
  }

  func keep(_ chain: inout NetBufferChain, _ handOff: HandOff, reason: Int) -> Bool {
    let mark = marks(of: chain).first ?? 255
    #expect(reason == Int(mark))
    stops.append((mark, handOff.waiting, taker.batches.flatMap { $0 }.count))
    return !refused.contains(mark)
  }

  func ended(
    _ chain: borrowing NetBufferChain,
    at party: UnsafeMutablePointer<nd_party>,
    fate: Fate,
    reason: UInt16,
    cause: UInt32
  ) {}
}

@Suite("Examined hand-offs")
struct ExaminationTests {
  private let rig: PathRig
  private let giver: UnsafeMutablePointer<nd_party>
  private let taker: UnsafeMutablePointer<nd_party>
  private let pool: NetBufferListPool
  private let object = Taker()

  init() throws {
    rig = try PathRig()
    giver = rig.party(1)
    taker = rig.party(2)
    pool = try NetBufferListPool(owner: giver, direction: .receive, capacity: 8, dataSize: 128)
    taker.pointee.object = Unmanaged.passUnretained(object).toOpaque()
    taker.setEntry(.indicate, takeEntry)
    taker.setLoanEntry(borrowEntry)
    giver.setNext(.indicate, taker)
  }

  private func indicate(_ count: Int) {
    var chain = rig.chain(from: pool, count, length: 60)
    giver.begin(&chain, .receive)
    giver.pass(chain, .indicate)
  }

  private func cleanUp() {
    taker.examine([])
    rig.stack.setExaminer(nil)
    taker.free(object.kept.takeAll(), .receive)
  }

  @Test(
    "a batch is split so that one list at a time is kept, those before have gone on, and order stays"
  )
  func split() {
    let wanter = Wanter([2, 5], object)
    rig.stack.setExaminer(wanter)
    taker.examine([.indicate])
    indicate(8)
    #expect(object.batches == [[0, 1], [2], [3, 4], [5], [6, 7]])
    #expect(wanter.stops.map(\.mark) == [2, 5])
    #expect(wanter.stops.map(\.waiting) == [5, 2])
    #expect(wanter.stops.map(\.gone) == [2, 5])
    #expect(taker.ledger(.receive).pointee.held == 8)
    #expect(taker.ledger(.receive).pointee.batches == 1)
    cleanUp()
  }

  @Test("a batch in which nothing is wanted stays one batch")
  func unwanted() {
    let wanter = Wanter([99], object)
    rig.stack.setExaminer(wanter)
    taker.examine([.indicate])
    indicate(4)
    #expect(object.batches == [[0, 1, 2, 3]])
    cleanUp()
  }

  @Test(
    "an entry is the party's own again after the last breakpoint is gone, and one that is set meanwhile counts"
  )
  func entries() {
    let own = unsafeBitCast(taker.entry(.indicate), to: UInt.self)
    taker.examine([.indicate])
    #expect(taker.isExamined(.indicate))
    #expect(unsafeBitCast(taker.entry(.indicate), to: UInt.self) != own)
    taker.setEntry(.indicate, nil)
    #expect(!taker.hasEntry(.indicate))
    taker.setEntry(.indicate, takeEntry)
    #expect(taker.hasEntry(.indicate))
    taker.examine([])
    #expect(!taker.isExamined(.indicate))
    #expect(unsafeBitCast(taker.entry(.indicate), to: UInt.self) == own)
  }

  @Test("lists that are lent come back in their order, those that did not go on included")
  func loan() {
    let wanter = Wanter([1], object)
    wanter.refused = [1]
    rig.stack.setExaminer(wanter)
    taker.examine([.indicate])
    var chain = rig.chain(from: pool, 4, length: 60)
    giver.begin(&chain, .receive)
    #expect(giver.lend(&chain, to: taker, port: 0, flags: 2))
    #expect(marks(of: chain) == [0, 1, 2, 3])
    #expect(object.batches == [[0], [2, 3]])
    #expect(taker.ledger(.receive).pointee.held == 0)
    giver.welcomeHome(chain, .receive)
    giver.free(chain, .receive)
    cleanUp()
  }
}
