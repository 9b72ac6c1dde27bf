/// Entries of an indirection table that are to lead elsewhere, as a person writes it: `8-15, 20 = 2` or `all = 0:0, 0:1`.
///
/// At the left entries, ranges of them, or `all`; at the right queues by number or processors by group and number, taken
/// in turn where there are several.
public struct TableEdit: Equatable, Sendable {
  /// Why a text is no such edit: what is wrong and how to mend it.
  public struct Failure: Error, Equatable, Sendable {
    /// One sentence.
    public var text: String

    /// Makes a reason.
    public init(_ text: String) { self.text = text }
  }

  /// The table as it is to be: the processor of every entry.
  public private(set) var processors: [ProcessorName]
  /// Entries that were named.
  public private(set) var entries: [Int]
  /// Where they lead, each once, in order.
  public private(set) var targets: [ProcessorName]

  /// Reads an edit of the table as it is.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - scaling: the adapter's receive scaling.
  ///   - queues: its queues.
  /// - Throws: `Failure` with a sentence.
  public init(
    parsing text: String,
    _ scaling: ReceiveScalingNode,
    queues: [QueueNode]
  ) throws(Failure) {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else { throw Failure("write entries = queue, as 8-15 = 2") }
    entries = try Self.entries(Self.parts(sides[0]), count: scaling.table.count)
    targets = []
    for part in Self.parts(sides[1]) {
      targets.append(try Self.processor(part, scaling, queues))
    }
    guard !targets.isEmpty else {
      throw Failure("no queue after =: write its number, or a processor as 0:1")
    }
    processors = scaling.table.map(\.processor)
    for (place, entry) in entries.enumerated() {
      processors[entry] = targets[place % targets.count]
    }
  }

  /// The value of OID_GEN_RECEIVE_SCALE_PARAMETERS that sets the table and leaves hash and key as they are.
  public var value: String {
    let unchanged = ["BASE_CPU", "HASH_INFO", "HASH_KEY"].map {
      "NDIS_RSS_PARAM_FLAG_\($0)_UNCHANGED"
    }
    return "Flags=\(unchanged.joined(separator: " | ")), IndirectionTable=["
      + processors.map(\.text).joined(separator: ", ") + "]"
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count))
  }

  private static func parts(_ text: Substring) -> [String] {
    text.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func entries(_ parts: [String], count: Int) throws(Failure) -> [Int] {
    guard !parts.isEmpty else { throw Failure("no entry before =: write 12, 8-15 or all") }
    var found: [Int] = []
    for part in parts {
      if part == "all" {
        found += 0..<count
        continue
      }
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        Int(trimmed($0))
      }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else {
        throw Failure("\(part) is no entry: write 12, 8-15 or all")
      }
      guard first <= last else { throw Failure("\(part) goes backwards: write \(last)-\(first)") }
      guard first >= 0, last < count else {
        throw Failure("the table has no entry \(last): write 0-\(count - 1)")
      }
      found += first...last
    }
    return found
  }

  private static func processor(
    _ text: String,
    _ scaling: ReceiveScalingNode,
    _ queues: [QueueNode]
  ) throws(Failure) -> ProcessorName {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return try processor(ofQueue: text, scaling, queues) }
    guard let group = UInt16(parts[0]), let number = UInt8(parts[1]) else {
      throw Failure("\(text) is no processor: write group and number, as 0:1")
    }
    let processor = ProcessorName(group: group, number: number)
    let allowed = scaling.processors.filter {
      $0 >= scaling.baseProcessor && $0 <= scaling.maximumProcessor
    }
    guard allowed.contains(processor) else {
      let range = allowed.first.map { "\($0.text) to \(allowed[allowed.count - 1].text)" } ?? "none"
      throw Failure("this adapter may not use processor \(text): write one of \(range)")
    }
    return processor
  }

  /// The processor whose frames come into a queue.
  private static func processor(
    ofQueue text: String,
    _ scaling: ReceiveScalingNode,
    _ queues: [QueueNode]
  ) throws(Failure) -> ProcessorName {
    guard let number = UInt32(text) else {
      throw Failure("\(text) is no queue: write its number, or a processor as 0:1")
    }
    guard let queue = queues.first(where: { $0.number == number }) else {
      throw Failure("there is no queue \(number): write 0 to \(max(1, queues.count) - 1)")
    }
    if let entry = scaling.table.first(where: { $0.queue == number }) { return entry.processor }
    guard queues.count(where: { $0.processor == queue.processor }) == 1 else {
      throw Failure("queue \(number) has no processor of its own yet: write a processor, as 0:1")
    }
    return queue.processor
  }
}
