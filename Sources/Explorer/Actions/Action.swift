import TUIKit

/// One thing a person can do: the only place where its name, keys and sentence are written.
struct Action: Equatable, Sendable {
  /// Which action.
  var id: ActionID
  /// A few words, for the palette.
  var name: String
  /// Key sequences that run it; the first is the one shown in hints.
  var keys: [[KeyEvent]]
  /// Where it is valid.
  var place: Place
  /// What it does, for help and the key table.
  var sentence: String

  /// Where an action is valid.
  enum Place: String, CaseIterable, Sendable {
    case anywhere
    case stack
    case adapter
    case oids
    case queues
    /// The views of one adapter.
    case adapters
    case trace
    /// Wherever a packet is shown hop by hop.
    case packets
    /// Wherever the tree is.
    case trees
    case events

    /// Its name in help and the key table.
    var name: String {
      switch self {
      case .anywhere: "Everywhere"
      case .stack: "Stack"
      case .adapter: "Adapter"
      case .oids: "OIDs"
      case .queues: "Queues"
      case .adapters: "Adapter, OIDs and Queues"
      case .trace: "Trace"
      case .packets: "Trace and dashboard"
      case .trees: "Stack and dashboard"
      case .events: "Events"
      }
    }

    /// Whether an action of this place can be run in a view.
    func includes(_ view: ViewID) -> Bool {
      switch self {
      case .adapters: view == .adapter || view == .oids || view == .queues
      case .packets: view == .trace || view == .dashboard
      case .trees: view == .stack || view == .dashboard
      default: self.view == nil || self.view == view
      }
    }

    /// The view it is, of several the first; nil for everywhere.
    var view: ViewID? {
      switch self {
      case .anywhere: nil
      case .stack, .trees: .stack
      case .adapter, .adapters: .adapter
      case .oids: .oids
      case .queues: .queues
      case .trace, .packets: .trace
      case .events: .events
      }
    }
  }

  /// The first key sequence as people write it.
  func keyLabel(_ charset: Charset = .braille) -> String {
    keys.first.map { KeyLabel.text($0, charset) } ?? ""
  }

  /// All key sequences as people write them, divided by blanks.
  func allKeyLabels(_ charset: Charset = .braille) -> String {
    keys.map { KeyLabel.text($0, charset) }.joined(separator: "  ")
  }
}
