import Glibc
import Kernel
@testable import NDIS
import Testing

/// The levels at which functions may be called, against the documentation's own field.
@Suite struct LevelTests {
  private static var rows: [[Substring]] {
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
      .map { $0.split(separator: "\t") }
  }

  @Test("every function allows the level that its page states")
  func levels() throws {
    let rows = Self.rows
    let total = rows.first { $0.first?.contains("ndis header") == true }?.first?
      .split(separator: " ").last
    let pages = rows.filter { $0.count == 3 }
    #expect(pages.map { String($0[0]) } == CFunction.allCases.map(\.name))
    for (page, function) in zip(pages, CFunction.allCases) {
      switch page[1] {
      case "PASSIVE":
        #expect(function.highest == .passive, "\(function.name)")
      case "DISPATCH":
        #expect(function.highest == .dispatch && function.lowest == .passive, "\(function.name)")
      case "=DISPATCH":
        #expect(function.highest == .dispatch && function.lowest == .dispatch, "\(function.name)")
      default: #expect(page[1] == "*")
      }
    }
    let implemented = pages.filter { $0[2].hasPrefix("ndis/") }.count
    print(
      "levels of \(pages.count) functions compared; \(implemented) of \(total ?? "?") with a page in the ndis header"
    )
    #expect(pages.count > 70)
  }
}
