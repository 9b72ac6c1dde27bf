import Drivers
import Engine
import Explorer
import Inspection
import TUIKit
import Testing

/// Setting entries of the indirection table on the Queues view: a request through the filters, the table, the event.
@Suite("The indirection table set from the screen")
struct TableSettingTests {
  private static let switchOn =
    "HashInformation=NdisHashFunctionToeplitz | NDIS_HASH_IPV4, IndirectionTable=[0:0, 0:1, 0:0, 0:1], "
    + "HashSecretKey=6D5A56DA 255B0EC2 4167253D 43A38FB0 D0CA2BCB AE7B30B4 77CB2DA3 8030F20C 6A42B73B BEAC01FA"

  private static func explorer(_ size: Size) throws -> (ScriptedExplorer, SteppedConnection) {
    let configuration = try StackFile.read(
      OIDSettingTests.text.replacing("moderation: 200 us", with: "queues: 4"),
      file: "settings",
      catalogue: DriverCatalogue.builtIn.components
    )
    let connection = try SteppedConnection(configuration, for: 100)
    let explorer = ScriptedExplorer(
      connection: connection,
      options: ExplorerOptions(charset: .braille, depth: .truecolor),
      size: size,
      patience: 300
    )
    return (explorer, connection)
  }

  private static func table(_ connection: SteppedConnection) throws -> [String] {
    let structure = try #require(connection.snapshot).structure
    let adapter = try #require(structure.adapters.first { $0.name == "eth0" })
    return structure.scaling(of: adapter.id)?.table.map(\.processor.text) ?? []
  }

  @Test(
    "entries lead elsewhere after a request through the filter's clone, and an event tells of it",
    arguments: [(160, 48), (80, 24)]
  )
  func session(_ width: Int, _ height: Int) throws {
    var (explorer, connection) = try Self.explorer(Size(width: width, height: height))
    var content = ""
    func press(_ keys: String) throws -> String {
      let canvas = try explorer.press(KeyScript(keys))
      content += ScreenGolden.section(keys, canvas, .color)
      return canvas.text
    }
    _ = try explorer.press(
      KeyScript("3 / \"RECEIVE_SCALE_PARAMETERS\" enter = \"\(Self.switchOn)\" enter")
    )
    #expect(try Self.table(connection) == ["0:0", "0:1", "0:0", "0:1"])
    // What cannot be is told, and typing goes on.
    let refused = try press("4 = ctrl-u \"1-9 = 0\" enter")
    #expect(refused.contains("the table has no entry 9: write 0-3"))
    #expect(try press("ctrl-u \"1-2 = 0:3, 0:2\"").contains("2 entries"))
    let changed = try press("enter")
    #expect(try Self.table(connection) == ["0:0", "0:3", "0:2", "0:1"])
    #expect(changed.contains("set OID_GEN_RECEIVE_SCALE_PARAMETERS"))
    #expect(changed.contains("\(Glyph.changed) 2"))
    // A queue stands for the processor it serves; hash and key stayed as they were.
    _ = try press("= ctrl-u \"all = 0\" enter")
    #expect(Set(try Self.table(connection)) == ["0:0"])
    let flight = try press("3 v G")
    #expect(flight.contains("SUCCESS") && flight.contains("tag"))
    #expect(try press("6").contains("RECEIVE_SCALE_PARAMETERS"))
    ScreenGolden.check(content, "set-table-\(width)x\(height)-color")
  }

  @Test(
    "a mistake is told in a sentence with what would be right, and nothing is sent",
    arguments: [
      ("", "write entries = queue"), ("= 1", "no entry before ="), ("0 =", "no queue after ="),
      ("3-1 = 0", "write 1-3"), ("x = 0", "x is no entry"), ("0-1-2 = 0", "0-1-2 is no entry"),
      ("0 = 9", "there is no queue 9: write 0 to 3"), ("0 = x", "x is no queue"),
      ("0 = 0:99", "may not use processor 0:99"), ("0 = 0:x", "0:x is no processor"),
      ("-1 = 0", "-1 is no entry"),
    ]
  )
  func mistakes(_ text: String, _ sentence: String) throws {
    var (explorer, connection) = try Self.explorer(Size(width: 160, height: 48))
    _ = try explorer.press(
      KeyScript("3 / \"RECEIVE_SCALE_PARAMETERS\" enter = \"\(Self.switchOn)\" enter 4 = ctrl-u")
    )
    let keys = text.isEmpty ? "enter" : "\"\(text)\" enter"
    #expect(try explorer.press(KeyScript(keys)).text.contains(sentence))
    #expect(try Self.table(connection) == ["0:0", "0:1", "0:0", "0:1"])
  }
}
