import CFuzz
import Glibc
import TUIKit

/// Feeds any bytes to the key decoder: the pieces they arrive in must not change what they mean.
@main
enum FuzzTerminalInput {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzTerminalInput.take($0, $1) })
  }

  /// One input, whole and byte by byte; the text of it as a script of keys.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    let whole = events([input])
    let pieces = events(input.map { [$0] })
    precondition(whole == pieces, "pieces mean something else than the whole")
    do throws(KeyScript.Failure) {
      _ = try KeyScript(String(decoding: input, as: UTF8.self))
    } catch {
      precondition(!error.description.isEmpty, "an error without words")
    }
    return 0
  }

  /// What the pieces mean; nothing may stay unfinished.
  private static func events(_ pieces: [[UInt8]]) -> [InputEvent] {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for piece in pieces { events += decoder.feed(piece, at: 1) }
    var rounds = 0
    while let deadline = decoder.deadline {
      events += decoder.expire(at: deadline)
      rounds += 1
      precondition(rounds <= pieces.joined().count + 2, "an unfinished sequence without end")
    }
    return events
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzTerminalInputInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTerminalInput.take(bytes, count)
}
