import CNDIS
import DataPath
import Kernel

/// An instance of a driver in C as an owner of lists: what came to it, and how its code is called.
///
/// Lists given to C are plain linked structures; the engine remembers what it gave and counts what comes back.
final class CParty {
  let image: CDriverImage
  let host: CDriverHost
  let record: UnsafeMutablePointer<nd_party>
  let role: Party.Role
  let name: String
  let driverName: String
  /// What the driver calls its context for this instance.
  var context: UnsafeMutableRawPointer?
  /// False once its handle may not be used any more.
  var isOpen = true {
    didSet { if oldValue, !isOpen { host.endTimers(of: self) } }
  }
  /// The driver object behind the instance.
  weak var driver: AnyObject?
  /// A monitoring filter may not change anything.
  var isMonitoring = false
  /// Batches that the driver is handling now, innermost last.
  var batches: [Batch] = []
  /// The lists of those batches, in order.
  var arrivals: [UnsafeMutablePointer<NET_BUFFER_LIST>] = []

  /// Buffers and descriptors that lists passed on with others in place had when they came.
  var replaced: [UnsafeMutablePointer<NET_BUFFER_LIST>: Structure] = [:]

  /// What a holder must put back before a list goes home.
  struct Structure: Equatable {
    var buffer: UnsafeMutablePointer<NET_BUFFER>?
    var descriptors: UnsafeMutablePointer<MDL>?
  }

  /// Lists given to the driver by one call.
  struct Batch {
    var edge: Edge
    var start: Int
    var count: Int
    var recordedAt: UInt64
    var recorded: UInt32
    var isLoan = false
  }

  init(image: CDriverImage, party: Party, driverName: String) {
    self.image = image
    host = image.host
    record = party.record
    role = party.role
    name = party.name
    self.driverName = driverName
    host.parties[handle] = self
  }

  /// The handle that the driver uses for this instance.
  var handle: UnsafeMutableRawPointer { UnsafeMutableRawPointer(record) }

  var stack: NetworkStack { host.stack }

  /// Runs code of the driver in this instance's name.
  func run<Result>(_ body: () -> Result) -> Result {
    let call = nd_current_call()
    let before = call.pointee
    call.pointee.stack = record.pointee.stack
    call.pointee.party = record
    call.pointee.driver = Unmanaged.passUnretained(image).toOpaque()
    let result = body()
    call.pointee = before
    return result
  }

  /// Runs a handler that must leave the level as it found it.
  func handler<Result>(_ function: StaticString, _ body: () -> Result) -> Result {
    let machine = stack.machine
    let before = machine.currentIRQL
    let result = run(body)
    let after = machine.currentIRQL
    if after != before {
      machine.setIRQL(before)
      report(.irqlChanged, "\(function) was called at \(before) and returned at \(after)")
    }
    return result
  }

  func report(_ rule: VerifierRule, journey: UInt64 = 0, _ detail: String) {
    host.report(rule, party: self, journey: journey, detail)
  }

  /// Lists from pools of drivers in C that this party holds and that are at home; not for the data path.
  func ownListsHeld(_ direction: Direction) -> UInt64 {
    var count: UInt64 = 0
    let id = record.pointee.id
    for pool in host.pools.values {
      pool.pool.forEachOutstanding { list in
        let prefix = list.prefix
        guard prefix.pointee.owner == id, list.direction == direction,
          prefix.pointee.home == id, prefix.pointee.flags & UInt32(ND_LIST_AWAY) == 0
        else { return }
        count += 1
      }
    }
    return count
  }

  /// Checks a call's DISPATCH_LEVEL flag, bit 0 in every kind of call flags.
  func checkDispatchFlag(_ function: CFunction, _ flags: UInt32) {
    guard flags & 1 != 0, stack.machine.currentIRQL < .dispatch else { return }
    report(
      .irqlTooLow,
      "\(function.name) was called at \(stack.machine.currentIRQL) with its DISPATCH_LEVEL flag set"
    )
  }
}
