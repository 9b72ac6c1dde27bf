import DataPath
import Kernel
import NDIS
import Wire

/// When the records come, and how.
extension ReplayMiniport {
  /// Sets the timer for what comes next, unless it waits for lists to come back.
  func arm() {
    guard timer == nil, !isFinished, let side = receiveSide else { return }
    let deadline: Instant
    if let next {
      if isFast {
        guard side.outstanding == 0 else { return }
        // A step of the clock for each batch: time may not stand still for ever.
        deadline = machine.now + Nanoseconds(1)
      } else {
        deadline = max(due(next), machine.now)
      }
    } else {
      guard side.outstanding == 0 else { return }
      deadline = machine.now
    }
    timer = machine.timers.schedule(at: deadline, for: frameTimer, whenDue)
  }

  /// When a record is to come in.
  private func due(_ record: CaptureRecord) -> Instant {
    guard let timestamp = record.timestamp else { return machine.now }
    guard let origin, let firstTimestamp else {
      self.origin = machine.now
      self.firstTimestamp = timestamp
      return machine.now
    }
    let (span, overflow) = timestamp.subtractingReportingOverflow(firstTimestamp)
    // Records may be out of order; one from before the first comes at once.
    guard !overflow, span > 0 else { return machine.now }
    return origin + Nanoseconds(UInt64(span))
  }

  func fire() {
    timer = nil
    guard let side = receiveSide else { return }
    guard next != nil else { return finish() }
    var count = 0
    while let record = next, count < batch, isFast || due(record) <= machine.now {
      // At its own pace a replay waits for a free list instead of losing the frame.
      if isFast, !side.hasRoom(record.bytes.count) { break }
      take(record, side)
      count += 1
      readOn()
    }
    side.flush()
    board.refreshLater()
    arm()
  }

  private func take(_ record: CaptureRecord, _ side: ReceiveSide) {
    totals.packets += 1
    totals.capturedBytes += UInt64(record.bytes.count)
    totals.wireBytes += UInt64(record.wireLength)
    if record.isTruncated { totals.truncated += 1 }
    if record.linkType.linkLayer != medium {
      otherMedia += 1
      side.drop(record.bytes, reason: .unsupportedMedia, cause: configuration.cause("file"))
    } else if !requests.admits(record.bytes) {
      side.drop(
        record.bytes,
        reason: .noMatchingPacketFilter,
        cause: requests.packetFilterCause(record.bytes, configuration.context.causes)
      )
    } else if !side.add(
      record.bytes,
      prepare: {
        if record.isTruncated { $0.setInfo(.mediaSpecific, UInt64(record.wireLength)) }
      }
    ) {
      requests.withoutBuffer += 1
      side.drop(record.bytes, reason: .noResources, cause: configuration.cause("lists"))
    }
  }

  /// Moves to the next record, or at the end back to the first if the replay loops.
  private func readOn() {
    do throws(CaptureError) {
      next = try file.next()
      if next == nil, loops { try rewind() }
    } catch {
      next = nil
      failure = error
      configuration.context.stack.emit(
        .warning("\(path): \(error)"),
        party: adapter?.party.id ?? 0
      )
    }
  }

  private func rewind() throws(CaptureError) {
    file = try CaptureFile(path: path)
    next = try file.next()
    origin = machine.now + .milliseconds(1)
    firstTimestamp = next?.timestamp
  }

  private func finish() {
    guard !isFinished else { return }
    isFinished = true
    board.refresh()
    onFinished?()
    onFinished = nil
  }
}
