import Glibc
import Kernel
import NDIS

/// A page of a function (`nf`) or a callback (`nc`) in the documentation, with the level that it states.
///
/// `Data/levels.txt` is written by `Tests/Tools/ddi-levels` from the documentation.
struct LevelPage {
  let kind, name, level, page: String

  var isOfNDISHeader: Bool { page.hasPrefix("ndis/") }

  /// The lowest and the highest level, nil where the field states none.
  var range: ClosedRange<UInt8>? {
    let text =
      level.replacing("(see Remarks section)", with: "").replacing("IRQL ", with: "")
      .replacing(" ", with: "")
    let (dispatch, apc) = (IRQL.dispatch.rawValue, IRQL.apc.rawValue)
    switch text {
    case "<=DISPATCH_LEVEL": return 0...dispatch
    case "PASSIVE_LEVEL", "=PASSIVE_LEVEL": return 0...0
    case "DISPATCH_LEVEL", "=DISPATCH_LEVEL": return dispatch...dispatch
    case "<DISPATCH_LEVEL", "<=APC_LEVEL": return 0...apc
    case "Anylevel": return 0...IRQL.high.rawValue
    default: return nil
    }
  }

  static let all: [LevelPage] = {
    let path = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()
    guard let file = fopen(path + "/Data/levels.txt", "r") else { return [] }
    defer { fclose(file) }
    var text: [UInt8] = []
    while true {
      let byte = fgetc(file)
      guard byte != EOF else { break }
      text.append(UInt8(byte))
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .compactMap { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 4 else { return nil }
        return LevelPage(kind: fields[0], name: fields[1], level: fields[2], page: fields[3])
      }
  }()

  private static let callbacks = Dictionary(
    all.filter { $0.kind == "nc" }.map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// Handlers whose page is not named as the member of the structure.
  private static let renamed = [
    "FILTER_SET_FILTER_MODULE_OPTIONS": "FILTER_SET_MODULE_OPTIONS",
    "MINIPORT_INTERRUPT": "MINIPORT_ISR",
  ]

  /// The page of a handler by its name as people write it: `MiniportPause`, `FilterOidRequest`.
  static func handler(_ name: String) -> LevelPage? {
    for kind in ["Filter", "Miniport", "Protocol"] where name.hasPrefix(kind) {
      return callback(kind.uppercased(), String(name.dropFirst(kind.count)))
    }
    return nil
  }

  /// The page of a handler: the kind of driver and the member's name.
  static func callback(_ kind: String, _ member: String) -> LevelPage? {
    var words = ""
    for letter in member.replacing("Handler", with: "").replacing("PnP", with: "Pnp")
      .replacing("DPC", with: "Dpc")
    {
      if letter.isUppercase, !words.isEmpty { words += "_" }
      words += letter.uppercased()
    }
    let full = "\(kind)_\(words)"
    let names = [renamed[full] ?? full, words, full.replacing("_EX", with: "")]
    return names.lazy.compactMap { callbacks[$0] }.first
  }
}
