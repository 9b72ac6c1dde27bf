import CFuzz
import Glibc
import Wire

/// Reads any bytes as a display filter, up to the first line feed, and tries it on the rest as a frame.
@main
enum FuzzDisplayFilter {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzDisplayFilter.take($0, $1) })
  }

  /// One input: a filter that says yes or no, or an error with its column.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    let line = input.prefix { $0 != UInt8(ascii: "\n") }
    let text = String(decoding: line, as: UTF8.self)
    do throws(DisplayFilterError) {
      let filter = try DisplayFilter(parsing: text)
      let frame = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[line.count...])
      let dissection = Dissection(frame, wireLength: frame.count, link: .ethernet)
      let answer = filter.matches(dissection)
      precondition(answer == filter.matches(dissection), "two answers to one question")
    } catch {
      precondition(error.column >= 1, "a column before the first")
      precondition(error.column <= text.count + 1, "a column past the end")
    }
    return 0
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzDisplayFilterInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzDisplayFilter.take(bytes, count)
}
