import TestSupport
import Testing

@Suite(
  "Object identifiers and events from the command line",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct OIDCommandTests {
  private static func oid(_ arguments: [String]) throws -> ToolRun {
    try Program.run(["oid", "lab", "eth0", "--stepped"] + arguments)
  }

  @Test("without a name every identifier is asked, and the outcomes are counted")
  func list() throws {
    let run = try Self.oid(["--json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.hasPrefix("{\"stack\":\"lab\",\"adapter\":\"eth0\",\"ndisVersion\":\"6.40\","))
    #expect(run.text.contains("{\"oid\":\"OID_GEN_SUPPORTED_LIST\",\"number\":65793,"))
    #expect(run.text.contains("{\"outcome\":\"NDIS_STATUS_SUCCESS\",\"count\":"))
    #expect(try Self.oid(["--json"]).output == run.output, "the same in every run")
    let lines = try Self.oid(["--jsonl"])
    #expect(lines.lines.count > 200)
    let text = try Self.oid([])
    #expect(text.text.contains("OID_GEN_LINK_STATE"))
    #expect(!text.text.contains("OID_NDK_STATISTICS"))
    #expect(try Self.oid(["--all"]).text.contains("OID_NDK_STATISTICS"))
  }

  @Test("a query tells the value in its parts, its bytes, and who had the request")
  func query() throws {
    let run = try Self.oid(["gen_link_state"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("OID_GEN_LINK_STATE  0x00010207  query  NDIS_STATUS_SUCCESS"))
    #expect(run.text.contains("MediaConnectStateConnected"))
    #expect(run.text.contains("80 01 28 00"))
    #expect(run.text.contains("answered by NDIS"))
    let short = try Self.oid(["OID_GEN_LINK_STATE", "--room", "8", "--json"])
    #expect(short.status == 1)
    #expect(short.text.contains("\"status\":\"NDIS_STATUS_BUFFER_TOO_SHORT\",\"bytesNeeded\":40"))
  }

  @Test("a set is followed by the indications it made and by what is read back")
  func set() throws {
    let run = try Self.oid(["OID_GEN_CURRENT_PACKET_FILTER", "NDIS_PACKET_TYPE_PROMISCUOUS"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("set  NDIS_STATUS_SUCCESS"))
    #expect(run.text.contains("NDIS_STATUS_PACKET_FILTER"))
    #expect(run.text.contains("query  NDIS_STATUS_SUCCESS"))
    let link = try Self.oid(
      [
        "OID_GEN_LINK_PARAMETERS",
        "XmitLinkSpeed=100 Mbit/s, RcvLinkSpeed=100 Mbit/s, MediaDuplexState=MediaDuplexStateFull",
        "--json",
      ]
    )
    #expect(link.status == 0, "\(link.errors)")
    #expect(link.text.contains("\"text\":\"NDIS_STATUS_LINK_STATE\""))
    #expect(link.text.contains("{\"name\":\"XmitLinkSpeed\",\"value\":\"100 Mbit/s\""))
  }

  @Test(
    "a mistake is told with what would be right",
    arguments: [
      (["lab", "eth0", "OID_GEN_LINK_STAT"], "did you mean OID_GEN_LINK_STATE?"),
      (["lab", "eht0"], "the stack has no adapter of this name: eht0: did you mean eth0?"),
      (
        ["lab", "eth0", "OID_GEN_CURRENT_PACKET_FILTER", "EVERYTHING"], "NDIS_PACKET_TYPE_DIRECTED"
      ),
    ]
  )
  func mistakes(_ arguments: [String], _ problem: String) throws {
    let run = try Program.run(["oid"] + arguments + ["--stepped"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("ndissect: "))
    #expect(run.errors.contains(problem), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("what NDIS refuses is printed and fails the run")
  func refused() throws {
    let run = try Self.oid(["OID_GEN_PCI_DEVICE_CUSTOM_PROPERTIES"])
    #expect(run.status == 1)
    #expect(run.text.contains("NDIS_STATUS_INVALID_DEVICE_REQUEST"))
  }

  @Test("events come as lines, by severity and kind, with the payload of status indications")
  func events() throws {
    let arguments = ["events", "lab", "--stepped", "--for", "100ms"]
    let all = try Program.run(arguments + ["--jsonl"])
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.lines.contains { $0.contains("\"kind\":\"stateChange\"") })
    #expect(try Program.run(arguments + ["--jsonl"]).output == all.output)
    let states = try Program.run(arguments + ["--jsonl", "--kind", "statusIndication"])
    #expect(!states.lines.isEmpty)
    #expect(states.lines.allSatisfy { $0.contains("\"kind\":\"statusIndication\"") })
    #expect(states.text.contains("\"payload\":{\"fields\":[{"))
    let notices = try Program.run(arguments + ["--jsonl", "--at-least", "notice"])
    #expect(notices.lines.count < all.lines.count)
    #expect(!notices.text.contains("\"severity\":\"info\""))
    let document = try Program.run(arguments + ["--json"])
    #expect(document.lines.count == 1)
    #expect(document.text.contains("\"drops\":["))
    let wrong = try Program.run(arguments + ["--kind", "nonsense"])
    #expect(wrong.status == 2 && wrong.errors.contains("one of stateChange, "))
  }
}
