/// The marks that stand for roles and outcomes in text.
public enum SymbolSet: Sendable {
  /// `■ ◇ ◈ ◆ ├ └ ✗ →`.
  case unicode
  /// Letters and signs of ASCII only.
  case ascii

  /// The mark of a role.
  public func mark(_ role: PartyRole) -> String {
    switch (role, self) {
    case (.miniport, .unicode): "■"
    case (.filter, .unicode): "◇"
    case (.monitoringFilter, .unicode): "◈"
    case (.protocol, .unicode): "◆"
    case (.ndis, .unicode), (.driver, .unicode): "□"
    case (.miniport, .ascii): "#"
    case (.filter, .ascii): "<>"
    case (.monitoringFilter, .ascii): "()"
    case (.protocol, .ascii): "*"
    case (.ndis, .ascii), (.driver, .ascii): "[]"
    }
  }

  var arrow: String { self == .unicode ? "→" : "->" }
  var branch: String { self == .unicode ? "├ " : "|-" }
  var corner: String { self == .unicode ? "└ " : "`-" }
  var isUp: String { self == .unicode ? "●" : "+" }
  var isDown: String { self == .unicode ? "○" : "-" }
}
