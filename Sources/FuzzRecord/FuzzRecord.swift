import CFuzz
import Glibc
import NDIS

/// Reads any bytes and any text as the value of a request or of a status indication.
///
/// The first byte says which side, the next two which entry of the table, the rest is the value.
@main
enum FuzzRecord {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzRecord.take($0, $1) })
  }

  /// What the bytes are of.
  enum Subject {
    case request(OIDNumber, OIDCodec.Side)
    case status(StatusCode)

    init(side: UInt8, index: Int) {
      let oids = OIDTable.all
      switch side % 3 {
      case 0: self = .request(oids[index % oids.count].number, .value)
      case 1: self = .request(oids[index % oids.count].number, .methodInput)
      default: self = .status(StatusCode.all[index % StatusCode.all.count].code)
      }
    }

    func read(_ bytes: [UInt8]) -> OIDCodec.Reading {
      switch self {
      case .request(let oid, let side): OIDCodec.read(oid, bytes: bytes, side: side)
      case .status(let code): StatusCodec.read(code, bytes: bytes)
      }
    }

    func encode(_ text: String) throws(RecordError) -> [UInt8] {
      switch self {
      case .request(let oid, let side): try OIDCodec.encode(oid, text: text, side: side)
      case .status(let code): try StatusCodec.encode(code, text: text)
      }
    }
  }

  /// One input: what reads without a problem can be written, and what is written reads as the same.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard input.count >= 3 else { return 0 }
    let subject = Subject(side: input[0], index: Int(input[1]) | Int(input[2]) << 8)
    let value = Array(input.dropFirst(3))
    let reading = subject.read(value)
    // Bytes behind the value are shown and not written again.
    if reading.problem == nil, reading.fields.allSatisfy({ $0.role != .rest }) {
      do throws(RecordError) {
        let again = subject.read(try subject.encode(reading.text))
        precondition(again.text == reading.text, "\(reading.text) became \(again.text)")
      } catch {
        preconditionFailure("\(reading.text) is not taken: \(error)")
      }
    }
    write(String(decoding: value, as: UTF8.self), subject)
    return 0
  }

  /// A text: bytes that read without a problem and write the same value, or an error with words.
  private static func write(_ text: String, _ subject: Subject) {
    do throws(RecordError) {
      let bytes = try subject.encode(text)
      let reading = subject.read(bytes)
      precondition(reading.problem == nil, "\(text): \(reading.problem ?? "")")
      let again = subject.read(try subject.encode(reading.text))
      precondition(again.text == reading.text, "\(reading.text) became \(again.text)")
    } catch {
      precondition(!error.problem.isEmpty && !error.mend.isEmpty, "an error without words")
    }
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzRecordInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzRecord.take(bytes, count)
}
