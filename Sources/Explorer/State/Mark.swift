import Inspection
import TUIKit

/// Something a person wants to come back to.
struct Mark: Equatable {
  /// What it is.
  enum Subject: Equatable {
    case row(StackRow.ID)
    case journey(UInt64)
    case event(UInt64)
    case flight(UInt64, AdapterID)
    case queue(UInt32, AdapterID)
    case identifier(UInt32, AdapterID)
  }

  /// What it is.
  var subject: Subject
  /// Index of the hop; 0 for what is no packet.
  var hop = 0
  /// Its name when it was marked.
  var label: StyledText
  /// What kind of thing it is, in a word.
  var kind: String
}
