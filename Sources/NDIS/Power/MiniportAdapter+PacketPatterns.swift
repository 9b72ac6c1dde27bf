/// A wake-up pattern in the form of NDIS 6.0 and 6.1, which has no number.
///
/// - C: `NDIS_PM_PACKET_PATTERN` with its mask and pattern · Source: network/oid-pnp-add-wake-up-pattern
public struct PacketPattern: Sendable, Equatable {
  /// Party of the binding that added it.
  public let owner: UInt32
  /// The documented structure, the mask behind it and the pattern.
  public let bytes: [UInt8]

  /// Bytes of the structure alone.
  static let headerLength = 24
  /// Where the structure says from which byte of the buffer the pattern begins.
  static let patternOffset = 12
}

/// Wake-up as it was before NDIS 6.20: patterns go to the miniport, NDIS lists them and keeps what is enabled.
///
/// Sources: network/oid-pnp-add-wake-up-pattern, network/oid-pnp-wake-up-pattern-list, network/oid-pnp-enable-wake-up
extension MiniportAdapter {
  /// Wake-up events that some user has enabled: 1 magic packet, 2 pattern.
  var enabledWakeUp: UInt32 { users.reduce(0) { $0 | $1.enabledWakeUp } }

  /// True for an identifier that such a miniport lists.
  func listsOldWakeUp(_ oid: OIDNumber) -> Bool {
    component.ndisVersion < .v6_20 && attributes?.supportedOIDs.contains(oid) ?? false
  }

  /// Keeps what a user enables; the miniport hears the union of all before it goes to sleep.
  func setEnabledWakeUp(_ request: OIDRequest, _ user: any AdapterUser) {
    guard listsOldWakeUp(.pnpEnableWakeUp) else { return submit(request, below: filters.count) }
    let input = request.input
    guard input.count >= 4 else { return complete(request, request.rejectLength(needed: 4)) }
    // NDIS ignores the flag for link changes.
    user.enabledWakeUp = input.littleEndianValue(UInt32.self) & 3
    request.accept(4)
    note(request, interfaceLayer?.party.id ?? 0, "kept by NDIS")
    stack.changed()
    complete(request, .success)
  }

  /// Sends a pattern down, and lists it if the miniport takes it.
  func addPacketPattern(_ request: OIDRequest, _ user: any AdapterUser) {
    let bytes = request.input
    guard listsOldWakeUp(.pnpAddWakeUpPattern) else { return submit(request, below: filters.count) }
    guard bytes.count >= PacketPattern.headerLength else {
      return complete(request, request.rejectLength(needed: PacketPattern.headerLength))
    }
    submitInner(request, .pnpAddWakeUpPattern, bytes) { [self] status in
      if status.isSuccess {
        packetPatterns.append(PacketPattern(owner: user.partyID, bytes: bytes))
        request.accept(bytes.count)
      }
      complete(request, status)
    }
  }

  /// Sends the removal of a pattern down, and takes it out of the list if the miniport knew it.
  func removePacketPattern(_ request: OIDRequest) {
    let bytes = request.input
    guard listsOldWakeUp(.pnpRemoveWakeUpPattern) else {
      return submit(request, below: filters.count)
    }
    guard bytes.count >= PacketPattern.headerLength else {
      return complete(request, request.rejectLength(needed: PacketPattern.headerLength))
    }
    submitInner(request, .pnpRemoveWakeUpPattern, bytes) { [self] status in
      if status.isSuccess {
        if let place = packetPatterns.firstIndex(where: { $0.bytes == bytes }) {
          packetPatterns.remove(at: place)
        }
        request.accept(bytes.count)
      }
      complete(request, status)
    }
  }

  /// Takes back what a binding that closes has left behind.
  func removePacketPatterns(of binding: ProtocolBinding) {
    let left = packetPatterns.filter { $0.owner == binding.party.id }
    guard !left.isEmpty else { return }
    packetPatterns.removeAll { $0.owner == binding.party.id }
    guard !isRemoved else { return }
    stack.report(
      .closeWithStateSet,
      party: binding.party.id,
      "the binding was closed with \(left.count) wake-up patterns"
    )
    for pattern in left {
      request(.set, .pnpRemoveWakeUpPattern, input: pattern.bytes) { _, _ in }
    }
  }

  /// The patterns one after the other, each with its offset counted from the beginning of the buffer.
  var packetPatternList: [UInt8] {
    packetPatterns.reduce(into: []) { list, pattern in
      let start = list.count
      list += pattern.bytes
      let place = start + PacketPattern.patternOffset
      let own: UInt32 = Array(list[place...]).littleEndianValue()
      list.replaceSubrange(place..<place + 4, with: (own &+ UInt32(start)).littleEndianBytes)
    }
  }

  /// Brings the adapter to the power state that a person asks for, in the documented order of the whole stack.
  func setPower(_ request: OIDRequest) {
    let input = request.input
    guard input.count >= 4 else { return complete(request, request.rejectLength(needed: 4)) }
    guard let target = DevicePowerState(rawValue: input.littleEndianValue()) else {
      return complete(request, .invalidData)
    }
    note(request, interfaceLayer?.party.id ?? 0, "carried out as a power transition")
    setPower(target) { [self] in
      let sleeps = isInLowPower || isHaltedForSleep
      request.accept(4)
      complete(request, sleeps == (target != .d0) ? .success : .failure)
    }
  }
}
