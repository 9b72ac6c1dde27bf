import Inspection
import Wire

/// Display filters as a person types them.
enum FilterText {
  /// The text without blanks around it.
  static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// What is wrong with a filter, and at which column; nil if it can be used.
  static func failure(in text: String) -> DisplayFilterError? {
    do throws(DisplayFilterError) {
      _ = try PacketFilterText(text).displayFilter()
      return nil
    } catch {
      return error
    }
  }

  /// The filter for packets that passed a row of the tree.
  static func passing(_ row: StackRow, in structure: StackStructure) -> String {
    let adapter = structure.adapters[row.adapter]
    let onAdapter = "adapter == \(quoted(adapter.name))"
    guard case .party(let party) = row.id else { return onAdapter }
    let name = structure.parties.name(of: party)
    let isUnique = structure.parties.parties.count { $0.name == name } == 1
    let here = "hop.module == \(quoted(name))"
    return isUnique ? here : here + " && " + onAdapter
  }

  /// The filter for packets that came up from an adapter.
  static func received(on adapter: String) -> String {
    "adapter == \(quoted(adapter)) && direction == \"receive\""
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }
}
