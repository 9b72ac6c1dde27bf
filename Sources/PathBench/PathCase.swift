/// One path of ours to measure.
struct PathCase: Sendable {
  /// Row name, such as `path-4hop-64B-b64`.
  let name: String
  /// Share of the seconds of a run that it is measured for.
  let share: Double
  /// Measured beside `testpmd` in this mode, which moves the same frames in the same batches.
  let reference: TestpmdReference.Mode?
  /// Measured unless every path is asked for.
  let isDefault: Bool
  /// The verifier checks every hand-off; what it costs is told, and it may allocate.
  var isVerified = false
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
      compared("path-3hop-64B-b64-macswap", .macswap) {
        try FourHopPath(level: 0, filters: 1, work: .swapAddresses).measure(seconds: $0)
      },
    ] + checked + grid

  private static func compared(
    _ name: String,
    _ mode: TestpmdReference.Mode = .io,
    _ measure: @escaping @Sendable (Double) throws -> PathFigure
  ) -> PathCase {
    PathCase(name: name, share: 1, reference: mode, isDefault: true, measure: measure)
  }

  /// The same with the verifier on, and with filters that run a compiled capture filter, at every level and number of filters.
  private static let checked: [PathCase] = {
    var cases: [PathCase] = []
    for filters in filterCounts {
      for level in UInt8(0)...3 {
        for (matches, isVerified) in [(false, true), (true, false), (true, true)]
        where filters > 0 || !matches {
          let what = (matches ? "-bpf" : "") + (isVerified ? "-verified" : "")
          cases.append(
            PathCase(
              name: "path-\(filters)filters-64B-b64-level\(level)\(what)",
              share: 0.03,
              reference: nil,
              isDefault: filters == 2 && (level == 0 || level == 3),
              isVerified: isVerified
            ) {
              try FourHopPath(
                level: level,
                filters: filters,
                work: matches ? .match("ip and not tcp port 22") : .look,
                isVerified: isVerified
              ).measure(seconds: $0)
            }
          )
        }
      }
    }
    return cases
  }()

  private static let filterCounts = [0, 1, 2, 4, 8, 16]

  /// Every number of filters, batch, frame and level; by default one of these changes at a time.
  private static let grid: [PathCase] = {
    var cases: [PathCase] = []
    for filters in filterCounts {
      for batch in [1, 32, 64, 256] {
        for length in [64, 512, 1_514] {
          for level in UInt8(0)...3 {
            let changed = [filters != 2, batch != 64, length != 64, level != 0]
            let isDefault = changed.filter { $0 }.count == 1 && level == 0
            cases.append(
              PathCase(
                name: "path-\(filters)filters-\(length)B-b\(batch)-level\(level)",
                share: isDefault ? 0.1 : 0.03,
                reference: nil,
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
