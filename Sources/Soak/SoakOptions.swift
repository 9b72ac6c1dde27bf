/// What the command line asked for.
struct SoakOptions {
  /// Minutes of load in all.
  var minutes = 1
  /// Where the random operations begin.
  var seed: UInt64 = 1
  /// Seconds of one engine's life.
  var round = 5
  /// A folder for what is recorded.
  var scratch = "/tmp"

  static let usage = """
    usage: Soak [--minutes 1…1440] [--seed NUMBER] [--round 5…600] [--scratch FOLDER]
    """

  /// Reads the arguments after the program's name; throws what is wrong with them.
  init(_ arguments: some Sequence<String>) throws(SoakUsageError) {
    var words = Array(arguments)[...]
    while let word = words.popFirst() {
      switch word {
      case "--minutes": minutes = try Self.number(word, words.popFirst(), 1...1_440)
      case "--seed": seed = UInt64(try Self.number(word, words.popFirst(), 0...Int.max))
      case "--round": round = try Self.number(word, words.popFirst(), 5...600)
      case "--scratch":
        guard let folder = words.popFirst() else {
          throw SoakUsageError(message: "--scratch needs a folder")
        }
        scratch = folder
      default: throw SoakUsageError(message: "unknown option \(word)")
      }
    }
  }

  private static func number(
    _ option: String,
    _ text: String?,
    _ range: ClosedRange<Int>
  ) throws(SoakUsageError) -> Int {
    guard let value = text.flatMap({ Int($0) }), range.contains(value) else {
      throw SoakUsageError(
        message: "\(option) takes a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return value
  }
}

/// A command line that means nothing.
struct SoakUsageError: Error {
  let message: String
}
