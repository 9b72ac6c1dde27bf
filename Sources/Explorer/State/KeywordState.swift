import Inspection
import TUIKit

/// The values of one filter module or adapter, and the one that is being changed.
struct KeywordState: Equatable {
  /// What came of the last value sent from here.
  enum Answer: Equatable {
    /// The engine has not answered.
    case awaited
    /// What it did.
    case done(String)
    /// Why it did not.
    case refused(String)
  }

  /// The adapter it is, or is part of.
  var adapter: AdapterID
  /// The module, or the adapter itself.
  var party: PartyID
  /// Its name.
  var name: String
  /// Only rules are listed, where there are any.
  var rulesOnly: Bool
  /// Which value is selected.
  var viewport = ListViewport()
  /// The value being typed.
  var field: TextField?
  /// Whether what the value ends was told, and is now to be agreed to.
  var isAsking = false
  /// What came of the last one.
  var answer: Answer?
}

/// The file a stack is to be written to.
struct SavingState: Equatable {
  /// Its name.
  var field: TextField
  /// Whether the engine owes an answer.
  var isAwaited = false
  /// Why it was not written.
  var problem = ""
}
