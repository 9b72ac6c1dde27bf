import CNDIS
import DataPath
public import Kernel

extension NetworkStack {
  /// Every list that somebody holds who did not allocate it: holder, journey, and since when, by the millisecond.
  ///
  /// Walks all pools. Without the verifier nobody notes who holds what, and nothing is told.
  public func forEachHeldList(
    _ body: (_ holder: UInt32, _ journey: UInt64, _ since: Instant) -> Void
  ) {
    guard verifier != nil else { return }
    hot.forEachOutstanding { list in
      let prefix = list.prefix
      guard prefix.pointee.owner != prefix.pointee.home,
        prefix.pointee.flags & UInt32(ND_LIST_AWAY) != 0, let shadow = prefix.pointee.shadow
      else { return }
      let since = UInt64(shadow.pointee.since) * 1_000_000
      body(prefix.pointee.owner, list.journey, Instant(nanoseconds: since))
    }
  }
}
