/// Reads the packet details that tshark writes as XML (PDML), as far as a tree of lines needs them.
struct PDMLReader {
  /// One line of the tree.
  struct Row: Equatable {
    /// 0 for a protocol.
    var depth: Int
    /// What tshark shows.
    var text: String
  }

  /// Lines kept at most; a packet that has more is cut, and says so.
  static let limit = 5_000

  /// The lines of the first packet of a document; empty if it has none.
  static func rows(_ document: [UInt8]) -> [Row] {
    var rows: [Row] = []
    var depth = 0
    var place = 0
    // What tells of the capture alone was made up for tshark: its number, its time, its interface.
    var isMadeUp = false
    while let start = document[place...].firstIndex(of: UInt8(ascii: "<")) {
      guard let end = document[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = document[(start + 1)..<end]
      place = end + 1
      if tag.starts(with: "/packet".utf8), !tag.starts(with: "/packets".utf8) { break }
      if tag.starts(with: "/proto".utf8) || tag.starts(with: "/field".utf8) {
        depth = max(0, depth - 1)
        continue
      }
      guard tag.starts(with: "proto ".utf8) || tag.starts(with: "field ".utf8) else { continue }
      let isEmpty = tag.last == UInt8(ascii: "/")
      let name = attribute("name", tag) ?? ""
      if depth == 0 { isMadeUp = name == "geninfo" || name == "frame" }
      let isHidden = isMadeUp || attribute("hide", tag) == "yes"
      let text =
        attribute("showname", tag)
        ?? attribute("show", tag).map { name.isEmpty ? $0 : "\(name): \($0)" } ?? name
      if !isHidden, depth < 32, !text.isEmpty {
        guard rows.count < limit else {
          rows.append(Row(depth: 0, text: "more than \(limit) lines"))
          return rows
        }
        rows.append(Row(depth: depth, text: text))
      }
      if !isEmpty { depth += 1 }
    }
    return rows
  }

  private static func attribute(_ name: String, _ tag: ArraySlice<UInt8>) -> String? {
    let wanted = Array(" \(name)=\"".utf8)
    var place = tag.startIndex
    while place + wanted.count <= tag.endIndex {
      if tag[place..<(place + wanted.count)].elementsEqual(wanted) {
        let start = place + wanted.count
        guard let end = tag[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        return plain(tag[start..<end])
      }
      place += 1
    }
    return nil
  }

  /// Without the five entities that XML has by itself.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    let entities: [(String, Character)] = [
      ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ]
    while let first = rest.first {
      if first == "&", let (entity, meaning) = entities.first(where: { rest.hasPrefix($0.0) }) {
        text.append(meaning)
        rest = rest.dropFirst(entity.count)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    return text
  }
}
