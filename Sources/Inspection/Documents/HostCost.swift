/// What a run cost the host: measured, different each time, and no part of engine time.
public struct HostCost: Equatable, Sendable {
  /// Processor nanoseconds of the engine's thread while the stack ran.
  public var cpuNanoseconds: UInt64
  /// Hand-offs of batches in that time, over all modules.
  public var batches: UInt64

  /// The steps in which the engine ran, in order; empty where only the sum is known.
  public var steps: [Step]

  /// One step of the engine.
  public struct Step: Equatable, Sendable {
    /// Position after the last record it wrote.
    public var end: UInt64
    /// Processor nanoseconds it took.
    public var nanoseconds: UInt64

    /// Makes the value from its parts.
    public init(end: UInt64, nanoseconds: UInt64) {
      self.end = end
      self.nanoseconds = nanoseconds
    }
  }

  /// Makes the value from its parts.
  public init(cpuNanoseconds: UInt64, batches: UInt64, steps: [Step] = []) {
    self.cpuNanoseconds = cpuNanoseconds
    self.batches = batches
    self.steps = steps
  }

  /// Mean processor nanoseconds of a batch's hand-off; nil if there was none.
  public var nanosecondsPerBatch: UInt64? { batches == 0 ? nil : cpuNanoseconds / batches }

  /// The line for people.
  public var line: String {
    let mean = nanosecondsPerBatch.map { ", \($0) ns each" } ?? ""
    return "host cost (measured)  \(cpuNanoseconds) ns of processor time, "
      + "\(batches) batches handed off\(mean)"
  }

  /// Writes the value as an object.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("cpuNanoseconds", cpuNanoseconds)
      json.member("batches", batches)
      json.member("nanosecondsPerBatch", nanosecondsPerBatch)
    }
  }
}
