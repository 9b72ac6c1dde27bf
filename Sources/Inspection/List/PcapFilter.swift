/// A capture filter (pcap-filter(7)) that was compiled by whoever can.
public struct PcapFilter: Sendable {
  /// Whether a packet passes: its first bytes, its length, what it begins with.
  public let matches: @Sendable (UnsafeRawBufferPointer, Int, LinkKind) -> Bool

  /// Makes a filter from its program.
  public init(_ matches: @escaping @Sendable (UnsafeRawBufferPointer, Int, LinkKind) -> Bool) {
    self.matches = matches
  }

  /// Why a text is no capture filter.
  public struct Failure: Error, Equatable, Sendable {
    /// What is wrong, in the compiler's words.
    public var reason: String

    /// Makes the error.
    public init(reason: String) {
      self.reason = reason
    }
  }

  /// Compiles a text.
  public typealias Compiler = @Sendable (String) throws(Failure) -> PcapFilter
}
