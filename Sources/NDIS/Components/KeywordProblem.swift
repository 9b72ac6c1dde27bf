/// Why a text is no value of a keyword's type.
public struct KeywordProblem: Error, Hashable, Sendable {
  /// What is wrong with it, as the end of a sentence (`is not a rate`).
  public let what: String
  /// What to write instead.
  public let mend: String

  /// Makes a problem from its two parts.
  public init(_ what: String, mend: String) {
    self.what = what
    self.mend = mend
  }
}
