/// One thing that is wrong with a stack file, with its place and how to mend it.
public struct StackFileError: Error, Hashable, Sendable {
  /// The file as it was named; for a built-in stack its name.
  public let file: String
  /// Where; nil if the whole file is meant.
  public let mark: YAMLMark?
  /// What is wrong.
  public let what: String
  /// How to mend it.
  public let mend: String

  /// Makes an error.
  public init(file: String, at mark: YAMLMark?, _ what: String, mend: String) {
    self.file = file
    self.mark = mark
    self.what = what
    self.mend = mend
  }

  /// The place as `FILE:LINE:COLUMN`, without numbers if the whole file is meant.
  public var place: String {
    mark.map { "\(file):\($0.line):\($0.column)" } ?? file
  }
}

extension StackFileError: CustomStringConvertible {
  /// The line for standard error: `ndissect: what is wrong: FILE:LINE:COLUMN: how to mend`.
  public var description: String { "ndissect: \(what): \(place): \(mend)" }
}
