/// Puts samples into a stream: counters as differences to the sample before, whole again every sixty samples.
struct SampleEncoder {
  private var page: CounterPage?
  private var samplesSinceKey = 0

  /// Nothing has been written.
  init() {}

  /// Writes a sample.
  ///
  /// - Returns: whether the whole counter page was written.
  mutating func write(
    _ sample: SessionSample,
    isKey: Bool,
    to stream: inout StreamWriter
  ) -> Bool {
    var base: CounterPage?
    if !isKey, let page, page.hasLines(of: sample.counters),
      samplesSinceKey < SessionWriter.keyframeInterval
    {
      base = page
    }
    samplesSinceKey = base == nil ? 1 : samplesSinceKey + 1
    page = sample.counters
    sample.sequence.write(to: &stream)
    sample.time.write(to: &stream)
    sample.hostTime.write(to: &stream)
    sample.mode.write(to: &stream)
    sample.generation.write(to: &stream)
    sample.recording.write(to: &stream)
    sample.heldLists.write(to: &stream)
    sample.findingCount.write(to: &stream)
    if let base {
      sample.counters.writeDifference(to: base, &stream)
    } else {
      sample.counters.write(to: &stream)
    }
    stream.byte(
      (sample.isTick ? SessionFormat.tickBit : 0) | (sample.isWhole ? SessionFormat.wholeBit : 0)
    )
    return base == nil
  }
}
