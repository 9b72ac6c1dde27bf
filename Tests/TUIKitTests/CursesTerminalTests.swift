@preconcurrency import Glibc
import Testing

@testable import TUIKit

@Suite("Curses terminal", .serialized)
struct CursesTerminalTests {
  private struct SystemFailure: Error {
    let code: Int32
  }

  @Test("a pseudo terminal is made raw, drawn on sparingly and given back as it was found")
  func wholeLife() throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard master >= 0 else { throw SystemFailure(code: errno) }
    defer { close(master) }
    let slave = open(try partnerPath(of: master), O_RDWR | O_NOCTTY)
    guard slave >= 0 else { throw SystemFailure(code: errno) }
    defer { close(slave) }
    var window = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(slave, UInt(TIOCSWINSZ), &window) == 0)
    let found = try modes(of: slave)

    var options = CursesTerminal.Options()
    options.input = slave
    options.output = slave
    options.charset = .braille
    let variables = ["TERM": "xterm-256color"]
    let terminal = try CursesTerminal(options) { variables[$0] }
    #expect(terminal.size == Size(width: 80, height: 24))
    #expect(terminal.depth == .palette256)
    let raw = try modes(of: slave)
    #expect(raw.c_lflag & tcflag_t(ISIG | ICANON | ECHO) == 0)

    terminal.present(frame(selected: 3))
    let first = drained(master)
    #expect(first.contains("\u{1B}[?1049h"))
    #expect(first.contains("module 3"))
    terminal.present(frame(selected: 3))
    #expect(drained(master).isEmpty)
    terminal.present(frame(selected: 4))
    let moved = drained(master)
    #expect(moved.utf8.count <= 400)
    #expect(moved.hasPrefix("\u{1B}[?2026h") && moved.hasSuffix("\u{1B}[?2026l"))
    // The blanks between what changes cost no change of style, whatever style they were drawn in.
    terminal.present(digits("1"))
    _ = drained(master)
    terminal.present(digits("2"))
    let changed = drained(master)
    let styles = changed.split(separator: "\u{1B}").filter { $0.hasPrefix("[") && $0.contains("m") }
    #expect(changed.contains("2"))
    #expect(styles.count <= 4, "\(changed.debugDescription)")
    terminal.charset = .ascii
    terminal.present(frame(selected: 4))
    #expect(drained(master).utf8.allSatisfy { $0 < 0x80 })

    window = winsize(ws_row: 1, ws_col: 1, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(slave, UInt(TIOCSWINSZ), &window) == 0)
    #expect(terminal.resize())
    #expect(!terminal.resize())
    terminal.present(frame(selected: 4))
    #expect(terminal.copy("foo"))
    #expect(drained(master).contains("\u{1B}]52;c;Zm9v\u{7}"))

    terminal.close()
    let last = drained(master)
    #expect(last.contains("\u{1B}[?1049l") && last.contains("\u{1B}[?1000l"))
    let after = try modes(of: slave)
    #expect(after.c_lflag == found.c_lflag && after.c_iflag == found.c_iflag)
    #expect(after.c_oflag == found.c_oflag && after.c_cflag == found.c_cflag)
    terminal.present(frame(selected: 1))
    #expect(drained(master).isEmpty)
  }

  @Test("a pipe is no terminal")
  func pipeRefused() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemFailure(code: errno) }
    defer { ends.forEach { close($0) } }
    var options = CursesTerminal.Options()
    options.input = ends[0]
    options.output = ends[1]
    #expect(throws: TerminalError.notATerminal) { try CursesTerminal(options) { _ in "xterm" } }
  }

  @Test("the loop tells what is ready, reads keys, and wakes by its time-out")
  func eventLoop() throws {
    var keys: [Int32] = [0, 0]
    var other: [Int32] = [0, 0]
    guard pipe(&keys) == 0, pipe(&other) == 0 else { throw SystemFailure(code: errno) }
    defer { (keys + other).forEach { close($0) } }
    var loop = EventLoop(input: keys[0], extra: [other[0]])
    #expect(loop.wait(timeout: .zero) == EventLoop.Wake())
    #expect(write(other[1], "x", 1) == 1)
    #expect(write(keys[1], "\u{1B}[Aq", 4) == 4)
    var expected = EventLoop.Wake()
    expected.input = [.key(KeyEvent(.up)), .key(KeyEvent("q"))]
    expected.ready = [other[0]]
    #expect(loop.wait(timeout: nil) == expected)
    #expect(write(keys[1], "\u{1B}", 1) == 1)
    var byte: UInt8 = 0
    #expect(read(other[0], &byte, 1) == 1)
    var events: [InputEvent] = []
    while events.isEmpty { events = loop.wait(timeout: nil).input }
    #expect(events == [.key(KeyEvent(.escape))])
  }

  /// Pairs of digits with blanks of another style between them.
  private func digits(_ digit: String) -> Canvas {
    let canvas = Canvas(width: 80, height: 24)
    canvas.fill(style: .border)
    for column in 0..<16 { canvas.put("6" + digit, x: 3 * column, y: 1, style: .text) }
    return canvas
  }

  private func frame(selected: Int) -> Canvas {
    let canvas = Canvas(width: 80, height: 24)
    let table = Table(
      columns: [
        TableColumn("MODULE", width: 24), TableColumn("pps", width: 6, alignment: .right),
        TableColumn("LAST", width: 20),
      ],
      selectionBar: .columns(1)
    )
    table.drawRows(on: canvas, viewport: ListViewport(selection: selected), count: 24) { index in
      let glyph = StyledText(Glyph.filter + " ", Style(.filter))
      return [
        TreeRow(isLast: false).prefix + glyph + StyledText("module \(index)"),
        Quantity.count(640_000).styled(),
        Sparkline([1, 2, 3, 4]).text(columns: 20, charset: .braille),
      ]
    }
    return canvas
  }

  /// Unlocks the other end and names it: TIOCSPTLCK and TIOCGPTN, which the C library's own calls wrap.
  private func partnerPath(of master: Int32) throws -> String {
    var lock: Int32 = 0
    var number: Int32 = 0
    guard ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw SystemFailure(code: errno)
    }
    return "/dev/pts/\(number)"
  }

  private func modes(of descriptor: Int32) throws -> termios {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { throw SystemFailure(code: errno) }
    return modes
  }

  /// What has arrived at the other end of the terminal.
  private func drained(_ master: Int32) -> String {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 0) > 0 {
      let count = read(master, &part, part.count)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
