/// One path of ours to measure beside the reference.
struct PathCase: Sendable {
  /// Row name, such as `path-4hop-64B-b64`.
  let name: String
  /// Measures once for about so many seconds of processor time.
  let measure: @Sendable (_ seconds: Int) throws -> PathFigure

  /// Every path there is, in the report's order.
  static let all: [PathCase] = [
    PathCase(name: "path-4hop-64B-b64") { try FourHopPath(level: 0).measure(seconds: $0) },
    PathCase(name: "path-4hop-64B-b64-hash") {
      try FourHopPath(level: 0, setsHash: true).measure(seconds: $0)
    },
    PathCase(name: "path-4hop-64B-b64-recorded") { try FourHopPath(level: 1).measure(seconds: $0) },
    PathCase(name: "path-4hop-64B-b64-level2") { try FourHopPath(level: 2).measure(seconds: $0) },
    PathCase(name: "path-4hop-64B-b64-level3") { try FourHopPath(level: 3).measure(seconds: $0) },
  ]
}

/// What one run of a path moved and what it cost.
struct PathFigure {
  /// Packets that went the whole way, there and back.
  let packets: UInt64
  /// Processor seconds of the thread that moved them.
  let processorSeconds: Double
  /// Heap allocations of that thread meanwhile.
  let allocations: UInt64

  /// Packets per second of processor time.
  var packetsPerProcessorSecond: Double { Double(packets) / processorSeconds }

  /// Heap allocations for each packet.
  var allocationsPerPacket: Double { Double(allocations) / Double(max(1, packets)) }
}
