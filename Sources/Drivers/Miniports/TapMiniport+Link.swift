import CLinux
import DataPath
import Kernel
import NDIS

/// What becomes of the interface at the other end, and what the adapter makes of it.
extension TapMiniport {
  /// The link as the adapter reports it: up while the interface is.
  var linkState: LinkState {
    guard let link = device?.link, link.state.isConnected else {
      return LinkState(connect: .disconnected)
    }
    let speed = link.speed ?? LinkState.unknownSpeed
    return LinkState(
      connect: .connected,
      duplex: .full,
      transmitLinkSpeed: speed,
      receiveLinkSpeed: speed,
      pauseFunctions: .unsupported
    )
  }

  func linkChanged(_ old: HostLink.State, _ new: HostLink.State) {
    guard let adapter, adapter.state != .halted, let link = device?.link else { return }
    if new.isGone {
      for watch in watches { machine.watches.remove(watch) }
      watches = []
      warn("the interface \(link.name) is gone; start the stack again to make it anew")
    }
    if new.mtu != old.mtu { adapter.setMTU(new.mtu) }
    adapter.setLink(linkState)
    board.refreshLater()
  }

  /// Frames the host dropped since the last time, because nobody took them in.
  func countOverruns(_ frames: UInt64) {
    overruns += frames
    requests.withoutBuffer += frames
    adapter?.statistics.count(discarded: frames, .receive)
    warn(
      "\(DropReason.queueOverrun): the host dropped \(frames) frames, because the queue of "
        + "\(device?.link.name ?? "the interface") was full"
    )
    board.refreshLater()
  }

  func warn(_ text: String) {
    configuration.context.stack.emit(.warning(text), party: adapter?.party.id ?? 0)
  }

  // MARK: Queues

  func watchQueues(_ device: TapDevice) throws(MachineError) {
    guard watches.isEmpty else { return }
    let processors = machine.processors
    for (number, queue) in device.queues.enumerated() {
      let watch = try machine.watch(queue, on: processors[number % processors.count]) {
        [unowned self] in receive(from: queue)
      }
      watches.append(watch)
    }
    applyWatches()
  }

  func setOpen(_ isOpen: Bool) {
    self.isOpen = isOpen
    isThrottled = false
    applyWatches()
  }

  /// Without a free list nothing is taken in: the frames wait in the host and none is lost.
  func throttle(_ isThrottled: Bool) {
    guard self.isThrottled != isThrottled, isThrottled || hasRoom else { return }
    self.isThrottled = isThrottled
    applyWatches()
  }

  var hasRoom: Bool {
    guard let side = receiveSide else { return false }
    return side.hasRoom(0) && side.hasRoom(Self.longestFrame)
  }

  private func applyWatches() {
    let isOn = isOpen && !isThrottled
    for watch in watches {
      do throws(HostError) {
        try machine.watches.setEnabled(watch, isOn)
      } catch {
        warn("the queues of \(device?.link.name ?? "the interface") cannot be read: \(error)")
      }
    }
  }
}
