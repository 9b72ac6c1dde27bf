/// A modelled logical processor, by group and number in the group.
public struct ProcessorName: Hashable, Sendable, Comparable {
  /// Processor group.
  public var group: UInt16
  /// Number in the group, 0…63.
  public var number: UInt8

  /// Names a processor; the first one if nothing is said.
  public init(group: UInt16 = 0, number: UInt8 = 0) {
    self.group = group
    self.number = number
  }

  /// Group and number, as in `0:3`.
  public var text: String { "\(group):\(number)" }

  /// Orders by group, then number.
  public static func < (left: ProcessorName, right: ProcessorName) -> Bool {
    left.group == right.group ? left.number < right.number : left.group < right.group
  }
}
