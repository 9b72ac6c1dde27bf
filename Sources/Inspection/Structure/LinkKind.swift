/// How the bytes of an adapter's packets begin.
public enum LinkKind: UInt8, CaseIterable, Sendable {
  /// 802.3 frames.
  case ethernet = 0
  /// IP packets without a link header.
  case rawIP = 1
}
