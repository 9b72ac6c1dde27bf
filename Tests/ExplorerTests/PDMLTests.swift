@preconcurrency import Glibc
import TUIKit
import Testing

@testable import Explorer

@Suite("tshark's tree of a packet")
struct PDMLTests {
  private static let document = """
    <?xml version="1.0"?>
    <pdml><packet>
      <proto name="geninfo" pos="0" showname="General information" size="42">
        <field name="num" pos="0" show="1" showname="Number" value="1" size="42"/>
      </proto>
      <proto name="eth" showname="Ethernet II, Src: &lt;a&gt;" size="14" pos="0">
        <field name="eth.dst" showname="Destination: b &amp; c" size="6" pos="0" show="x">
          <field name="eth.addr" showname="Hidden" hide="yes" size="6" pos="0" show="x"/>
          <field name="eth.lg" show="1" size="1" pos="0"/>
        </field>
      </proto>
      <proto name="ip" showname="Internet Protocol" size="20" pos="14"/>
    </packet>
    <packet><proto name="second" showname="Second" size="1" pos="0"/></packet></pdml>
    """

  @Test(
    "shown lines of the first packet become rows with their depth; what is made up or hidden is left out"
  )
  func rows() {
    let rows = PDMLReader.rows(Array(Self.document.utf8))
    #expect(
      rows == [
        .init(depth: 0, text: "Ethernet II, Src: <a>"), .init(depth: 1, text: "Destination: b & c"),
        .init(depth: 2, text: "eth.lg: 1"), .init(depth: 0, text: "Internet Protocol"),
      ]
    )
  }

  @Test("a document cut anywhere gives what was whole, and never more")
  func cut() {
    let bytes = Array(Self.document.utf8)
    let all = PDMLReader.rows(bytes)
    for count in bytes.indices {
      let rows = PDMLReader.rows(Array(bytes.prefix(count)))
      #expect(rows.count <= all.count)
    }
  }

  @Test("where tshark is installed it reads the packet and the tree comes; it is never waited for")
  func process() throws {
    var frame: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 6]
    frame += [0, 1, 8, 0, 6, 4, 0, 1] + [UInt8](repeating: 1, count: 20)
    let process: TsharkProcess
    do {
      process = try TsharkProcess(bytes: frame, length: UInt32(frame.count), isEthernet: true)
    } catch {
      #expect(error.text == TsharkProcess.absence)
      print("skipped: tshark is not installed")
      return
    }
    var stage: DeepDissection.Stage?
    while stage == nil {
      stage = process.advance()
      if stage == nil { usleep(20_000) }
    }
    guard case .done(let rows)? = stage else {
      Issue.record("\(String(describing: stage))")
      return
    }
    #expect(rows.contains { $0.text.contains("Address Resolution Protocol") })
  }
}
