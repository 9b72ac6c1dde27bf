/// A modelled logical processor, named as the system does: by group and number in the group.
@frozen
public struct Processor: Hashable, Comparable, Sendable {
  /// Processor group.
  public let group: UInt16
  /// Number in the group, 0…63.
  public let number: UInt8

  /// The NUMA node it belongs to: in the modelled machine every group is one node of the same number.
  public var node: UInt16 { group }

  /// Processor 0 of group 0.
  public static let first = Processor(group: 0, number: 0)

  /// Makes the name of a processor.
  @inlinable
  public init(group: UInt16, number: UInt8) {
    self.group = group
    self.number = number
  }

  /// Orders by group, then number.
  @inlinable
  public static func < (left: Processor, right: Processor) -> Bool {
    left.group == right.group ? left.number < right.number : left.group < right.group
  }
}

extension Processor: CustomStringConvertible {
  /// Group and number, as in `0:3`.
  public var description: String { "\(group):\(number)" }
}
