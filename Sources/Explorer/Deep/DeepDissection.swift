import TUIKit

/// What tshark says of one packet at one hand-off.
struct DeepDissection: Equatable {
  /// How far it has come.
  enum Stage: Equatable {
    case waiting
    /// Why there is nothing to show.
    case failed(String)
    case done([PDMLReader.Row])
  }

  /// Whose bytes they are.
  var journey: UInt64
  /// Index of the hand-off.
  var hop: Int
  /// How far it has come.
  var stage: Stage = .waiting
  /// Which rows are seen.
  var viewport = ListViewport()

  /// Rows of the tree.
  var rows: [PDMLReader.Row] { if case .done(let rows) = stage { rows } else { [] } }
}
