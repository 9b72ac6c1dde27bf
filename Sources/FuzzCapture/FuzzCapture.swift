import CFuzz
import Glibc
import Wire

/// Reads any bytes as a pcapng file and finds the headers of every frame in it.
@main
enum FuzzCapture {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzCapture.take($0, $1) })
  }

  /// One input: read to its end or its error, never further.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    do throws(CaptureError) {
      var reader = try PcapNGReader(CaptureBytes(Array(input)))
      while let record = try reader.next() {
        precondition(record.wireLength >= record.capturedLength, "a record shorter than its bytes")
        _ = FrameLayout(
          parsing: record.bytes,
          wireLength: record.wireLength,
          link: record.linkType.linkLayer ?? .ethernet
        )
      }
    } catch {
      // A refusal is what bad bytes should get.
    }
    // The same bytes as a bare frame: headers without a file around them.
    _ = FrameLayout(parsing: UnsafeRawBufferPointer(input))
    return 0
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzCaptureInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzCapture.take(bytes, count)
}
