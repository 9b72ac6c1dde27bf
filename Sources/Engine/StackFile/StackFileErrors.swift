/// All that is wrong with a stack file, sorted by place; never empty.
public struct StackFileErrors: Error, Hashable, Sendable {
  /// The most errors kept.
  static let limit = 100

  /// The first error.
  public let first: StackFileError
  /// The others.
  public let others: [StackFileError]

  /// All errors.
  public var all: [StackFileError] { [first] + others }

  /// Makes a list of one error.
  public init(_ error: StackFileError) {
    first = error
    others = []
  }

  /// Sorts errors by place; nil if there are none.
  public init?(_ errors: [StackFileError]) {
    // Sorting by position in the list as well keeps the order of errors at one place.
    let sorted = errors.enumerated().sorted { left, right in
      let places = (left.element.mark ?? .start, right.element.mark ?? .start)
      return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
    }
    guard let first = sorted.first?.element else { return nil }
    self.first = first
    others = sorted.dropFirst().map(\.element)
  }
}

extension StackFileErrors: CustomStringConvertible {
  /// One line for each error.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}
