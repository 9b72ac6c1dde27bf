import Inspection
import TUIKit

/// A box over the view.
enum OverlayState: Equatable {
  /// Keys that are valid here, narrowed by what was typed.
  case help(SearchState)
  /// All actions, narrowed and ranked by what was typed.
  case palette(SearchState)
  /// What rests, looked at or written.
  case rest(RestState)
  /// The breakpoints.
  case breakpoints(BreakpointsState)
  /// A packet to be injected.
  case inject(InjectState)

  /// A question before something is taken out of the stack.
  case confirmation(Confirmation)
  /// Drivers to choose from.
  case choice(Choice)

  /// Values of keywords, one of them perhaps being changed.
  case keywords(KeywordState)
  /// A name for the file that the stack is written to.
  case saving(SavingState)

  /// What is asked, and what a yes sends.
  struct Confirmation: Equatable {
    var command: Command
    var question: String
    var consequence: String
  }

  /// Which drivers, and for which adapter.
  struct Choice: Equatable {
    /// Kinds of driver that come and go while a stack runs.
    enum Kind: Equatable {
      case filter
      case `protocol`
    }

    var kind: Kind
    var adapter: AdapterID
    var search = SearchState()
  }

  /// A fork of the stack.
  case whatIf(WhatIfState)
  /// A time to go to.
  case time(TimeEntry)
  /// What tshark says of a packet.
  case deep(DeepDissection)

  /// What was marked.
  case marks(ListViewport)
  /// All themes; the selected one is on the screen.
  case themes(ThemeState)

  /// A choice of a theme.
  struct ThemeState: Equatable {
    /// The theme to go back to.
    var before: Int
    /// Which one is selected.
    var viewport: ListViewport
  }

  /// A search through a list.
  struct SearchState: Equatable {
    /// What was typed.
    var field = TextField()
    /// What is selected among the results.
    var viewport = ListViewport()
  }
}
