import Inspection
import TUIKit

/// A fork of the stack: what can be otherwise, what is, and what came of it.
struct WhatIfState: Equatable {
  /// One thing that can be otherwise.
  struct Choice: Equatable {
    /// What choosing it does.
    enum Kind: Equatable {
      /// The change is complete.
      case change(WhatIfChange)
      /// The value of a keyword is to be typed; with its form.
      case keyword(place: String, path: String, form: String)
      /// Entries of an indirection table are to be typed.
      case table(adapter: String)
    }

    /// What a person reads, and types to find it.
    var text: String
    /// The value as it is; empty if there is none.
    var value: String = ""
    /// What choosing it does.
    var kind: Kind
  }

  /// The adapter whose stack it is about.
  var adapter: AdapterID
  /// The filter that is offered first.
  var party: PartyID?
  /// The packet that is looked at; nil takes the first that differs.
  var journey: UInt64?
  /// What was typed to find a choice, and which is selected.
  var search = OverlayState.SearchState()
  /// The choice whose value is being typed.
  var typed: Choice?
  /// The value.
  var field: TextField?
  /// The fork that is asked for; nil while nothing was chosen.
  var request: WhatIfRequest?
  /// What it has come to; nil while the engine has not answered.
  var report: WhatIfReport?
  /// Which hand-off is selected.
  var viewport = ListViewport()
  /// One more change is being chosen.
  var isChoosing = true

  /// What is otherwise so far.
  var changes: [WhatIfChange] { request?.changes ?? [] }

  /// The engine has still to tell what came of it.
  var isAwaited: Bool {
    guard request != nil else { return false }
    switch report {
    case .running?, nil: return true
    case .failed?, .done?: return false
    }
  }
}
