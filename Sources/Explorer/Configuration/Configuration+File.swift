@preconcurrency import Glibc
import TUIKit

extension Configuration {
  /// Bytes of the largest file that is read.
  private static let largest = 256 * 1024

  /// Reads a file; one that does not exist gives the defaults if `mayBeAbsent`.
  ///
  /// - Throws: `ConfigurationError` with line and column.
  public static func load(
    _ path: String,
    mayBeAbsent: Bool
  ) throws(ConfigurationError) -> Configuration {
    func error(_ problem: String, _ mend: String) -> ConfigurationError {
      ConfigurationError(problem: problem, file: path, line: 0, column: 0, mend: mend)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      if mayBeAbsent, errno == ENOENT || errno == ENOTDIR { return Configuration() }
      throw error("the configuration cannot be read (error \(errno))", "see who may read it")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw error("the configuration cannot be read (error \(errno))", "give a text file")
      }
      if count == 0 { break }
      bytes += part[..<count]
      guard bytes.count <= largest else {
        throw error("the configuration is larger than 256 KiB", "give a text file")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("the configuration is not UTF-8 text", "save it as UTF-8")
    }
    return try Configuration(text, file: path)
  }

  /// Reads a text; errors call it `file`.
  public init(_ text: String, file: String) throws(ConfigurationError) {
    self = try ConfigurationReader.read(text, file: file)
  }

  /// A configuration file with every setting at its default, each with a comment.
  public static var template: String {
    var text = """
      # ndissect: what is set here holds for every start; options of the command line go before it.
      # Read from $XDG_CONFIG_HOME/ndissect/config, or ~/.config/ndissect/config if that is not set; never written.
      # A line that is left out, or begins with #, keeps its default.

      # Name or file of a theme (`ndissect themes` lists them); auto takes midnight, on a light terminal paper.
      theme = auto

      # Characters: \(names(Charset.self)).
      charset = auto

      # Colours: \(names(ColorDepth.self)).
      color = auto

      # New figures in a second, from 1 to 10.
      samples = 2

      # Memory of the past of a running stack, in MiB of packets from 4 to 1024; counters take up to an eighth of it more.
      # When it is full the oldest goes. It lies in a nameless file in $TMPDIR or /var/tmp; little of it stays in memory.
      history = \(defaultHistorySize)

      # auto shows as much side by side as there is room for; view: one view with its panes; pane: one pane at a time.
      layout = auto

      # Keys of every action: names such as a, G, ctrl-p, alt-x, left, pageup, f5, space, quote. Blanks stand between keys
      # pressed one after the other, commas between several ways; none leaves an action to the palette.
      [keys]

      """
    for place in Action.Place.allCases {
      text += "\n# \(place.name)\n"
      for action in ActionTable.actions where action.place == place {
        let keys = action.keys.map { $0.map(\.name).joined(separator: " ") }
        text += "# \(action.name): \(action.sentence)\n"
        text += "\(action.id.rawValue) = \(keys.joined(separator: ", "))\n"
      }
    }
    return text
  }

  private static func names<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) -> String where Choice.RawValue == String {
    (["auto"] + type.allCases.map(\.rawValue)).joined(separator: ", ")
  }
}
