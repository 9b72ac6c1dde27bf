import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Completion of display filters")
struct FilterCompletionTests {
  private static func completion(_ text: String, cursor: Int? = nil) -> FilterCompletion? {
    FilterCompletion(Array(text), cursor: cursor ?? text.count, in: SampleStack.shared)
  }

  @Test("a name goes on as far as it is certain, and all ways to go on are known")
  func names() throws {
    let drop = try #require(Self.completion("drop."))
    #expect(
      drop.candidates == ["drop.reason", "drop.module", "drop.cause"] && drop.text == "drop."
    )
    let reason = try #require(Self.completion("drop.r"))
    #expect(reason.isUnique && reason.text == "drop.reason" && reason.start == 0)
    let packet = try #require(Self.completion("udp && tcp.srcp"))
    #expect(packet.text == "tcp.srcport" && packet.start == 7)
    let slot = try #require(Self.completion("info.Ieee8021QNetBufferListInfo.V"))
    #expect(slot.text == "info.Ieee8021QNetBufferListInfo.VlanId" && slot.isUnique)
    #expect(Self.completion("nosuchthing") == nil)
    #expect(Self.completion("udp && ") == nil)
  }

  @Test("only what stands before the cursor counts")
  func cursor() throws {
    let found = try #require(Self.completion("drop.r && udp", cursor: 6))
    #expect(found.text == "drop.reason" && found.start == 0)
  }

  @Test("inside quotes the values of the field are offered")
  func values() throws {
    let outcome = try #require(Self.completion("outcome == \"dr"))
    #expect(outcome.isUnique && outcome.text == "dropped")
    let module = try #require(Self.completion("udp && hop.module == \""))
    #expect(module.candidates.contains("vlan"))
    #expect(Self.completion("ip.src == \"1") == nil)
  }

  @Test("tab completes while a filter is typed, and names the ways where there are several")
  func typed() throws {
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("5 / \"outc\" tab"))
    #expect(explorer.model.state.trace.editing?.text == "outcome")
    _ = try explorer.press(KeyScript("\" == \""))
    _ = try explorer.press(KeyScript(keys: [KeyEvent("\""), KeyEvent("d"), KeyEvent(.tab)]))
    #expect(explorer.model.state.trace.editing?.text == "outcome == \"d")
    #expect(explorer.model.state.message == "delivered  dropped")
    _ = try explorer.press(KeyScript(keys: [KeyEvent("r"), KeyEvent(.tab), KeyEvent("\"")]))
    #expect(explorer.model.state.trace.filter == "outcome == \"dropped\"")
  }
}
