/// What a program has set on a terminal, read from its output, so that it can be undone and set again.
///
/// Private modes (`ESC [ ? … h`), the scroll region, xterm's modified keys and the keyboard levels of kitty. Any bytes
/// are accepted; a sequence may arrive in pieces.
struct ProgramModes: Equatable {
  /// Modes that differ from what a terminal starts with, and their value.
  private var changed: [Int: Bool] = [:]
  private var scrollRegion: String?
  private var modifiedKeys: String?
  private var keyboardLevels = 0
  private var sequence: [UInt8] = []

  /// Bytes of one sequence.
  private static let limit = 64
  /// Modes that are remembered: few enough that undoing them takes less than 1024 bytes.
  private static let modeLimit = 40
  /// On when a terminal starts: lines wrap, the cursor is shown.
  private static let startsOn: Set<Int> = [7, 25]
  /// The second screen; those later in the list win.
  private static let screens = [47, 1047, 1049]

  /// Whether the program is on the second screen.
  var isOnSecondScreen: Bool { Self.screens.contains { changed[$0] == true } }

  /// Takes in output.
  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == 0x1B {
        sequence = [byte]
      } else if !sequence.isEmpty {
        sequence.append(byte)
        step(byte)
      }
    }
  }

  /// What takes the program's settings off the terminal.
  var leaving: String {
    var text = "\u{1B}[m"
    if keyboardLevels > 0 { text += "\u{1B}[>0u" }
    if modifiedKeys != nil { text += "\u{1B}[>4m" }
    if scrollRegion != nil { text += "\u{1B}7\u{1B}[r\u{1B}8" }
    for mode in ordered where !Self.screens.contains(mode) { text += set(mode, Self.isOn(mode)) }
    for mode in Self.screens.reversed() where changed[mode] == true { text += set(mode, false) }
    return text
  }

  /// What puts them back.
  var returning: String {
    var text = ""
    for mode in Self.screens where changed[mode] == true { text += set(mode, true) }
    for mode in ordered where !Self.screens.contains(mode) { text += set(mode, !Self.isOn(mode)) }
    if let scrollRegion { text += "\u{1B}7\u{1B}[\(scrollRegion)r\u{1B}8" }
    if let modifiedKeys { text += "\u{1B}[>\(modifiedKeys)m" }
    if keyboardLevels > 0 { text += "\u{1B}[<u" }
    return text
  }

  private var ordered: [Int] { changed.keys.sorted() }

  private static func isOn(_ mode: Int) -> Bool { startsOn.contains(mode) }

  private func set(_ mode: Int, _ on: Bool) -> String { "\u{1B}[?\(mode)\(on ? "h" : "l")" }

  private mutating func step(_ byte: UInt8) {
    if sequence.count == 2 {
      // RIS sets the terminal back as a whole.
      if byte == 0x63 { self = ProgramModes() }
      if byte != 0x5B { sequence = [] }
      return
    }
    if (0x40...0x7E).contains(byte) {
      let parameters = String(decoding: sequence[2..<(sequence.count - 1)], as: UTF8.self)
      sequence = []
      finish(parameters, byte)
    } else if byte < 0x20 || sequence.count >= Self.limit {
      sequence = []
    }
  }

  private mutating func finish(_ parameters: String, _ final: UInt8) {
    switch final {
    case 0x68, 0x6C:
      guard parameters.hasPrefix("?") else { return }
      for number in parameters.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
        note(number, isOn: final == 0x68)
      }
    case 0x70 where parameters == "!":
      // DECSTR
      changed[25] = nil
      scrollRegion = nil
    case 0x72:
      guard parameters.allSatisfy({ $0.isNumber || $0 == ";" }) else { return }
      scrollRegion = parameters.isEmpty ? nil : parameters
    case 0x6D where parameters.hasPrefix(">4"):
      let value = parameters.dropFirst()
      modifiedKeys =
        value.hasPrefix("4;") && !value.hasSuffix(";0") && value != "4;" ? String(value) : nil
    case 0x75:
      if parameters.hasPrefix(">") {
        keyboardLevels = min(keyboardLevels + 1, Self.limit)
      } else if parameters.hasPrefix("<") {
        keyboardLevels = max(0, keyboardLevels - (Int(parameters.dropFirst()) ?? 1))
      }
    default: break
    }
  }

  private mutating func note(_ mode: Int, isOn: Bool) {
    // 1048 only keeps the cursor's place, 2026 only holds a frame together.
    guard mode != 1048, mode != 2026, (0...65_535).contains(mode) else { return }
    if isOn == Self.isOn(mode) {
      changed[mode] = nil
    } else if changed.count < Self.modeLimit {
      changed[mode] = isOn
    }
  }
}
