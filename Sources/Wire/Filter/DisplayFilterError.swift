/// Why a display filter cannot be read.
public struct DisplayFilterError: Error, Equatable, Sendable {
  /// Place of the offending text, counted in characters from 1; one past the end if something is missing.
  public let column: Int
  /// What is wrong.
  public let problem: String
  /// What could stand there.
  public let expected: String
  /// A field name most like the one given; nil if the error is not about a name, or none is near.
  public let nearest: String?

  /// Makes an error.
  public init(column: Int, problem: String, expected: String, nearest: String? = nil) {
    self.column = column
    self.problem = problem
    self.expected = expected
    self.nearest = nearest
  }
}

extension DisplayFilterError: CustomStringConvertible {
  /// One line: problem, column, what is expected, and the nearest name.
  public var description: String {
    let hint = nearest.map { "; did you mean \($0)?" } ?? ""
    return "\(problem) at column \(column): expected \(expected)\(hint)"
  }
}
