/// Puts samples into a stream: counters as differences to the sample before, whole again every sixty samples.
struct SampleEncoder {
  private var page: CounterPage?
  private var samplesSinceKey = 0
  private var held: [HeldLists] = []

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
    let mayDiffer = !isKey && (1..<SessionWriter.keyframeInterval).contains(samplesSinceKey)
    let base = mayDiffer && difference == nil ? page : nil
    let isDifference =
      mayDiffer && (difference != nil || base?.hasLines(of: sample.counters) == true)
    samplesSinceKey = isDifference ? samplesSinceKey + 1 : 1
    // Whoever tells the differences goes on to write into the page: it is not shared then.
    page = difference == nil ? sample.counters : nil
    sample.sequence.write(to: &stream)
    sample.time.write(to: &stream)
    sample.hostTime.write(to: &stream)
    sample.mode.write(to: &stream)
    sample.generation.write(to: &stream)
    sample.recording.write(to: &stream)
    sample.heldLists.write(to: &stream)
    sample.findingCount.write(to: &stream)
    if !isDifference {
      sample.counters.write(to: &stream)
    } else if let difference {
      difference.write(to: &stream)
    } else {
      sample.counters.writeDifference(to: base, &stream)
    }
    let tellsHeld = isDifference ? sample.held != held : !sample.held.isEmpty
    held = sample.held
    stream.byte(
      (sample.isTick ? SessionFormat.tickBit : 0) | (sample.isWhole ? SessionFormat.wholeBit : 0)
        | (tellsHeld ? SessionFormat.heldBit : 0)
    )
    if tellsHeld { held.write(to: &stream) }
    return !isDifference
  }
}
