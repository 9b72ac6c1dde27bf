public import Kernel

/// An adapter whose medium a person can connect and disconnect while it runs.
public protocol MediaSwitching: AnyObject {
  /// True if the cable is in.
  var isMediaConnected: Bool { get }

  /// Connects or disconnects the medium; the link state follows and is indicated upward.
  func setMedia(connected: Bool, source: ConfigurationSource)
}
