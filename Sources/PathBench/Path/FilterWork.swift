/// What each filter of a measured path does with every frame.
enum FilterWork: Sendable {
  /// Reads the EtherType.
  case look
  /// Exchanges both addresses, as `testpmd` does with `--forward-mode=macswap`.
  case swapAddresses
  /// Runs a compiled capture filter.
  case match(String)
}
