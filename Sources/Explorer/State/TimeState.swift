import Inspection
import TUIKit

/// The one instant that every pane shows.
enum GlobalInstant: Equatable {
  /// The newest, as it comes in.
  case live
  /// What was the newest when the person stopped the screen.
  case frozen
  /// One of the past.
  case replay
  /// A packet is at rest, and engine time with it.
  case step
}

/// Which instant the screen shows, and the way to another one.
struct TimeState: Equatable {
  /// What kind of instant it is.
  var instant: GlobalInstant = .live
  /// The instant of the past that is shown, as it was asked for.
  var shown: InstantRequest?
  /// One that was asked for and has not been answered.
  var awaited: InstantRequest?
  /// Engine nanoseconds at which the counters of the instant shown were read.
  var countedAt: UInt64 = 0
  /// From when to when the past is known; nil while nobody has looked at it.
  var span: KnownSpan?
}

/// A time that is being typed.
struct TimeEntry: Equatable {
  /// What was typed.
  var field = TextField()
  /// Why it leads nowhere; empty while nothing is wrong.
  var problem = ""
}
