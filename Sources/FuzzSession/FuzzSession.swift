import CFuzz
import Glibc
import Inspection

/// Reads any bytes as a session: its chunks, every sample in it and every journey of its hop log.
///
/// Checksums are put right first, or hardly an input would come past them; what they catch is tested elsewhere.
@main
enum FuzzSession {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzSession.take($0, $1) })
  }

  /// One input: a session as far as it is whole, or an error with its place.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = sealed(Array(UnsafeBufferPointer(start: bytes, count: count)))
    do throws(SessionError) {
      let session = try Session(input.span.bytes)
      for place in 0..<session.sampleCount {
        // A sample may be broken where the rest is whole.
        _ = try? session.snapshot(ofSample: place, input.span.bytes)
      }
      for frame in session.frames {
        precondition(frame.range.upperBound <= input.count, "a frame past the session")
      }
      walk(session, input)
    } catch {
      precondition((0...input.count).contains(error.offset), "a place outside the session")
    }
    return 0
  }

  private static func walk(_ session: Session, _ input: [UInt8]) {
    guard let context = session.context else { return }
    input.withUnsafeBytes { bytes in
      let log = HopLogBytes(session.log, in: bytes)
      for place in 0..<session.index.count {
        let entry = session.index.entry(at: place)
        // A journey with a broken record is refused; the rest of the log still reads.
        _ = try? log.journey(entry, context)
        _ = log.firstBytes(of: entry)
        _ = log.path(of: entry)
      }
    }
  }

  /// The input with every chunk's checksum as it should be.
  private static func sealed(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    for (place, byte) in SessionFormat.magic.enumerated() where place < bytes.count {
      bytes[place] = byte
    }
    var start = 12
    while bytes.count - start >= 9 {
      let length = (1...4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * ($1 - 1)) }
      let end = start + 5 + length
      guard end + 4 <= bytes.count else { break }
      let sum = checksum(bytes[start..<end])
      for place in 0..<4 { bytes[end + place] = UInt8(truncatingIfNeeded: sum >> (8 * place)) }
      start = end + 4
    }
    return bytes
  }

  /// CRC-32 of IEEE 802.3, bit by bit.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { word, _ in
        word & 1 == 0 ? word >> 1 : 0xEDB8_8320 ^ (word >> 1)
      }
    }
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzSessionInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzSession.take(bytes, count)
}
