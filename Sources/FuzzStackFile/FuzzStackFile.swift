import CFuzz
import Engine
import Glibc
import NDIS

/// Reads any bytes as a stack file; what reads must be written and read back as the same stack.
@main
enum FuzzStackFile {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzStackFile.take($0, $1) })
  }

  /// One input: a stack, or errors of which each has its place in the file.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    do throws(StackFileErrors) {
      let stack = try StackFile.read(input, file: "input", catalogue: components)
      readBack(stack)
    } catch {
      for (one, next) in zip(error.all, error.others) {
        precondition(one.mark ?? .start <= next.mark ?? .start, "errors out of order")
      }
    }
    return 0
  }

  private static func readBack(_ stack: StackConfiguration) {
    let text = StackFile.write(stack)
    do {
      let again = try StackFile.read(text, file: "again", catalogue: components)
      precondition(again.withoutSources == stack.withoutSources, "it reads back as another stack")
      precondition(StackFile.write(again) == text, "it is written another way")
    } catch {
      fatalError("what was written does not read: \(error)\n\(text)")
    }
  }

  /// Components with a keyword of every type.
  private static let components = ComponentCatalogue([
    .miniport(
      "wire",
      displayName: "",
      summary: "",
      keywords: [
        KeywordDescription("peer", .peer, ""),
        KeywordDescription("rate", .bitRate(), default: .rate(1_000, .bits), ""),
        KeywordDescription("delay", .anyDuration, ""),
        KeywordDescription("mtu", .bytes(576...9_000), default: .integer(1_500), ""),
        KeywordDescription("mac", .hardwareAddress, ""),
        KeywordDescription("media", .choice(["connected", "disconnected"]), ""),
      ]
    ),
    .miniport(
      "generator",
      displayName: "",
      summary: "",
      keywords: [
        KeywordDescription("profile", .choice(["fixed", "imix"]), ""),
        KeywordDescription("rate", .packetRate(), ""),
        KeywordDescription("count", .integer(.min ... .max), ""),
      ]
    ),
    .miniport(
      "replay",
      displayName: "",
      summary: "",
      lowerRange: ["ip"],
      keywords: [
        .required("file", .path, ""), KeywordDescription("loop", .boolean, ""),
      ]
    ),
    .filter("capture", displayName: "", summary: "", .monitoring()),
    .filter(
      "vlan",
      displayName: "",
      summary: "",
      .modifying(.custom),
      keywords: [
        KeywordDescription("id", .integer(1...4_094), ""),
        KeywordDescription("allowed", .list(.integer(1...4_094), count: 1...8), ""),
      ]
    ),
    .filter(
      "classify",
      displayName: "",
      summary: "",
      .modifying(.scheduler),
      keywords: [
        KeywordDescription(
          "rules",
          .list(
            .record([
              .required("match", .packetFilter, ""), KeywordDescription("reason", .text, ""),
              KeywordDescription(
                "also",
                .record([KeywordDescription("words", .list(.text), "")]),
                ""
              ),
            ])
          ),
          ""
        ),
        KeywordDescription("one", .record([KeywordDescription("word", .text, "")]), ""),
      ]
    ),
    .protocol(
      "responder",
      displayName: "",
      summary: "",
      keywords: [KeywordDescription("addresses", .list(.address(.prefix)), "")]
    ),
    .protocol(
      "talker",
      displayName: "",
      summary: "",
      keywords: [KeywordDescription("target", .address(.host), "")]
    ),
    .intermediate("mux", displayName: "", summary: ""),
  ])
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzStackFileInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzStackFile.take(bytes, count)
}
