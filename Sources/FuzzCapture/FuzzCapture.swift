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
        look(at: record.bytes, record.wireLength, record.linkType.linkLayer ?? .ethernet)
        for option in record.options { precondition(option.data.count <= input.count) }
      }
    } catch {
      // A refusal is what bad bytes should get.
    }
    // The same bytes as a bare frame: headers without a file around them.
    look(at: UnsafeRawBufferPointer(input), count, .ethernet)
    look(at: UnsafeRawBufferPointer(input), count + 1, .rawIP)
    return 0
  }

  /// Everything that reads a frame.
  static func look(at bytes: UnsafeRawBufferPointer, _ wireLength: Int, _ link: LinkLayer) {
    let layout = FrameLayout(parsing: bytes, wireLength: wireLength, link: link)
    precondition(layout.payloadOffset <= layout.payloadEnd, "data begins after its end")
    precondition(Int(layout.payloadEnd) <= bytes.count, "data ends past the frame")
    let dissection = Dissection(bytes, wireLength: wireLength, link: link)
    dissection.visit { precondition($0.range.upperBound <= bytes.count, "a field past the frame") }
    _ = FrameSummary(dissection)
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzCaptureInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzCapture.take(bytes, count)
}
