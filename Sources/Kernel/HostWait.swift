import CLinux

/// Waiting for descriptors of the host.
public enum HostWait {
  /// The most descriptors one wait can watch.
  public static let limit = 64

  /// Waits until a descriptor is readable or hung up.
  ///
  /// `descriptors`: at most `limit`; later ones are not watched.
  /// `timeout`: nil waits without end.
  /// Bit i of the result is set if descriptor i is ready; 0 after the time-out or a signal.
  public static func readable(_ descriptors: [Int32], timeout: Nanoseconds?) -> UInt64 {
    let span = timeout.map { Int64(clamping: $0.count) } ?? -1
    return nd_host_wait_readable(descriptors, UInt32(clamping: descriptors.count), span)
  }
}
