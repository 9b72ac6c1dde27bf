public import Kernel
public import Wire

/// Why a driver object could not be made from its configuration.
public struct DriverError: Error, Equatable, Sendable {
  /// What is wrong, one sentence without a full stop.
  public let what: String
  /// Where it was configured.
  public let source: ConfigurationSource
  /// What to write instead.
  public let mend: String
  /// What is wrong with a capture file, if that is it.
  public let capture: CaptureError?

  /// Makes an error from its parts.
  public init(
    _ what: String,
    source: ConfigurationSource,
    mend: String,
    capture: CaptureError? = nil
  ) {
    self.capture = capture
    self.what = what
    self.source = source
    self.mend = mend
  }
}

extension DriverError: CustomStringConvertible {
  /// What, where and how to mend, in one line.
  public var description: String { "\(what): \(source): \(mend)" }
}
