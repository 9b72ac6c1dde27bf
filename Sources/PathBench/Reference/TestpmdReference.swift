import Glibc

/// DPDK `testpmd` forwarding between two null ports, measured per second of its worker's time.
///
/// The null driver makes and takes packets without a wire, so what remains is the cost of moving
/// bursts of 64 through receive and transmit. It runs without huge pages, devices or privileges.
struct TestpmdReference {
  /// The program looked up in `PATH`.
  let program = "dpdk-testpmd"
  /// What it does with each frame.
  let mode: Mode

  /// A forwarding mode of the program.
  enum Mode: String, CaseIterable, Sendable {
    /// Moves frames as they are.
    case io
    /// Exchanges both addresses of each frame.
    case macswap
  }

  /// Runs the reference until `seconds` samples of one second each are counted.
  ///
  /// Two samples are dropped before: the empty one at the start and the first, which spans start-up.
  func measure(seconds: Int) throws(ReferenceUnavailable) -> ReferenceFigure {
    let processors = BenchMachine.availableProcessors()
    guard let first = processors.first, let last = processors.last else {
      throw ReferenceUnavailable(reason: "no processor is available to this process")
    }
    var child = try ChildProcess(program: program, arguments: arguments(main: first, worker: last))
    defer { child.stop() }

    var transcript = TestpmdTranscript()
    var samples: [Sample] = []
    let deadline = MonotonicTime.now + Double(seconds) + 20
    while samples.count < seconds + 2, MonotonicTime.now < deadline {
      guard let text = child.readAvailable(waitingMilliseconds: 200) else { break }
      for rate in transcript.consume(text) {
        guard let worker = child.threadProcessorTime(named: "worker") else {
          throw ReferenceUnavailable(reason: "\(program) has no worker thread to measure")
        }
        samples.append(Sample(rate: rate, time: MonotonicTime.now, processorTime: worker))
      }
    }
    guard samples.count >= 3 else {
      throw ReferenceUnavailable(
        reason: "\(program) gave \(samples.count) samples: \(transcript.lastComplaint)"
      )
    }
    return Self.figure(of: samples, version: transcript.version)
  }

  private struct Sample {
    let rate: Double
    let time: Double
    let processorTime: Double
  }

  /// Weighs each counted sample by the time it covers.
  private static func figure(of samples: [Sample], version: String) -> ReferenceFigure {
    var packets = 0.0
    for index in 2..<samples.count {
      packets += samples[index].rate * (samples[index].time - samples[index - 1].time)
    }
    let elapsed = samples[samples.count - 1].time - samples[1].time
    let processorTime = samples[samples.count - 1].processorTime - samples[1].processorTime
    return ReferenceFigure(
      packetsPerSecond: packets / elapsed,
      processorShare: processorTime / elapsed,
      version: version
    )
  }

  private func arguments(main: Int, worker: Int) -> [String] {
    [
      "-v", "--no-huge", "-m", "256", "--no-pci", "--no-telemetry", "--no-shconf",
      "--vdev=net_null0,size=64", "--vdev=net_null1,size=64",
      "--lcores", "0@\(main),1@\(worker)",
      "--", "--forward-mode=\(mode.rawValue)",
      "--burst=64", "--total-num-mbufs=8192", "--stats-period", "1",
    ]
  }
}
