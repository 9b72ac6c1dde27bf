/// What the command line asked for.
struct BenchOptions {
  /// Prints the document instead of the table.
  var json = false
  /// Keeps only rows whose name contains this.
  var only = ""
  /// Alternating runs of the reference and of each path.
  var rounds = 5
  /// Seconds measured in each run.
  var seconds = 3
  /// Ends with failure when a path of ours allocates.
  var gate = false
  /// Measures every path there is, not a selection.
  var all = false
  /// The library of references for algorithms, nil to do without.
  var references: String?

  static let usage = """
    usage: PathBench [--json] [--only NAME] [--rounds 1…100] [--seconds 1…60] [--gate]
                     [--all] [--references LIBRARY]
      --all   every number of filters, batch, frame and level, not a selection
      --gate  exit 1 when a measured path allocates from the heap
    """

  /// Reads the arguments after the program's name; throws what is wrong with them.
  init(_ arguments: some Sequence<String>) throws(BenchUsageError) {
    var words = Array(arguments)[...]
    while let word = words.popFirst() {
      switch word {
      case "--json": json = true
      case "--gate": gate = true
      case "--all": all = true
      case "--references":
        guard let path = words.popFirst() else {
          throw BenchUsageError(message: "--references needs a library")
        }
        references = path
      case "--only":
        guard let name = words.popFirst() else {
          throw BenchUsageError(message: "--only needs a name")
        }
        only = name
      case "--rounds": rounds = try Self.count(word, words.popFirst(), 1...100)
      case "--seconds": seconds = try Self.count(word, words.popFirst(), 1...60)
      default: throw BenchUsageError(message: "unknown option \(word)")
      }
    }
  }

  /// Whether a row is to be measured.
  func wants(_ name: String, byDefault: Bool) -> Bool {
    (byDefault || all) && (only.isEmpty || name.contains(only))
  }

  private static func count(
    _ option: String,
    _ text: String?,
    _ range: ClosedRange<Int>
  ) throws(BenchUsageError) -> Int {
    guard let value = text.flatMap({ Int($0) }), range.contains(value) else {
      throw BenchUsageError(
        message: "\(option) needs a number \(range.lowerBound)…\(range.upperBound)"
      )
    }
    return value
  }
}

/// A command line that cannot be followed.
struct BenchUsageError: Error {
  let message: String
}
