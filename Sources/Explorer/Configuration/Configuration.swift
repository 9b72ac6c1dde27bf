public import TUIKit

/// What a person has set for good, in `$XDG_CONFIG_HOME/ndissect/config`.
public struct Configuration: Equatable, Sendable {
  /// Name or file of the theme; nil follows the terminal's ground.
  public var theme: String?
  /// Characters; nil lets the terminal choose.
  public var charset: Charset?
  /// Colours; nil lets the terminal choose.
  public var depth: ColorDepth?
  /// New figures in a second, 1…10.
  public var samplesPerSecond = 2
  /// MiB of packets that are remembered of a running stack, 4…1024.
  public var historySize = Configuration.defaultHistorySize
  /// What is remembered without a file, MiB.
  public static let defaultHistorySize = 16
  /// How much is shown side by side.
  public var layout: LayoutChoice = .auto
  /// Other keys than those of the action table, by action.
  var keys: [ActionID: [[KeyEvent]]] = [:]

  /// What holds without a file.
  public init() {}

  /// The keys with which the explorer is used.
  public var keyMap: KeyMap { keys.isEmpty ? .standard : KeyMap(overrides: keys) }

  /// The file of a person: `$XDG_CONFIG_HOME/ndissect/config`, `~/.config` if that is not set; nil without a home.
  public static func path(environment: (String) -> String?) -> String? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/ndissect/config"
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.config/ndissect/config"
  }
}
