import CLinux
public import DataPath
import Glibc
import Kernel
public import NDIS

/// Frames between the cable and the stack.
extension TapMiniport {
  /// Frames one interrupt takes in.
  private static let budget = 64

  /// `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    transmitter.send(chain, on: adapter)
    edge.board.refreshLater()
  }

  /// The interrupt of a queue; true if more frames wait.
  ///
  /// - `number`: of the queue on the adapter.
  func receive(from queue: Int32, _ number: Int) -> Bool {
    var taken = 0
    var bytes: UInt64 = 0
    var mayHaveMore = true
    while taken < Self.budget {
      guard edge.room > 0 else {
        edge.throttle()
        mayHaveMore = false
        break
      }
      var header = nd_vnet_header()
      let count = nd_tap_read(queue, &header, scratch.baseAddress, scratch.count)
      guard count >= 0 else {
        mayHaveMore = false
        // Anything but an empty queue: the interface is on its way out.
        if count != -Int64(EAGAIN) { edge.link?.refresh() }
        break
      }
      taken += 1
      let length = min(Int(count), scratch.count)
      bytes &+= UInt64(length)
      edge.take(UnsafeMutableRawBufferPointer(rebasing: scratch[..<length]), header)
    }
    if taken > 0 { edge.flush() }
    edge.count(taken, bytes, inQueue: number)
    return mayHaveMore
  }
}
