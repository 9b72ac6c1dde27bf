/// What one run of the reference forwarded and what it cost its worker thread.
struct ReferenceFigure {
  /// Packets received per second of wall time, summed over both ports.
  let packetsPerSecond: Double
  /// Share of one processor the worker thread had, 0…1.
  let processorShare: Double
  /// The reference's own version text.
  let version: String

  /// Packets received per second of the worker thread's processor time.
  var packetsPerProcessorSecond: Double { packetsPerSecond / processorShare }
}
