/// Wake-up patterns and protocol offloads: NDIS numbers them, and makes room for one of high priority.
///
/// Sources: network/adding-and-deleting-wake-on-lan-patterns, network/adding-and-deleting-low-power-protocol-offloads
extension MiniportAdapter {
  /// The two lists that work alike; the members of their structures that matter here stand at the same places.
  struct PatternList {
    let add: OIDNumber
    let remove: OIDNumber
    /// The miniport's answer when it has no more room.
    let full: NDISStatus
    /// Tells an owner that its entry had to go.
    let rejected: StatusCode
    let entries: ReferenceWritableKeyPath<MiniportAdapter, [WakePattern]>
    /// In sentences.
    let name: String
    /// Bytes of the shortest structure.
    let length: Int

    static var wakePatterns: PatternList {
      PatternList(
        add: .pmAddWolPattern,
        remove: .pmRemoveWolPattern,
        full: .pmWolPatternListFull,
        rejected: .pmWolPatternRejected,
        entries: \.wakePatterns,
        name: "wake-up patterns",
        length: WakePattern.headerLength
      )
    }
    static var protocolOffloads: PatternList {
      PatternList(
        add: .pmAddProtocolOffload,
        remove: .pmRemoveProtocolOffload,
        full: .pmProtocolOffloadListFull,
        rejected: .pmOffloadRejected,
        entries: \.protocolOffloads,
        name: "protocol offloads",
        length: 240
      )
    }
  }

  /// Gives an entry its id and sends it down; where the list is full, one of lower priority has to go.
  func addPattern(_ request: OIDRequest, _ user: any AdapterUser, _ list: PatternList) {
    guard component.ndisVersion >= .v6_20 else { return complete(request, .notSupported) }
    let input = request.input
    guard input.count >= list.length else {
      return complete(request, request.rejectShort(needed: list.length))
    }
    // From here on nobody changes what the adapter is to do in its sleep.
    guard !isFallingAsleep else { return complete(request, .failure) }
    lastWakePattern &+= 1
    let id = lastWakePattern
    var bytes = input
    bytes.replaceSubrange(
      WakePattern.idOffset..<WakePattern.idOffset + 4,
      with: id.littleEndianBytes
    )
    let pattern = WakePattern(
      id: id,
      priority: Array(input[WakePattern.priorityOffset...]).littleEndianValue(),
      owner: user.partyID,
      bytes: bytes
    )
    tryAdding(pattern, for: request, list)
  }

  private func tryAdding(_ pattern: WakePattern, for request: OIDRequest, _ list: PatternList) {
    submitInner(request, list.add, pattern.bytes) { [self] status in
      if status == list.full, let victim = victim(for: pattern, list) {
        return evict(victim, list) { self.tryAdding(pattern, for: request, list) }
      }
      if status.isSuccess {
        self[keyPath: list.entries].append(pattern)
        request.overwrite(at: WakePattern.idOffset, with: pattern.id.littleEndianBytes)
        request.accept(request.input.count)
      }
      complete(request, status)
    }
  }

  /// The entry of the lowest priority, if that is below the new one's; of several the newest.
  private func victim(for pattern: WakePattern, _ list: PatternList) -> WakePattern? {
    let lowest = self[keyPath: list.entries].max {
      $0.priority == $1.priority ? $0.id < $1.id : $0.priority < $1.priority
    }
    return lowest.flatMap { $0.priority > pattern.priority ? $0 : nil }
  }

  private func evict(_ victim: WakePattern, _ list: PatternList, then next: @escaping () -> Void) {
    request(.set, list.remove, input: victim.id.littleEndianBytes) { [self] _, _ in
      self[keyPath: list.entries].removeAll { $0.id == victim.id }
      deliver(
        StatusIndication(
          code: list.rejected.rawValue,
          payload: victim.id.littleEndianBytes,
          source: party.id,
          destination: victim.owner
        ),
        above: -1
      )
      next()
    }
  }

  /// A miniport that initialises has no pattern and no offload.
  func forgetPatterns() {
    if !wakePatterns.isEmpty { wakePatterns = [] }
    if !protocolOffloads.isEmpty { protocolOffloads = [] }
    if !packetPatterns.isEmpty { packetPatterns = [] }
  }

  /// Removes an entry by its id.
  func removePattern(_ request: OIDRequest, _ list: PatternList) {
    guard component.ndisVersion >= .v6_20 else { return complete(request, .notSupported) }
    guard request.input.count >= 4 else {
      return complete(request, request.rejectLength(needed: 4))
    }
    let id: UInt32 = request.input.littleEndianValue()
    guard self[keyPath: list.entries].contains(where: { $0.id == id }) else {
      return complete(request, .fileNotFound)
    }
    submitInner(request, list.remove, id.littleEndianBytes) { [self] status in
      if status.isSuccess {
        self[keyPath: list.entries].removeAll { $0.id == id }
        request.accept(4)
      }
      complete(request, status)
    }
  }

  /// Takes back what a binding that closes has left behind.
  func removePatterns(of binding: ProtocolBinding) {
    for list in [PatternList.wakePatterns, .protocolOffloads] { removePatterns(of: binding, list) }
  }

  private func removePatterns(of binding: ProtocolBinding, _ list: PatternList) {
    let left = self[keyPath: list.entries].filter { $0.owner == binding.party.id }
    guard !left.isEmpty else { return }
    self[keyPath: list.entries].removeAll { $0.owner == binding.party.id }
    guard !isRemoved else { return }
    stack.report(
      .closeWithStateSet,
      party: binding.party.id,
      "the binding was closed with \(left.count) \(list.name)"
    )
    for pattern in left {
      request(.set, list.remove, input: pattern.id.littleEndianBytes) { _, _ in }
    }
  }

  /// The entries as OID_PM_WOL_PATTERN_LIST and OID_PM_PROTOCOL_OFFLOAD_LIST give them: each tells where the next begins.
  func bytes(of list: PatternList) -> [UInt8] {
    let entries = self[keyPath: list.entries]
    var result: [UInt8] = []
    for (index, pattern) in entries.enumerated() {
      var bytes = pattern.bytes + [UInt8](repeating: 0, count: (8 - pattern.bytes.count % 8) % 8)
      let end = result.count + bytes.count
      let next = index + 1 < entries.count ? UInt32(end) : 0
      bytes.replaceSubrange(
        WakePattern.nextOffset..<WakePattern.nextOffset + 4,
        with: next.littleEndianBytes
      )
      result += bytes
    }
    return result
  }
}
