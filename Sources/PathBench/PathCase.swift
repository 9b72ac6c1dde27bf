/// One path of ours to measure.
struct PathCase: Sendable {
  /// Row name, such as `path-4hop-64B-b64`.
  let name: String
  /// Share of the seconds of a run that it is measured for.
  let share: Double
  /// Measured beside `testpmd`, which moves the same frames in the same batches.
  let isCompared: Bool
  /// Measured unless every path is asked for.
  let isDefault: Bool
  /// Measures once for about so many seconds of processor time.
  let measure: @Sendable (_ seconds: Double) throws -> PathFigure

  /// Every path there is, in the report's order.
  static let all: [PathCase] =
    [
      compared("path-4hop-64B-b64") { try FourHopPath(level: 0).measure(seconds: $0) },
      compared("path-4hop-64B-b64-hash") {
        try FourHopPath(level: 0, setsHash: true).measure(seconds: $0)
      },
      compared("path-4hop-64B-b64-recorded") {
        try FourHopPath(level: 1).measure(seconds: $0)
      },
      compared("path-4hop-64B-b64-level2") { try FourHopPath(level: 2).measure(seconds: $0) },
      compared("path-4hop-64B-b64-level3") { try FourHopPath(level: 3).measure(seconds: $0) },
    ] + grid

  private static func compared(
    _ name: String,
    _ measure: @escaping @Sendable (Double) throws -> PathFigure
  ) -> PathCase {
    PathCase(name: name, share: 1, isCompared: true, isDefault: true, measure: measure)
  }

  /// Every number of filters, batch, frame and level; by default one of these changes at a time.
  private static let grid: [PathCase] = {
    var cases: [PathCase] = []
    for filters in [0, 1, 2, 4, 8, 16] {
      for batch in [1, 32, 64, 256] {
        for length in [64, 512, 1_514] {
          for level in UInt8(0)...3 {
            let changed = [filters != 2, batch != 64, length != 64, level != 0]
            let isDefault = changed.filter { $0 }.count == 1 && level == 0
            cases.append(
              PathCase(
                name: "path-\(filters)filters-\(length)B-b\(batch)-level\(level)",
                share: 0.1,
                isCompared: false,
                isDefault: isDefault
              ) {
                try FourHopPath(level: level, filters: filters, batch: batch, length: length)
                  .measure(seconds: $0)
              }
            )
          }
        }
      }
    }
    return cases
  }()
}

/// What one run moved or did and what it cost.
struct PathFigure {
  /// Packets that went the whole way, there and back; or whatever else is counted.
  let packets: UInt64
  /// Processor seconds of the thread that did it.
  let processorSeconds: Double
  /// Heap allocations of that thread meanwhile.
  let allocations: UInt64

  /// Packets per second of processor time.
  var packetsPerProcessorSecond: Double { Double(packets) / processorSeconds }

  /// Heap allocations for each packet.
  var allocationsPerPacket: Double { Double(allocations) / Double(max(1, packets)) }
}
