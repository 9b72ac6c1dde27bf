/// One part of an out-of-band word.
public struct InfoField: Equatable, Sendable {
  /// As documented (`VlanId`).
  public var name: String
  /// As text.
  public var value: String

  /// Makes the value from its parts.
  public init(
    name: String,
    value: String
  ) {
    self.name = name
    self.value = value
  }
}
