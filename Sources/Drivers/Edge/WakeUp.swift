import NDIS
import Wire

/// The wake-up logic of an adapter: what it watches for and answers in its sleep.
///
/// It has the interface of its driver's version: numbered patterns and OID_PM_PARAMETERS from NDIS 6.20 on, before that
/// OID_PNP_ADD_WAKE_UP_PATTERN and OID_PNP_ENABLE_WAKE_UP.
/// - Source: network/ndis-power-management-overview
struct WakeUp {
  /// A pattern: the bytes of a frame that its mask chooses must be its own.
  private struct Pattern: Equatable {
    /// Given by NDIS; 0 where patterns have no number.
    let id: UInt32
    /// One bit for each byte from the first of the frame, lowest bit first.
    let mask: [UInt8]
    let bytes: [UInt8]

    func matches(_ frame: UnsafeRawBufferPointer) -> Bool {
      for (index, byte) in bytes.enumerated() {
        let isMeant = index / 8 < mask.count && mask[index / 8] >> UInt8(index % 8) & 1 == 1
        if isMeant, index >= frame.count || frame[index] != byte { return false }
      }
      return true
    }
  }

  private let knowsMagic: Bool
  private let knowsPatterns: Bool
  private let station: MACAddress
  private var patterns: [Pattern] = []
  /// What it answers in its sleep.
  private(set) var offloads: ProtocolOffloads
  private var watchesMagic = false
  private var watchesPatterns = false

  private static let mostPatterns = 8
  private static let longestPattern = 128

  /// What a miniport with such logic lists among its keywords.
  static let keywords =
    [
      KeywordDescription(
        "*WakeOnMagicPacket",
        .integer(0...1),
        "A magic packet can wake the adapter: 0 no, 1 yes; no if absent."
      ),
      KeywordDescription(
        "*WakeOnPattern",
        .integer(0...1),
        "A frame that matches a wake-up pattern can wake the adapter: 0 no, 1 yes; no if absent."
      ),
    ] + ProtocolOffloads.keywords

  /// The logic that the keywords ask for; nil for none.
  init?(_ settings: KeywordSettings, station: MACAddress) {
    offloads = ProtocolOffloads(settings, station: station)
    knowsMagic = settings.integer("*WakeOnMagicPacket") == 1
    knowsPatterns = settings.integer("*WakeOnPattern") == 1
    self.station = station
    guard knowsMagic || knowsPatterns || offloads.supported != 0 else { return nil }
  }

  /// What the adapter states of it.
  var capabilities: PowerCapabilities {
    var power = PowerCapabilities()
    let deepest = DevicePowerState.d3.rawValue
    if knowsMagic {
      power.wakePatterns |= 2
      power.magicPacketWakeUp = deepest
    }
    if knowsPatterns {
      power.wakePatterns |= 1
      power.patternWakeUp = deepest
      power.wakePatternCount = UInt32(Self.mostPatterns)
      power.longestWakePattern = UInt32(Self.longestPattern)
    }
    offloads.state(in: &power)
    return power
  }

  /// The identifiers it answers, for a driver of that version.
  func identifiers(_ version: NDISVersion) -> [OIDNumber] {
    let both: [OIDNumber] = [.pnpSetPower, .pnpQueryPower]
    return version >= .v6_20
      ? both + [.pmParameters] + (knowsPatterns ? [.pmAddWolPattern, .pmRemoveWolPattern] : [])
        + offloads.identifiers
      : both + [.pnpCapabilities, .pnpEnableWakeUp]
        + (knowsPatterns ? [.pnpAddWakeUpPattern, .pnpRemoveWakeUpPattern] : [])
  }

  /// True if a frame is one that shall wake the adapter.
  func wakes(_ frame: UnsafeRawBufferPointer) -> Bool {
    watchesMagic && isMagic(frame) || watchesPatterns && patterns.contains { $0.matches(frame) }
  }

  /// Six bytes FF and the station's address sixteen times, anywhere in the frame.
  private func isMagic(_ frame: UnsafeRawBufferPointer) -> Bool {
    let wanted = [UInt8](repeating: 0xFF, count: 6) + (0..<16).flatMap { _ in station.bytes }
    guard frame.count >= wanted.count else { return false }
    return (0...frame.count - wanted.count).contains {
      frame[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  // MARK: Requests

  /// Answers what is about power and wake-up; nil for another request.
  mutating func answer(_ request: OIDRequest, _ version: NDISVersion) -> NDISStatus? {
    guard identifiers(version).contains(request.oid) else { return nil }
    switch (request.kind, request.oid) {
    case (.query, .pnpQueryPower): return .success
    case (.query, .pnpCapabilities):
      let power = capabilities
      let members: [UInt32] = [0, power.magicPacketWakeUp, power.patternWakeUp, 0]
      return request.answer(members.flatMap(\.littleEndianBytes))
    case (.set, .pnpSetPower):
      guard request.input.count >= 4 else { return request.rejectLength(needed: 4) }
      // What was enabled is not kept across a resume.
      if request.input.value(at: 0) == DevicePowerState.d0.rawValue {
        (watchesMagic, watchesPatterns) = (false, false)
        offloads.enabled = 0
      }
    case (.set, .pmParameters):
      guard request.input.count >= 16 else { return request.rejectLength(needed: 16) }
      let enabled: UInt32 = request.input.value(at: 4)
      (watchesPatterns, watchesMagic) = (enabled & 1 != 0, enabled & 2 != 0)
      offloads.enabled = request.input.value(at: 8)
    case (.set, .pnpEnableWakeUp):
      guard request.input.count >= 4 else { return request.rejectLength(needed: 4) }
      let enabled: UInt32 = request.input.value(at: 0)
      (watchesMagic, watchesPatterns) = (enabled & 1 != 0, enabled & 2 != 0)
    case (.set, .pmAddWolPattern), (.set, .pnpAddWakeUpPattern): return add(request)
    case (.set, .pmRemoveWolPattern), (.set, .pnpRemoveWakeUpPattern): return remove(request)
    case (.set, .pmAddProtocolOffload): return offloads.add(request)
    case (.set, .pmRemoveProtocolOffload): return offloads.remove(request)
    case (.method, .pmGetProtocolOffload): return offloads.get(request)
    default: return .notSupported
    }
    request.accept(request.input.count)
    return .success
  }

  private mutating func add(_ request: OIDRequest) -> NDISStatus {
    let isNumbered = request.oid == .pmAddWolPattern
    let wrong = isNumbered ? NDISStatus.invalidParameter : .invalidData
    guard let pattern = isNumbered ? Self.numbered(request.input) : Self.plain(request.input),
      pattern.bytes.count <= Self.longestPattern
    else { return wrong }
    if !isNumbered, patterns.contains(pattern) { return .invalidData }
    guard patterns.count < Self.mostPatterns else {
      return isNumbered ? .pmWolPatternListFull : .resources
    }
    patterns.append(pattern)
    request.accept(request.input.count)
    return .success
  }

  private mutating func remove(_ request: OIDRequest) -> NDISStatus {
    let isNumbered = request.oid == .pmRemoveWolPattern
    let wanted = isNumbered ? nil : Self.plain(request.input)
    let id: UInt32 = request.input.value(at: 0)
    guard let place = patterns.firstIndex(where: { isNumbered ? $0.id == id : $0 == wanted }) else {
      return isNumbered ? .invalidParameter : .invalidData
    }
    patterns.remove(at: place)
    request.accept(request.input.count)
    return .success
  }

  /// Reads `NDIS_PM_WOL_PATTERN`; nil unless it is a bitmap pattern whose parts lie inside.
  private static func numbered(_ input: [UInt8]) -> Pattern? {
    guard input.count >= 176, input.value(at: 12) == 1 as UInt32 else { return nil }
    func part(_ offset: Int) -> [UInt8]? {
      slice(input, input.value(at: offset), input.value(at: offset + 4))
    }
    guard let mask = part(160), let bytes = part(168), !bytes.isEmpty else { return nil }
    return Pattern(id: input.value(at: 148), mask: mask, bytes: bytes)
  }

  /// Reads `NDIS_PM_PACKET_PATTERN`; nil if its parts do not lie inside.
  private static func plain(_ input: [UInt8]) -> Pattern? {
    guard input.count >= 24, let mask = slice(input, 24, input.value(at: 8)),
      let bytes = slice(input, input.value(at: 12), input.value(at: 16)), !bytes.isEmpty
    else { return nil }
    return Pattern(id: 0, mask: mask, bytes: bytes)
  }

  private static func slice(_ input: [UInt8], _ start: UInt32, _ count: UInt32) -> [UInt8]? {
    guard UInt64(start) + UInt64(count) <= UInt64(input.count) else { return nil }
    return Array(input[Int(start)..<Int(start) + Int(count)])
  }
}
