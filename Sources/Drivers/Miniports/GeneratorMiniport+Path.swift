import Kernel
import NDIS

/// When the frames come, and how.
extension GeneratorMiniport {
  /// The time between two indications: a batch's worth, but a millisecond at most and a frame's worth at least.
  private var period: Nanoseconds {
    let frame = 1_000_000_000 / rate
    let whole = Nanoseconds(1_000_000_000) * batch
    return Nanoseconds(max(frame, min(whole.count / rate, 1_000_000)))
  }

  func armTimer() { armTimer(after: period) }

  private func armTimer(after span: Nanoseconds) {
    guard !isFinished else { return }
    timer = machine.timers.schedule(at: machine.now + span, for: frameTimer) { [weak self] in
      self?.fire()
    }
  }

  /// Frames that should have been made by now in this run.
  private var due: UInt64 {
    let elapsed = (machine.now - runStart).count
    let product = elapsed.multipliedFullWidth(by: rate)
    guard product.high < 1_000_000_000 else { return .max }
    return UInt64(1_000_000_000).dividingFullWidth(product).quotient
  }

  private func fire() {
    timer = nil
    // A pause may be under way that has not come as far as this driver.
    guard adapter?.state == .running || adapter?.state == .restarting else { return }
    // After a stop the base can be ahead of what was made, as long as queues are served in between.
    let (target, isBeyond) = runBase.addingReportingOverflow(due)
    var wanted = isBeyond ? .max : target > produced ? target - produced : 0
    // After a long stop the rate goes on from here instead of catching up.
    let most = max(batch * 16, rate / 100)
    if wanted > most {
      wanted = most
      runStart = machine.now
      runBase = produced + wanted
    }
    if limit > 0 { wanted = min(wanted, limit - produced) }
    // Queues are served between batches, so the rest has to wait for its turn.
    let isScaling = receiveSide?.capabilities != nil
    while wanted > 0 {
      let count = min(wanted, batch)
      for _ in 0..<count { make() }
      receiveSide?.flush()
      wanted -= count
      if isScaling { break }
    }
    board.refreshLater()
    if isFinished {
      onFinished?()
      onFinished = nil
    } else {
      armTimer(after: wanted > 0 ? .zero : period)
    }
  }

  private func make() {
    guard let side = receiveSide else { return }
    let number = UInt16(truncatingIfNeeded: produced)
    produced += 1
    traffic.withNext { frame, header in
      ProbeFrame.number(frame, header: header, number)
      let bytes = UnsafeRawBufferPointer(frame)
      if !requests.admits(bytes) {
        side.drop(
          bytes,
          reason: .noMatchingPacketFilter,
          cause: requests.packetFilterCause(bytes, configuration.context.causes)
        )
      } else if !side.add(bytes) {
        requests.withoutBuffer += 1
        side.drop(bytes, reason: .noResources, cause: configuration.cause("lists"))
      }
    }
  }
}
