/// Puts samples into a stream: counters as differences to the sample before, whole again every sixty samples.
struct SampleEncoder {
  /// The page written last, where the next is compared with it.
  private var page: CounterPage?
  private var samplesSinceKey = 0
  private var held: [HeldLists] = []
  private var head: [UInt64] = []
  private var words = SampleWords()

  /// Nothing has been written.
  init() {}

  /// Writes a sample.
  ///
  /// - Parameters:
  ///   - sample: the point.
  ///   - isKey: with the whole counter page, even where a difference would do.
  ///   - difference: what changed since the sample written before, if that is known; else the pages are compared.
  ///   - stream: gets the bytes.
  /// - Returns: whether the whole counter page was written.
  mutating func write(
    _ sample: SessionSample,
    isKey: Bool,
    _ difference: CounterDifference? = nil,
    to stream: inout StreamWriter
  ) -> Bool {
    var told: CounterDifference?
    if !isKey, (1..<SessionWriter.keyframeInterval).contains(samplesSinceKey) {
      if let difference {
        told = difference
      } else if let page, page.hasLines(of: sample.counters) {
        told = CounterDifference(from: page, to: sample.counters)
      }
    }
    // Whoever tells the differences goes on to write into the page: it is not shared then.
    page = difference == nil ? sample.counters : nil
    samplesSinceKey = told == nil ? 1 : samplesSinceKey + 1
    if let told {
      write(sample, told, to: &stream)
    } else {
      writeWhole(sample, to: &stream)
    }
    held = sample.held
    return told == nil
  }

  private mutating func writeWhole(_ sample: SessionSample, to stream: inout StreamWriter) {
    sample.sequence.write(to: &stream)
    sample.time.write(to: &stream)
    sample.hostTime.write(to: &stream)
    sample.mode.write(to: &stream)
    sample.generation.write(to: &stream)
    sample.recording.write(to: &stream)
    sample.heldLists.write(to: &stream)
    sample.findingCount.write(to: &stream)
    sample.counters.write(to: &stream)
    stream.byte(sample.marks | (sample.held.isEmpty ? 0 : SessionFormat.heldBit))
    if !sample.held.isEmpty { sample.held.write(to: &stream) }
    words.clear()
    head = sample.headWords
  }

  private mutating func write(
    _ sample: SessionSample,
    _ difference: CounterDifference,
    to stream: inout StreamWriter
  ) {
    let drops = difference.drops
    let tellsHeld = sample.held != held
    stream.byte(
      sample.marks | (tellsHeld ? SessionFormat.heldBit : 0)
        | (drops == nil ? 0 : SessionFormat.dropsBit)
        | (sample.hostTime == nil ? 0 : SessionFormat.hostTimeBit)
    )
    let new = sample.headWords
    words.write(zip(new, head).map { ($0 &- $1).folded }, difference, to: &stream)
    head = new
    drops?.write(to: &stream)
    if tellsHeld { sample.held.write(to: &stream) }
  }
}

extension SessionSample {
  /// Bits for both kinds of sample.
  fileprivate var marks: UInt8 {
    (isTick ? SessionFormat.tickBit : 0) | (isWhole ? SessionFormat.wholeBit : 0)
  }

  /// Number of `headWords`.
  static let headCount = 13

  /// Everything but counters, lists and marks; differences are told from those of the sample before.
  var headWords: [UInt64] {
    [
      sequence, time, hostTime ?? 0, UInt64(mode.rawValue), generation, UInt64(recording.level),
      recording.samplingInterval, recording.firstPosition, recording.endPosition,
      recording.overwrittenRecords, recording.unstoredRecords, heldLists, findingCount,
    ]
  }
}
