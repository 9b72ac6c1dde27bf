/// Wake-up patterns: NDIS numbers them, and makes room for one of high priority.
///
/// Source: network/adding-and-deleting-wake-on-lan-patterns
extension MiniportAdapter {
  /// Gives a pattern its id and sends it down; where the list is full, one of lower priority has to go.
  func addWakePattern(_ request: OIDRequest, _ binding: ProtocolBinding) {
    let input = request.input
    guard input.count >= WakePattern.headerLength else {
      return complete(request, request.rejectLength(needed: WakePattern.headerLength))
    }
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
      owner: binding.party.id,
      bytes: bytes
    )
    tryAdding(pattern, for: request)
  }

  private func tryAdding(_ pattern: WakePattern, for request: OIDRequest) {
    submitInner(request, .pmAddWolPattern, pattern.bytes) { [self] status in
      if status == .pmWolPatternListFull, let victim = victim(for: pattern) {
        return evict(victim) { self.tryAdding(pattern, for: request) }
      }
      if status.isSuccess {
        wakePatterns.append(pattern)
        request.overwrite(at: WakePattern.idOffset, with: pattern.id.littleEndianBytes)
        request.accept(request.input.count)
      }
      complete(request, status)
    }
  }

  /// The pattern of the lowest priority, if that is below the new one's; of several the newest.
  private func victim(for pattern: WakePattern) -> WakePattern? {
    let lowest = wakePatterns.max {
      $0.priority == $1.priority ? $0.id < $1.id : $0.priority < $1.priority
    }
    return lowest.flatMap { $0.priority > pattern.priority ? $0 : nil }
  }

  private func evict(_ victim: WakePattern, then next: @escaping () -> Void) {
    request(.set, .pmRemoveWolPattern, input: victim.id.littleEndianBytes) { [self] _, _ in
      wakePatterns.removeAll { $0.id == victim.id }
      deliver(
        StatusIndication(
          code: StatusCode.pmWolPatternRejected.rawValue,
          payload: victim.id.littleEndianBytes,
          source: party.id,
          destination: victim.owner
        ),
        above: -1
      )
      next()
    }
  }

  /// Removes a pattern by its id.
  func removeWakePattern(_ request: OIDRequest) {
    guard request.input.count >= 4 else {
      return complete(request, request.rejectLength(needed: 4))
    }
    let id: UInt32 = request.input.littleEndianValue()
    guard wakePatterns.contains(where: { $0.id == id }) else {
      return complete(request, .invalidParameter)
    }
    submitInner(request, .pmRemoveWolPattern, id.littleEndianBytes) { [self] status in
      if status.isSuccess {
        wakePatterns.removeAll { $0.id == id }
        request.accept(4)
      }
      complete(request, status)
    }
  }

  /// Takes back what a binding that closes has left behind.
  func removeWakePatterns(of binding: ProtocolBinding) {
    let left = wakePatterns.filter { $0.owner == binding.party.id }
    wakePatterns.removeAll { $0.owner == binding.party.id }
    guard !left.isEmpty, !isRemoved else { return }
    stack.report(
      .closeWithStateSet,
      party: binding.party.id,
      "the binding was closed with \(left.count) wake-up patterns"
    )
    for pattern in left {
      request(.set, .pmRemoveWolPattern, input: pattern.id.littleEndianBytes) { _, _ in }
    }
  }

  /// The patterns as OID_PM_WOL_PATTERN_LIST gives them: each tells where the next one begins.
  var wakePatternList: [UInt8] {
    var list: [UInt8] = []
    for (index, pattern) in wakePatterns.enumerated() {
      var bytes = pattern.bytes + [UInt8](repeating: 0, count: (8 - pattern.bytes.count % 8) % 8)
      let end = list.count + bytes.count
      let next = index + 1 < wakePatterns.count ? UInt32(end) : 0
      bytes.replaceSubrange(
        WakePattern.nextOffset..<WakePattern.nextOffset + 4,
        with: next.littleEndianBytes
      )
      list += bytes
    }
    return list
  }
}
