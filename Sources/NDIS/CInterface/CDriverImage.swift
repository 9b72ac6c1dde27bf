public import CNDIS
import Kernel

/// A loaded driver written in C: what its `DriverEntry` registered.
///
/// Instances come from `makeFilter`, `makeMiniport` and `makeProtocol`, one for each module, adapter or binding.
///
/// - Source: network/initializing-a-filter-driver and its neighbours for miniports and protocols
public final class CDriverImage {
  /// The driver's name in findings; the same as its component's.
  public let name: String
  let host: CDriverHost
  /// Stands for the driver where none of its instances runs; also its handle.
  let party: Party
  let object: UnsafeMutablePointer<DRIVER_OBJECT>

  /// The version the driver registered.
  public internal(set) var version: NDISVersion?
  /// What it passed as its context.
  var driverContext: UnsafeMutableRawPointer?
  var filter: NDIS_FILTER_DRIVER_CHARACTERISTICS?
  var miniport: NDIS_MINIPORT_DRIVER_CHARACTERISTICS?
  var `protocol`: NDIS_PROTOCOL_DRIVER_CHARACTERISTICS?

  /// Loads a driver: calls its `DriverEntry` at PASSIVE level.
  ///
  /// - Throws: the status of `DriverEntry` if that is no success.
  public init(
    name: String,
    stack: NetworkStack,
    entry: DRIVER_ENTRY_HANDLER
  ) throws(NDISStatus) {
    self.name = name
    host = stack.driverHost
    party = stack.makeParty(.driver, name: name, adapterID: nil)
    object = .allocate(capacity: 1)
    object.initialize(to: DRIVER_OBJECT())
    let status = run {
      withCString16(name) { path in entry(object, path) }
    }
    guard status >= 0 else { throw NDISStatus(rawValue: status) }
  }

  deinit {
    object.deallocate()
  }

  /// The handle that the driver got at registration.
  var handle: UnsafeMutableRawPointer { UnsafeMutableRawPointer(party.record) }

  /// Unloads the driver: a miniport's by the handler it registered, another's by its `DriverUnload`.
  ///
  /// Source: ndis/nc-ndis-miniport_unload
  public func unload() {
    guard let unload = miniport?.UnloadHandler ?? object.pointee.DriverUnload else { return }
    miniport?.UnloadHandler = nil
    object.pointee.DriverUnload = nil
    run { unload(object) }
  }

  /// Runs code of the driver that belongs to no instance, and checks that the level is the same afterwards.
  @discardableResult
  public func run<Result>(_ body: () -> Result) -> Result {
    let call = nd_current_call()
    let before = call.pointee
    call.pointee.stack = host.stack.hot
    call.pointee.party = nil
    call.pointee.driver = Unmanaged.passUnretained(self).toOpaque()
    let level = host.stack.machine.currentIRQL
    let result = body()
    let after = host.stack.machine.setIRQL(level)
    if after != level {
      host.report(.irqlChanged, "code called at \(level) returned at \(after)")
    }
    call.pointee = before
    return result
  }

  /// Checks a characteristics structure and copies what belongs to its revision into `copy`.
  ///
  /// A version that NDIS does not have is BAD_VERSION, everything else BAD_CHARACTERISTICS.
  func negotiate<Characteristics>(
    _ check: CHeaderCheck,
    _ table: [CEntryPoint],
    _ given: UnsafeRawPointer,
    into copy: inout Characteristics
  ) -> NDISStatus {
    let header = given.load(as: NDIS_OBJECT_HEADER.self)
    guard check.acceptsType(header, host: host) else { return .badCharacteristics }
    let wanted = NDISVersion(
      given.load(fromByteOffset: 4, as: UInt8.self),
      given.load(fromByteOffset: 5, as: UInt8.self)
    )
    guard wanted.isSupported else {
      host.report(
        .versionTooHigh,
        "NDIS \(wanted) was registered; this is NDIS \(NDISVersion.v6_40)"
      )
      return .badVersion
    }
    guard check.accepts(header, version: wanted, host: host) else { return .badCharacteristics }
    // Beyond the size of the stated revision nothing belongs to the structure.
    let problem = withUnsafeMutableBytes(of: &copy) { bytes in
      let count = min(check.sizes[Int(header.Revision) - 1], bytes.count)
      bytes.copyMemory(from: UnsafeRawBufferPointer(start: given, count: count))
      return CEntryPoint.problem(in: UnsafeRawBufferPointer(bytes), table, version: wanted)
    }
    if let problem {
      host.report(problem.0, problem.1)
      return .badCharacteristics
    }
    version = wanted
    return .success
  }

  /// Gives the driver its handle after a registration.
  func register() -> UnsafeMutableRawPointer {
    host.images[handle] = self
    return handle
  }

  /// Takes the handle back, once the instances that are left have been taken out of their stacks.
  func deregister() {
    let stack = host.stack
    stack.detachModules(where: { ($0.driver as? CFilterDriver)?.image === self }) { [self] in
      stack.unbind(where: { ($0.driver as? CProtocolDriver)?.image === self }) { [self] in
        stack.halt(where: { ($0.driver as? CMiniportDriver)?.image === self }) { [self] in
          host.images[handle] = nil
        }
      }
    }
  }

  /// A filter module's driver object.
  ///
  /// - Throws: `notSupported` if the driver registered no filter.
  public func makeFilter() throws(NDISStatus) -> CFilterDriver {
    guard let filter else { throw .notSupported }
    return CFilterDriver(image: self, characteristics: filter)
  }

  /// A miniport adapter's driver object.
  ///
  /// - Throws: `notSupported` if the driver registered no miniport.
  public func makeMiniport() throws(NDISStatus) -> CMiniportDriver {
    guard let miniport else { throw .notSupported }
    return CMiniportDriver(image: self, characteristics: miniport)
  }

  /// A binding's driver object.
  ///
  /// - Throws: `notSupported` if the driver registered no protocol.
  public func makeProtocol() throws(NDISStatus) -> CProtocolDriver {
    guard let `protocol` else { throw .notSupported }
    return CProtocolDriver(image: self, characteristics: `protocol`)
  }
}

/// Calls `body` with a counted UTF-16 string.
func withCString16<Result>(
  _ text: String,
  _ body: (UnsafeMutablePointer<UNICODE_STRING>) -> Result
) -> Result {
  var units = Array(text.utf16)
  return units.withUnsafeMutableBufferPointer { buffer in
    var string = UNICODE_STRING(
      Length: UInt16(truncatingIfNeeded: buffer.count * 2),
      MaximumLength: UInt16(truncatingIfNeeded: buffer.count * 2),
      Buffer: buffer.baseAddress
    )
    return body(&string)
  }
}
