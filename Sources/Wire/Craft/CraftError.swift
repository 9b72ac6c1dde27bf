/// Why a frame cannot be made from a text: where, what is wrong, and how to mend it.
public struct CraftError: Error, Equatable, Sendable {
  /// Line of the offending text, from 1; always 1 in a text of layers.
  public let line: Int
  /// Place in the line, counted in characters from 1; one past the end if something is missing.
  public let column: Int
  /// What is wrong.
  public let problem: String
  /// How to mend it.
  public let mend: String

  /// Makes an error.
  public init(line: Int = 1, column: Int, problem: String, mend: String) {
    self.line = line
    self.column = column
    self.problem = problem
    self.mend = mend
  }
}

extension CraftError: CustomStringConvertible {
  /// One line: problem, place, mend.
  public var description: String {
    let place = line == 1 ? "column \(column)" : "line \(line), column \(column)"
    return "\(problem): \(place): \(mend)"
  }
}
