import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Breakpoints and what rests on the screen")
struct BreakBoxTests {
  private static func press(
    _ keys: String,
    rest: Rest? = SampleRest.packet,
    width: Int = 80,
    height: Int = 24,
    options: ExplorerOptions = ExplorerOptions()
  ) throws -> (model: ExplorerModel, screen: Canvas, sent: [Command]) {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    if let rest { connection.rest(rest) }
    let size = Size(width: width, height: height)
    var explorer = Screen.explorer(connection, size: size, options: options)
    let screen = try explorer.press(KeyScript(keys))
    return (explorer.model, screen, connection.commands.filter { $0.isAboutBreaks })
  }

  @Test("the boxes are as reviewed at every size", arguments: ScreenTests.sizes)
  func sizes(_ width: Int, _ height: Int) throws {
    for (keys, name) in [
      ("", "rest"), ("E \"ip.ttl = 5\"", "rest-writing"), ("esc", "rest-closed"),
      ("L", "breakpoints"), ("esc b", "breakpoints-writing"),
    ] {
      let drawn = try Self.press(keys, width: width, height: height).screen
      Golden.check(drawn, "break-\(name)-\(width)x\(height)")
    }
    let request = try Self.press("", rest: SampleRest.request, width: width, height: height)
    Golden.check(request.screen, "break-rest-request-\(width)x\(height)")
    let plain = ExplorerOptions(themes: [.mono], charset: .ascii)
    let mono = try Self.press(
      "E \"ip.ttl = 5\"",
      width: width,
      height: height,
      options: plain
    ).screen
    Golden.check(mono, "break-rest-writing-\(width)x\(height)-ascii", charset: .ascii)
  }

  @Test("a packet that comes to rest is shown at once, and the head line says STEP")
  func opens() throws {
    let pressed = try Self.press("")
    let text = pressed.screen.text
    #expect(text.contains("STEP"))
    #expect(text.contains("#4710") && text.contains("63 wait behind it"))
    #expect(text.contains("vlan") && text.contains("classify"))
    #expect(text.contains("breakpoint 1: packet udp.dstport == 53"))
    #expect(try Self.press("esc").model.state.overlay == nil)
  }

  @Test("keys act on what rests in the box as outside of it")
  func keys() throws {
    for before in ["", "esc "] {
      #expect(try Self.press(before + "n").sent == [.step(.hop)])
      #expect(try Self.press(before + "c").sent == [.release])
      #expect(try Self.press(before + "X").sent == [.dropPacket])
    }
    #expect(try Self.press("c", rest: nil).sent.isEmpty)
    #expect(try Self.press("c", rest: nil).screen.text.contains("nothing rests"))
  }

  @Test("a packet that may not be written says why instead of taking text")
  func refused() throws {
    var rest = SampleRest.packet
    rest.packet?.editRefusal = "its bytes are marked read-only"
    let pressed = try Self.press("esc E", rest: rest)
    #expect(pressed.model.state.overlay == nil)
    #expect(pressed.screen.text.contains("read-only"))
    #expect(pressed.sent.isEmpty)
  }

  @Test("checksums are mended unless a person wants them as they are")
  func checksums() throws {
    let mended = try Self.press("E \"50: 41\" enter").sent.last
    guard case .anytime(.editPacket(let bytes))? = mended else {
      Issue.record("nothing was sent")
      return
    }
    // One byte more, for the sum changes by what the byte did.
    #expect(bytes.indices.filter { bytes[$0] != SampleRest.bytes[$0] } == [40, 50])
    guard
      case .anytime(.editPacket(let plain))? = try Self.press("E \"50: 41\" tab enter").sent.last
    else {
      Issue.record("nothing was sent")
      return
    }
    #expect(plain.indices.filter { plain[$0] != SampleRest.bytes[$0] } == [50])
  }

  @Test("what is no breakpoint says what is wrong with it and is not sent")
  func validation() throws {
    let wrong = try Self.press("esc L a \"packet udp.prot == 1\" enter")
    #expect(wrong.sent.isEmpty)
    #expect(wrong.screen.text.contains("udp.port"))
    let right = try Self.press("esc L a \"rule any\" enter")
    #expect(right.sent == [.addBreakpoint("rule any")])
  }

  @Test("breakpoints are turned off, passed and deleted in their list")
  func list() throws {
    #expect(try Self.press("esc L space").sent == [.enableBreakpoint(1, false)])
    #expect(try Self.press("esc L +").sent == [.ignoreBreakpoint(1, 1)])
    #expect(try Self.press("esc L d").sent == [.deleteBreakpoint(1)])
  }
}
