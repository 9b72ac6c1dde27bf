import Glibc

/// Measures the packet path in alternating rounds with DPDK's `testpmd`, and algorithms beside those of others.
@main
enum PathBench {
  static func main() {
    do {
      let options = try BenchOptions(CommandLine.arguments.dropFirst())
      guard HeapCount.countsSwiftObjects() else { fail("heap calls are not counted", code: 1) }
      var report = BenchReport(machine: .current(), rows: [], referenceSkipped: nil)
      try measurePaths(options, &report)
      try measureFilterCost(options, &report)
      try measureAlgorithms(options, &report)
      try measureHistory(options, &report)
      print(options.json ? report.json : report.table)
      let allocating = report.rows.filter { $0.isPath && ($0.allocationsPerPacket ?? 0) > 0 }
      if options.gate, !allocating.isEmpty {
        fail("allocates on the path: \(allocating.map(\.name).joined(separator: ", "))", code: 1)
      }
    } catch let error as BenchUsageError {
      fail("\(error.message)\n\(BenchOptions.usage)", code: 2)
    } catch {
      fail("\(error)", code: 1)
    }
  }

  /// Alternates the references and every chosen path, round by round.
  private static func measurePaths(_ options: BenchOptions, _ report: inout BenchReport) throws {
    let cases = PathCase.all.filter { options.wants($0.name, byDefault: $0.isDefault) }
    let modes = TestpmdReference.Mode.allCases.filter { mode in
      options.wants(row(of: mode), byDefault: true) || cases.contains { $0.reference == mode }
    }
    guard !cases.isEmpty || !modes.isEmpty else { return }
    var referenceRuns: [TestpmdReference.Mode: [Double]] = [:]
    var figures = [[PathFigure]](repeating: [], count: cases.count)

    for round in 1...options.rounds {
      note("round \(round) of \(options.rounds)")
      for mode in modes where report.referenceSkipped == nil {
        do throws(ReferenceUnavailable) {
          let figure = try TestpmdReference(mode: mode).measure(seconds: options.seconds)
          referenceRuns[mode, default: []].append(figure.packetsPerProcessorSecond)
          report.machine.reference = figure.version
        } catch {
          report.referenceSkipped = error.reason
        }
      }
      for (index, pathCase) in cases.enumerated() {
        let seconds = Double(options.seconds) * pathCase.share
        figures[index].append(try OneProcessor.hold { try pathCase.measure(seconds) })
      }
    }

    for (pathCase, runs) in zip(cases, figures) {
      report.rows.append(
        BenchRow(
          name: pathCase.name,
          unit: "packets",
          ours: Spread(runs.map(\.packetsPerProcessorSecond)),
          reference: pathCase.reference.flatMap { Spread(referenceRuns[$0] ?? []) },
          referenceName: pathCase.reference.map { "testpmd \($0.rawValue)" },
          allocationsPerPacket: runs.map(\.allocationsPerPacket).max(),
          isPath: !pathCase.isVerified
        )
      )
    }
    for mode in modes {
      report.rows.append(
        BenchRow(
          name: row(of: mode),
          unit: "packets",
          reference: Spread(referenceRuns[mode] ?? []),
          skipped: report.referenceSkipped
        )
      )
    }
  }

  /// What each further filter costs.
  private static func measureFilterCost(
    _ options: BenchOptions,
    _ report: inout BenchReport
  ) throws {
    for cost in FilterCost.all
    where cost.rows.contains(where: { options.wants($0, byDefault: true) }) {
      note("filters one by one\(cost.suffix)")
      report.rows += try OneProcessor.hold {
        try cost.measure(rounds: options.rounds, seconds: Double(options.seconds))
      }
    }
  }

  private static func row(of mode: TestpmdReference.Mode) -> String {
    "testpmd-\(mode.rawValue)-64B-b64"
  }

  /// Alternates both sides of every chosen algorithm, a tenth of the path's seconds each.
  private static func measureAlgorithms(
    _ options: BenchOptions,
    _ report: inout BenchReport
  ) throws {
    let cases = AlgorithmCase.all.filter { options.wants($0.name, byDefault: true) }
    guard !cases.isEmpty else { return }
    note("\(cases.count) algorithms")
    let library = ReferenceLibrary(options.references)
    let seconds = Double(options.seconds) / 10
    for algorithm in cases {
      let run = try algorithm.prepare(library)
      var ours: [PathFigure] = []
      var others: [PathFigure] = []
      try OneProcessor.hold {
        for _ in 1...options.rounds {
          ours.append(try run.measure(seconds: seconds, run.ours))
          if let pass = run.reference?.pass { others.append(run.measure(seconds: seconds, pass)) }
        }
      }
      report.rows.append(
        BenchRow(
          name: algorithm.name,
          unit: algorithm.unit,
          ours: Spread(ours.map(\.packetsPerProcessorSecond)),
          reference: Spread(others.map(\.packetsPerProcessorSecond)),
          referenceName: run.reference?.name,
          skipped: run.skipped,
          allocationsPerPacket: ours.map(\.allocationsPerPacket).max()
        )
      )
    }
  }

  /// Alternates the lab with and without recording and history.
  private static func measureHistory(
    _ options: BenchOptions,
    _ report: inout BenchReport
  ) throws {
    guard options.wants(HistoryCase.name, byDefault: true) else { return }
    note("lab with and without history")
    var ours: [Double] = []
    var others: [Double] = []
    for _ in 1...options.rounds {
      // A minute of engine time takes about a tenth of a second.
      let seconds = 60 * options.seconds
      try OneProcessor.hold {
        ours.append(try HistoryCase.measure(isRecorded: true, seconds: seconds))
        others.append(try HistoryCase.measure(isRecorded: false, seconds: seconds))
      }
    }
    report.rows.append(
      BenchRow(
        name: HistoryCase.name,
        unit: "packets",
        ours: Spread(ours),
        reference: Spread(others),
        referenceName: "level 0"
      )
    )
  }

  /// Progress goes to standard error, so that standard output stays one document.
  private static func note(_ text: String) {
    let line = "PathBench: \(text)\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
  }

  private static func fail(_ text: String, code: Int32) -> Never {
    note(text)
    exit(code)
  }
}
