import Testing
import Wire

@Suite("Blocks of a pcapng file that are left to programs")
struct PcapNGLocalBlockTests {
  private static let blocks = PcapNGLocalBlocks(type: 0x8000_0001)

  private static func add(_ content: [UInt8], _ type: UInt32, to writer: inout PcapNGWriter) {
    content.withUnsafeBytes { writer.addLocalBlock(type: type, $0) }
  }

  @Test("what was written in blocks of any length is read, and a reader of packets walks over them")
  func read() throws {
    var writer = PcapNGWriter(application: "tests")
    Self.add([1, 2, 3], 0x8000_0001, to: &writer)
    let interface = writer.addInterface(linkType: .ethernet)
    Self.add([9, 9], 0x8000_0002, to: &writer)
    [UInt8](repeating: 7, count: 60).withUnsafeBytes {
      writer.addPacket(interface: interface, timestamp: 5, bytes: $0, wireLength: 60)
    }
    Self.add([4, 5, 6, 7], 0x8000_0001, to: &writer)
    Self.add([], 0x8000_0001, to: &writer)
    let file = writer.takeBytes()
    file.withUnsafeBytes { #expect(Self.blocks.begin($0)) }
    let content = try file.withUnsafeBytes { try Self.blocks.content(of: $0) }
    #expect(content == [1, 2, 3, 4, 5, 6, 7])
    var reader = try PcapNGReader(CaptureBytes(file))
    #expect(try reader.next()?.bytes.count == 60)
    #expect(try reader.next() == nil)
  }

  @Test("a file that begins otherwise, or ends early, is not taken for one with blocks")
  func other() throws {
    var writer = PcapNGWriter()
    writer.addInterface(linkType: .ethernet)
    let plain = writer.takeBytes()
    plain.withUnsafeBytes { #expect(!Self.blocks.begin($0)) }
    var late = PcapNGWriter()
    late.addInterface(linkType: .ethernet)
    Self.add([1], 0x8000_0001, to: &late)
    late.takeBytes().withUnsafeBytes { #expect(Self.blocks.begin($0)) }
    var marked = PcapNGWriter()
    Self.add([1, 2, 3, 4, 5], 0x8000_0001, to: &marked)
    let file = marked.takeBytes()
    for count in 0..<file.count {
      let cut = Array(file.prefix(count))
      let content = try cut.withUnsafeBytes { try Self.blocks.content(of: $0) }
      #expect([1, 2, 3, 4, 5].starts(with: content))
    }
    for place in file.indices {
      var broken = file
      broken[place] ^= 0xFF
      // Any error is fine; nothing may crash.
      _ = try? broken.withUnsafeBytes { try Self.blocks.content(of: $0) }
    }
    #expect(throws: CaptureError.self) {
      _ = try (file + file).withUnsafeBytes { try Self.blocks.content(of: $0) }
    }
  }
}
