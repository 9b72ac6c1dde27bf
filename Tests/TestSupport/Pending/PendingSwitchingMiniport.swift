public import Kernel
public import Drivers
import NDIS

/// A pending miniport whose inner driver has a cable that can be pulled; that cannot pend.
public final class PendingSwitchingMiniport: PendingMiniport, MediaSwitching {
  private var cable: (any MediaSwitching)? { inner as? any MediaSwitching }

  /// True if the cable is in.
  public var isMediaConnected: Bool { cable?.isMediaConnected ?? false }

  /// Pulls the cable out or puts it in.
  public func setMedia(connected: Bool, source: ConfigurationSource) {
    cable?.setMedia(connected: connected, source: source)
  }
}
