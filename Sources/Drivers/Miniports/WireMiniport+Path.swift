public import DataPath
import Kernel
public import NDIS

/// What the cable does with frames.
extension WireMiniport {
  /// `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    var lists = chain
    guard isLinkUp else {
      adapter.dropSend(
        lists,
        reason: .mediaDisconnected,
        cause: linkCause,
        status: .mediaDisconnected
      )
      return
    }
    let short = lists.partition { list in list.anyBuffer { $0.dataLength < 14 } }
    let long = lists.partition { list in list.anyBuffer { self.isTooLong($0) } }
    let room = max(0, queueLimit - queue.count)
    let accepted = lists.split(room)
    queue.append(accepted)
    startSending()
    dropShort(short, adapter)
    if !long.isEmpty {
      adapter.dropSend(
        long,
        reason: .mtuExceeded,
        cause: configuration.cause("mtu"),
        status: .invalidLength
      )
    }
    if !lists.isEmpty {
      adapter.dropSend(
        lists,
        reason: .queueOverrun,
        cause: configuration.cause("queue"),
        status: .resources
      )
    }
  }

  /// Drops sends with a frame that is shorter than its header, each with its length.
  private func dropShort(_ chain: consuming NetBufferChain, _ adapter: MiniportAdapter) {
    var rest = chain
    while let first = rest.first {
      let length = first.shortestBuffer
      let same = rest.partition { $0.shortestBuffer == length }
      adapter.dropSend(
        same,
        reason: .invalidLength,
        cause: configuration.context.lengthCause(length),
        status: .invalidLength
      )
    }
  }

  /// `MiniportCancelSend`.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {
    // The first list is on its way out and cannot be stopped.
    var waiting = queue.takeAll()
    queue.append(waiting.split(1))
    let cancelled = waiting.partition { $0.info(.cancelID) == id }
    queue.append(waiting)
    if !cancelled.isEmpty {
      adapter.dropSend(
        cancelled,
        reason: .sendAborted,
        cause: adapter.cancelCause(id),
        status: .sendAborted
      )
    }
  }

  private func isTooLong(_ buffer: NetBuffer) -> Bool {
    let extra = buffer.dataLength - (mtu + 14)
    // A tagged frame may be four bytes longer.
    return extra > 4 || extra > 0 && !buffer.isTagged
  }

  private func startSending() {
    guard headFinish == nil, let head = queue.first else { return }
    headFinish = machine.now + transmitTime(head.totalLength)
    armHeadTimer()
  }

  private func armHeadTimer() {
    guard let headFinish else { return }
    headTimer = machine.timers.schedule(at: headFinish, for: timerUses.sending) { [weak self] in
      self?.finishSending()
    }
  }

  /// Moves what has gone out from the queue onto the line and completes it.
  private func finishSending() {
    headTimer = nil
    guard let adapter else { return }
    var done = NetBufferChain()
    while let finish = headFinish, finish <= machine.now {
      let one = queue.split(1)
      if let list = one.first { putOnLine(list, at: finish) }
      done.append(one)
      headFinish = queue.first.map { finish + transmitTime($0.totalLength) }
    }
    armHeadTimer()
    armLineTimer()
    adapter.statistics.count(done, .transmit)
    adapter.completeSend(done)
  }

  /// When a frame arrives that has gone out at `finish`.
  private func arrival(after finish: Instant) -> Instant {
    // After the delay was made shorter no frame overtakes another.
    max(finish + delay, line.lastArrival ?? .start)
  }

  /// Puts a frame onto the line that the hardware made by itself.
  func putOnLine(_ frame: [UInt8], journey: UInt64) {
    let arrival = arrival(after: machine.now + transmitTime(frame.count))
    line.append(frame.count, arrival: arrival, journey: journey) { $0.copyBytes(from: frame) }
    armLineTimer()
  }

  private func putOnLine(_ list: NetBufferList, at finish: Instant) {
    let arrival = arrival(after: finish)
    var next = list.firstBuffer
    while let buffer = next {
      line.append(buffer.dataLength, arrival: arrival, journey: list.journey) {
        _ = buffer.copyBytes(to: $0)
      }
      next = buffer.next
    }
  }

  private func transmitTime(_ bytes: Int) -> Nanoseconds {
    let pace = pace
    let bits = UInt64(bytes) * 8
    let (whole, rest) = bits.quotientAndRemainder(dividingBy: pace)
    // Rounded up: a frame is not out before its last bit is.
    let scaled = rest.multipliedFullWidth(by: 1_000_000_000)
    let part = pace.dividingFullWidth(scaled)
    return Nanoseconds.seconds(whole) + Nanoseconds(part.quotient + (part.remainder == 0 ? 0 : 1))
  }

  private func armLineTimer() {
    guard lineTimer == nil, let arrival = line.nextArrival else { return }
    // The frames are on the cable: they arrive even if this end goes away meanwhile.
    lineTimer = machine.timers.schedule(at: arrival, for: timerUses.line) { [self] in deliver() }
  }

  private func deliver() {
    lineTimer = nil
    let target = peer
    while line.takeArrived(by: machine.now, { target?.arrive($0, $1) }) {}
    target?.indicateArrived()
    armLineTimer()
  }

  /// Indicates what has arrived, or lets it wait for more where interrupts are moderated.
  private func indicateArrived() {
    guard let moderation, requests.moderatesInterrupts == true else {
      receiveSide?.flush()
      return
    }
    guard moderationTimer == nil, receiveSide?.hasWaiting == true else { return }
    moderationTimer = machine.timers.schedule(
      at: machine.now + moderation,
      for: timerUses.moderation
    ) { [weak self] in
      self?.moderationTimer = nil
      self?.receiveSide?.flush()
    }
  }

  /// Indicates at once what waits for more.
  func endModeration() {
    cancelModeration()
    receiveSide?.flush()
  }

  /// Waits for nothing any more.
  func cancelModeration() {
    if let moderationTimer { machine.timers.cancel(moderationTimer) }
    moderationTimer = nil
  }

  /// Takes a frame off the cable.
  private func arrive(_ frame: FrameLine.Frame, _ bytes: UnsafeRawBufferPointer) {
    guard let side = receiveSide else { return }
    func refuse(_ reason: DropReason, _ cause: CauseID) {
      side.drop(
        bytes,
        parent: frame.journey,
        relation: .received,
        reason: reason,
        cause: cause
      )
    }
    if !isMediaConnected {
      refuse(.mediaDisconnected, linkCause)
    } else if !side.isOpen {
      guard side.adapter.isInLowPower else { return refuse(.paused, side.adapter.stateCause) }
      // What it answers may wake it all the same.
      if !answerAsleep(frame, bytes) { refuse(.lowPower, side.adapter.powerCause) }
      wakeUp(by: bytes)
    } else if bytes.count > mtu + 18 {
      refuse(.mtuExceeded, configuration.cause("mtu"))
    } else if !requests.admits(bytes) {
      refuse(
        .noMatchingPacketFilter,
        requests.packetFilterCause(bytes, configuration.context.causes)
      )
    } else if !side.add(bytes, parent: frame.journey, relation: .received) {
      requests.withoutBuffer += 1
      refuse(.noResources, configuration.cause("lists"))
    }
  }

  /// Ends the sends that wait, because the link went down.
  func dropQueue() {
    if let headTimer { machine.timers.cancel(headTimer) }
    headTimer = nil
    headFinish = nil
    let lists = queue.takeAll()
    guard !lists.isEmpty, let adapter else { return }
    adapter.dropSend(
      lists,
      reason: .mediaDisconnected,
      cause: linkCause,
      status: .mediaDisconnected
    )
  }
}

extension NetBufferList {
  /// Bytes of the shortest buffer.
  var shortestBuffer: Int {
    var shortest = firstBuffer?.dataLength ?? 0
    var next = firstBuffer
    while let buffer = next {
      shortest = min(shortest, buffer.dataLength)
      next = buffer.next
    }
    return shortest
  }

  /// True if one of the buffers is as asked.
  func anyBuffer(_ isSo: (NetBuffer) -> Bool) -> Bool {
    var next = firstBuffer
    while let buffer = next {
      if isSo(buffer) { return true }
      next = buffer.next
    }
    return false
  }
}

extension NetBuffer {
  /// True if an 802.1Q or 802.1ad tag follows the addresses.
  var isTagged: Bool {
    withUnsafeTemporaryAllocation(byteCount: 2, alignment: 1) { type in
      guard copyBytes(to: type, from: 12) == 2 else { return false }
      let value = UInt16(type[0]) << 8 | UInt16(type[1])
      return value == 0x8100 || value == 0x88A8 || value == 0x9100
    }
  }
}
