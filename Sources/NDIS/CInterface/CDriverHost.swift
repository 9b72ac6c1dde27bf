import CNDIS
import DataPath
import Kernel

/// What the drivers in C of one stack share: the handles given out, and what they hold.
///
/// Calls find it through the thread's `nd_call`. A handle it does not know is a finding and the call does nothing.
final class CDriverHost {
  unowned let stack: NetworkStack
  /// Drivers that registered, by the handle each got.
  var images: [UnsafeMutableRawPointer: CDriverImage] = [:]
  /// Modules, adapters and bindings of drivers in C, by handle; those that have gone stay as closed.
  var parties: [UnsafeMutableRawPointer: CParty] = [:]
  var pools: [UnsafeMutableRawPointer: CListPool] = [:]
  var memory: [UnsafeMutableRawPointer: CMemoryBlock] = [:]
  /// Timers that drivers allocated, by the handle each got.
  var timers: [UnsafeMutableRawPointer: CTimer] = [:]
  let requests = CRequestTable()
  /// Descriptors that drivers allocated themselves.
  var descriptors: Set<UnsafeMutablePointer<MDL>> = []

  init(stack: NetworkStack) {
    self.stack = stack
  }

  /// The host of the stack whose driver runs on this thread; nil outside of drivers.
  static var current: CDriverHost? {
    nd_current_call().pointee.stack?.stack?.driverHost
  }

  /// The party whose code runs.
  var caller: CParty? {
    nd_current_call().pointee.party.flatMap { parties[UnsafeMutableRawPointer($0)] }
  }

  /// Reports a rule broken by the code that runs, or by `party`.
  func report(
    _ rule: VerifierRule,
    party: CParty? = nil,
    journey: UInt64 = 0,
    _ detail: String
  ) {
    if let party = party ?? caller {
      stack.report(
        rule,
        party: party.record.pointee.id,
        journey: journey,
        detail,
        driver: party.driverName
      )
    } else if let driver = nd_current_call().pointee.driver {
      let image = Unmanaged<CDriverImage>.fromOpaque(driver).takeUnretainedValue()
      stack.report(rule, party: image.party.id, journey: journey, detail, driver: image.name)
    }
  }

  /// Checks the level at which a function is called.
  func checkLevel(_ function: CFunction) {
    let level = stack.machine.currentIRQL
    if level > function.highest {
      report(
        .irqlTooHigh,
        "\(function.name) was called at \(level); it allows \(function.highest)"
      )
    } else if level < function.lowest {
      report(.irqlTooLow, "\(function.name) was called at \(level); it needs \(function.lowest)")
    }
  }

  /// The host, after the level is checked; nil outside of drivers.
  static func enter(_ function: CFunction) -> CDriverHost? {
    guard let host = current else { return nil }
    host.checkLevel(function)
    return host
  }

  /// The party behind a handle, or nil with a finding.
  static func enter(
    _ function: CFunction,
    _ handle: UnsafeMutableRawPointer?,
    role: Party.Role,
    allowsClosed: Bool = false
  ) -> CParty? {
    guard let host = enter(function) else { return nil }
    guard let handle else {
      host.report(.nullHandle, "\(function.name) got a null handle")
      return nil
    }
    guard let party = host.parties[handle], party.role == role, party.isOpen || allowsClosed
    else {
      let known = host.parties[handle]
      host.report(
        .staleHandle,
        party: known?.role == role ? known : nil,
        known?.role == role
          ? "\(function.name) got the handle of \(known?.name ?? "") which is closed"
          : "\(function.name) got a handle that NDIS did not give out for it"
      )
      return nil
    }
    return party
  }

  /// The driver behind a handle, or nil with a finding.
  static func image(_ function: CFunction, _ handle: UnsafeMutableRawPointer?) -> CDriverImage? {
    guard let host = enter(function) else { return nil }
    guard let handle else {
      host.report(.nullHandle, "\(function.name) got a null handle")
      return nil
    }
    guard let image = host.images[handle] else {
      host.report(.staleHandle, "\(function.name) got a handle of no registered driver")
      return nil
    }
    return image
  }
}

/// Memory that a driver allocated.
struct CMemoryBlock {
  var count: Int
  var tag: UInt32
  /// The driver that has it.
  var driver: String
}

extension CDriverHost {
  /// The driver whose `DriverEntry` runs on this thread.
  var loading: CDriverImage? {
    let call = nd_current_call().pointee
    guard call.party == nil, let driver = call.driver else { return nil }
    return Unmanaged<CDriverImage>.fromOpaque(driver).takeUnretainedValue()
  }
}

extension CDriverHost {
  /// The party that has a list, if it is the calling driver itself or one of its instances.
  ///
  /// Code that runs outside of handlers belongs to no instance, yet may use what its instances have.
  func holder(of list: UnsafeMutablePointer<NET_BUFFER_LIST>) -> UnsafeMutablePointer<nd_party>? {
    guard let driver = nd_current_call().pointee.driver else { return nil }
    let image = Unmanaged<CDriverImage>.fromOpaque(driver).takeUnretainedValue()
    let owner = nd_list_prefix(list).pointee.owner
    if let caller, caller.record.pointee.id == owner { return caller.record }
    if image.party.id == owner { return image.party.record }
    return parties.values.first { $0.image === image && $0.record.pointee.id == owner }?.record
  }
}
