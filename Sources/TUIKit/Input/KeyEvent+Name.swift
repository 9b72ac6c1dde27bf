extension KeyEvent {
  /// The name in key maps and scripts: `a`, `G`, `ctrl-p`, `shift-tab`, `left`, `f5`, `space`.
  public var name: String {
    var text = ""
    if modifiers.contains(.control) { text += "ctrl-" }
    if modifiers.contains(.alt) { text += "alt-" }
    if modifiers.contains(.shift) { text += "shift-" }
    switch key {
    case .character(" "): return text + "space"
    case .character("\""): return text + "quote"
    case .character(let character): return text + String(character)
    case .function(let number): return text + "f\(number)"
    default: return text + (Self.names.first { $0.key == key }?.name ?? "")
    }
  }

  /// Reads a name; nil if it names no key.
  public init?(name: some StringProtocol) {
    var rest = Substring(name)
    var modifiers: Modifiers = []
    let prefixes: [(String, Modifiers)] = [
      ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]
    while let (prefix, modifier) = prefixes.first(where: {
      rest.count > $0.0.count && rest.hasPrefix($0.0)
    }) {
      rest = rest.dropFirst(prefix.count)
      modifiers.insert(modifier)
    }
    if rest.count == 1, let character = rest.first {
      self.init(.character(character), modifiers)
    } else if let known = Self.names.first(where: { $0.name == rest }) {
      self.init(known.key, modifiers)
    } else if rest.first == "f", let number = Int(rest.dropFirst()), (1...35).contains(number) {
      self.init(.function(number), modifiers)
    } else {
      return nil
    }
  }

  private static let names: [(name: String, key: Key)] = [
    ("enter", .enter), ("tab", .tab), ("esc", .escape), ("backspace", .backspace),
    ("delete", .delete), ("insert", .insert), ("up", .up), ("down", .down), ("left", .left),
    ("right", .right), ("home", .home), ("end", .end), ("pageup", .pageUp),
    ("pagedown", .pageDown), ("space", .character(" ")), ("quote", .character("\"")),
  ]
}
