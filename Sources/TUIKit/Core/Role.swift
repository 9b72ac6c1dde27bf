/// What a cell means; a theme turns the meaning into a colour.
public enum Role: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case text
  /// Zero, idle, units, labels.
  case dim
  /// Titles of panes.
  case title
  /// Rules, guides, hairlines.
  case border
  /// A key in a hint.
  case key
  /// The bar under the selection.
  case selected
  /// Miniport drivers.
  case miniport
  /// Filter drivers.
  case filter
  /// Protocol drivers.
  case `protocol`
  /// The receive direction.
  case rx
  /// The transmit direction.
  case tx
  /// Good.
  case ok
  /// Needs attention.
  case warn
  /// Dropped or failed.
  case drop
  /// Differs from before.
  case changed
  /// Waiting in somebody's hands.
  case held
  /// Heat 1 of 5, the coolest.
  case heat1
  /// Heat 2 of 5.
  case heat2
  /// Heat 3 of 5.
  case heat3
  /// Heat 4 of 5.
  case heat4
  /// Heat 5 of 5, the hottest.
  case heat5

  /// The key in a theme file.
  public var name: String { String(describing: self) }

  /// One letter for style layers in tests.
  public var letter: Character {
    switch self {
    case .text: "."
    case .dim: "d"
    case .title: "t"
    case .border: "b"
    case .key: "k"
    case .selected: "s"
    case .miniport: "m"
    case .filter: "f"
    case .protocol: "p"
    case .rx: "r"
    case .tx: "x"
    case .ok: "o"
    case .warn: "w"
    case .drop: "!"
    case .changed: "c"
    case .held: "h"
    case .heat1: "1"
    case .heat2: "2"
    case .heat3: "3"
    case .heat4: "4"
    case .heat5: "5"
    }
  }

  /// The heat of a share of a peak; 0 or less gives `dim`.
  public static func heat(_ share: Double) -> Role {
    guard share > 0 else { return .dim }
    let steps: [Role] = [.heat1, .heat2, .heat3, .heat4, .heat5]
    return steps[share >= 1 ? 4 : Int(share * 5)]
  }
}
