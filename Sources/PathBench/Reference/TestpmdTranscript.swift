/// Reads what `testpmd --stats-period` prints, as it arrives.
struct TestpmdTranscript {
  /// Version text, empty until the program has said it.
  private(set) var version = ""
  /// The last line that names an error or its cause.
  private(set) var lastComplaint = "it printed no statistics"

  private var unfinished = ""
  private var firstPortRate: Double?

  /// Takes more output and returns the samples it completes, each the sum of both ports' Rx-pps.
  mutating func consume(_ text: String) -> [Double] {
    var rates: [Double] = []
    unfinished += text
    var lines = unfinished.split(separator: "\n", omittingEmptySubsequences: false)
    unfinished = lines.popLast().map(String.init) ?? ""
    for line in lines {
      if let rate = Self.value(after: "Rx-pps:", in: line).flatMap({ Double($0) }) {
        if let first = firstPortRate {
          rates.append(first + rate)
          firstPortRate = nil
        } else {
          firstPortRate = rate
        }
      } else if line.contains("RTE Version:") {
        version = line.split(separator: "'").dropFirst().first.map(String.init) ?? ""
      } else if line.contains("Error") || line.contains("Cause:") || line.contains("FATAL") {
        lastComplaint = String(line)
      }
    }
    return rates
  }

  private static func value(after label: String, in line: Substring) -> Substring? {
    let words = line.split(separator: " ")
    guard let position = words.firstIndex(where: { $0 == label }), position + 1 < words.count
    else { return nil }
    return words[position + 1]
  }
}
