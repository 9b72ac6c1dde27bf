import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Screens")
struct ScreenTests {
  static let sizes = [(80, 24), (160, 48), (40, 12)]

  @Test("the Stack view is as reviewed at every size", arguments: sizes)
  func stack(_ width: Int, _ height: Int) throws {
    let canvas = try Screen.draw("down down down down", width: width, height: height)
    Golden.check(canvas, "stack-\(width)x\(height)")
  }

  @Test("the Trace view is as reviewed at every size", arguments: sizes)
  func trace(_ width: Int, _ height: Int) throws {
    let canvas = try Screen.draw("5 up up ]", width: width, height: height)
    Golden.check(canvas, "trace-\(width)x\(height)")
  }
}
