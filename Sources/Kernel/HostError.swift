/// A call of the host that failed.
public struct HostError: Error, Equatable, Sendable {
  /// The call, as in `eventfd`.
  public let call: String
  /// Its errno.
  public let code: Int32

  /// Describes a failed call.
  public init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }
}

extension HostError: CustomStringConvertible {
  /// Call and error number, in one line.
  public var description: String { "\(call) failed (errno \(code))" }
}
