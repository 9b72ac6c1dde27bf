import Inspection
import TUIKit

/// Everything a person has chosen; with the snapshots it determines every cell of the screen.
struct ExplorerState: Equatable {
  /// The view.
  var view: ViewID = .stack
  /// The dashboard's part.
  var dashboard = DashboardState()
  /// The pane with the focus has the place of all.
  var isZoomed = false
  /// The Stack view's part.
  var stack = StackState()
  /// The Trace view's part.
  var trace = TraceState()
  /// The selected adapter, where that is not the one of the row selected in the tree.
  var adapter: AdapterID?
  /// The Adapter view's part.
  var adapterPages = AdapterViewState()
  /// The OIDs view's part.
  var oids = OIDsState()
  /// The Queues view's part.
  var queues = QueuesState()
  /// The Events view's part.
  var events = EventsState()
  /// Which instant all of them show.
  var time = TimeState()
  /// Places to go back to.
  var visits = VisitHistory()
  /// What is to be found again, in the order of marking.
  var marks: [Mark] = []
  /// What is open over the view.
  var overlay: OverlayState?
  /// Keys pressed of a longer sequence.
  var pendingKeys: [KeyEvent] = []
  /// A remark about the last key; gone with the next.
  var message = ""
  /// Number of the last request to the engine whose answer is awaited; they count from 1.
  var lastRequest: UInt64 = 0
  /// Injections that were to go on after their first packet, by number.
  var repetitions: [UInt64] = []
  /// Number of the last stop that was shown by itself.
  var restNumber: UInt64 = 0
  /// The engine was asked for the packet to run backward to.
  var runsTo = false
  /// Which of the themes is used.
  var themeIndex = 0
  /// The characters in use.
  var charset: Charset = .braille
}
