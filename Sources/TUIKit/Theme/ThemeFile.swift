/// A theme file: btop's `theme[key]="value"` lines, with role keys and attributes beside btop's own.
///
/// Keys that name a role give its colour, `theme[ROLE.attr]="bold,underline"` its look without colour,
/// `theme[pair]="NAME"` the theme of opposite brightness. Where a role has no key of its own, btop's key of like
/// meaning serves, and then the default theme. Keys it does not know are skipped, as btop does.
public struct ThemeFile: Equatable, Sendable {
  /// One assignment.
  public struct Entry: Equatable, Sendable {
    /// Key between the brackets.
    public let key: String
    /// Value between the quotes.
    public let value: String
    /// Line, from 1.
    public let line: Int
  }

  /// The assignments in order.
  public let entries: [Entry]
  private let file: String

  /// Parses text; errors call it `file`.
  public init(_ text: String, file: String) throws(ThemeError) {
    self.file = file
    var entries: [Entry] = []
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let content = Self.trimmed(line)
      if content.isEmpty || content.first == "#" { continue }
      guard let (key, value) = Self.assignment(content) else {
        throw ThemeError.syntax(file: file, line: number)
      }
      entries.append(Entry(key: key, value: value, line: number))
    }
    self.entries = entries
  }

  /// Reads and parses a file of at most 256 KiB.
  public init(path: String) throws(ThemeError) {
    let bytes = try Self.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ThemeError.notText(file: path)
    }
    try self.init(text, file: path)
  }

  /// Makes the theme; what the file leaves out comes from `base`.
  public func theme(name: String, base: Theme = .midnight) throws(ThemeError) -> Theme {
    var colors: [String: RGB?] = [:]
    var attributes: [String: Style.Attributes] = [:]
    var theme = base
    theme.name = name
    theme.pair = nil
    for entry in entries {
      if entry.key == "pair" {
        theme.pair = entry.value.isEmpty ? nil : entry.value
      } else if entry.key.hasSuffix(".attr") {
        attributes[String(entry.key.dropLast(5))] = try attributeSet(entry)
      } else if entry.value.isEmpty {
        colors[entry.key] = .some(nil)
      } else if let color = RGB(themeValue: entry.value) {
        colors[entry.key] = color
      } else {
        throw ThemeError.color(file: file, line: entry.line, key: entry.key, value: entry.value)
      }
    }
    if let background = colors["main_bg"] { theme.background = background }
    if let text = colors["selected_fg"] { theme.selectedText = text }
    for role in Role.allCases {
      let keys = [role.name] + Self.likeKeys(of: role)
      if let color = keys.lazy.compactMap({ colors[$0] }).first { theme[role].color = color }
      if let look = attributes[role.name] { theme[role].attributes = look }
    }
    Self.fillHeat(&theme, from: colors)
    return theme
  }

  /// btop keys of like meaning.
  private static func likeKeys(of role: Role) -> [String] {
    switch role {
    case .text: ["main_fg"]
    case .dim: ["inactive_fg", "graph_text"]
    case .title: ["title"]
    case .border: ["div_line"]
    case .key: ["hi_fg"]
    case .selected: ["selected_bg"]
    case .miniport: ["cpu_box"]
    case .filter: ["mem_box"]
    case .protocol: ["net_box"]
    case .rx: ["download_mid", "download_start"]
    case .tx: ["upload_mid", "upload_start"]
    case .ok: ["available_mid", "free_mid"]
    case .warn: ["temp_mid"]
    case .drop: ["temp_end"]
    case .changed: ["cached_mid"]
    case .held: ["used_mid"]
    case .heat1: ["cpu_start"]
    case .heat3: ["cpu_mid"]
    case .heat5: ["cpu_end"]
    case .heat2, .heat4: []
    }
  }

  /// Steps between the named heats are mixed unless the file names them.
  private static func fillHeat(_ theme: inout Theme, from colors: [String: RGB?]) {
    func between(_ low: Role, _ high: Role) -> RGB? {
      guard let from = theme[low].color, let to = theme[high].color else { return nil }
      return from.mixed(with: to, 128)
    }
    if colors["heat2"] == nil { theme[.heat2].color = between(.heat1, .heat3) }
    if colors["heat4"] == nil { theme[.heat4].color = between(.heat3, .heat5) }
  }

  private func attributeSet(_ entry: Entry) throws(ThemeError) -> Style.Attributes {
    var set: Style.Attributes = []
    for word in entry.value.split(whereSeparator: { $0 == "," || $0 == " " }) {
      switch word {
      case "bold": set.insert(.bold)
      case "dim": set.insert(.dim)
      case "reverse": set.insert(.reverse)
      case "underline": set.insert(.underline)
      case "italic": set.insert(.italic)
      case "none": break
      default:
        throw ThemeError.attribute(
          file: file,
          line: entry.line,
          key: entry.key,
          value: String(word)
        )
      }
    }
    return set
  }
}
