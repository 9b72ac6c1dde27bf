import DataPath
import Kernel
import NDIS

/// Sleep and wake-up.
extension WireMiniport {
  /// Wakes the adapter up if the frame is one that it watches for; the frame itself is lost.
  ///
  /// Waking up takes PASSIVE level: it begins after the frames of this moment.
  func wakeUp(by frame: UnsafeRawBufferPointer) {
    guard !isWaking, wakeUp?.wakes(frame) == true else { return }
    isWaking = true
    machine.workItems.queue { [weak self] in
      guard let self, let adapter = self.adapter else { return }
      adapter.setPower(.d0)
    }
  }

  /// Answers a frame in the host's name if it is one of those that were offloaded; the hardware consumes it.
  ///
  /// Source: network/protocol-offloads-for-ndis-power-management
  func answerAsleep(_ frame: FrameLine.Frame, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard !isWaking, let side = receiveSide, let answer = wakeUp?.offloads.answer(to: bytes) else {
      return false
    }
    let journey = side.consume(bytes, parent: frame.journey, relation: .received)
    putOnLine(answer, journey: journey)
    answeredAsleep += 1
    adapter?.settings =
      rows + [
        InstanceSetting("answered asleep", "\(answeredAsleep)", source: .counted)
      ]
    return true
  }

  /// Says what woke the adapter, as a driver of NDIS 6.30 does once it works again.
  ///
  /// - C: `NDIS_STATUS_PM_WAKE_REASON` · Source: network/ndis-status-pm-wake-reason
  func tellWakeReason(_ adapter: MiniportAdapter) {
    guard isWaking else { return }
    isWaking = false
    guard NDISFeature.wakeReason.isAvailable(in: adapter.component.ndisVersion) else { return }
    // NDIS_PM_WAKE_REASON: NdisWakeReasonPacket, and nothing of the packet, which is not saved.
    let members: [UInt32] = [0, 1, 0, 0]
    adapter.indicate(
      .pmWakeReason,
      payload: [0x80, 1, 20, 0] + members.flatMap(\.littleEndianBytes)
    )
  }
}
