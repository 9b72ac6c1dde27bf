import Glibc
import Kernel
@testable import NDIS
import Testing

/// The levels at which functions may be called, against the documentation's own machine-readable field.
///
/// `Data/levels.txt` is written by `Tests/Tools/ddi-levels` from the documentation.
@Suite struct LevelTests {
  /// A page of a function (`nf`) or a callback (`nc`).
  private struct Page {
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
  }

  private static let pages: [Page] = {
    let path = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined()
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
        return Page(kind: fields[0], name: fields[1], level: fields[2], page: fields[3])
      }
  }()

  /// Handlers whose page is not named as the member of the structure.
  private static let renamed = [
    "FILTER_SET_FILTER_MODULE_OPTIONS": "FILTER_SET_MODULE_OPTIONS"
  ]

  /// The page of a handler: the kind of driver and the member's name.
  private static func callback(_ kind: String, _ member: String) -> Page? {
    var words = ""
    for letter in member.replacing("Handler", with: "").replacing("PnP", with: "Pnp") {
      if letter.isUppercase, !words.isEmpty { words += "_" }
      words += letter.uppercased()
    }
    let full = "\(kind)_\(words)"
    let names = [renamed[full] ?? full, words, full.replacing("_EX", with: "")]
    return names.lazy.compactMap { name in
      pages.first { $0.kind == "nc" && $0.name == name }
    }.first
  }

  @Test("every function of ours allows the level that its page states")
  func levels() throws {
    let functions = Self.pages.filter { $0.kind == "nf" }
    var compared = 0
    for function in CFunction.allCases {
      // Where a function has pages for NDIS 5 and 6, the second is the revision.
      let page =
        functions.last { $0.name == function.name && $0.page.contains("~") }
        ?? functions.first { $0.name == function.name }
      #expect(page != nil, "\(function.name) has no page")
      guard let range = page?.range else { continue }
      compared += 1
      #expect(
        function.lowest.rawValue...function.highest.rawValue == range,
        "\(function.name): \(page?.level ?? "")"
      )
    }
    #expect(compared > 75)
    print("levels of \(compared) functions equal those of their pages")
  }

  @Test("how much of the ndis header is implemented is counted from its pages")
  func coverage() throws {
    let header = Self.pages.filter(\.isOfNDISHeader)
    #expect(header.count == 504)
    let ours = Set(CFunction.allCases.map(\.name))
    let functions = header.filter { $0.kind == "nf" }
    let implemented = functions.filter { ours.contains($0.name) }.count
    var callbacks: Set<String> = []
    for (kind, table) in [
      ("FILTER", CEntryPoint.filter), ("MINIPORT", CEntryPoint.miniport),
      ("PROTOCOL", CEntryPoint.protocol),
    ] {
      for entry in table {
        let page = Self.callback(kind, entry.name)
        #expect(page != nil, "\(kind) \(entry.name) has no page")
        if let page { callbacks.insert(page.name) }
      }
    }
    print(
      "the ndis header has \(header.count) pages: \(implemented) of \(functions.count) functions and "
        + "\(callbacks.count) of \(header.count - functions.count) callbacks are implemented"
    )
    #expect(implemented >= 65)
  }
}
