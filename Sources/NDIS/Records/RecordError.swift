/// Why a text is no value of a request.
public struct RecordError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The field it is about; empty for the whole value.
  public var field: String
  /// What is wrong.
  public var problem: String
  /// What would be right.
  public var mend: String

  init(_ problem: String, field: String = "", mend: String) {
    self.field = field
    self.problem = problem
    self.mend = mend
  }

  /// What is wrong, where and how to mend it.
  public var description: String {
    field.isEmpty ? "\(problem): \(mend)" : "\(problem): \(field): \(mend)"
  }

  /// The same error inside a field.
  func inside(_ name: String) -> RecordError {
    var error = self
    if field.isEmpty {
      error.field = name
    } else {
      error.field = field.hasPrefix("[") ? name + field : "\(name).\(field)"
    }
    return error
  }
}
