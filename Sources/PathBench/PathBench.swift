import Glibc

/// Measures the packet path in alternating rounds with DPDK's `testpmd`.
@main
enum PathBench {
  static func main() {
    do {
      let options = try BenchOptions(CommandLine.arguments.dropFirst())
      guard HeapCount.countsSwiftObjects() else { fail("heap calls are not counted", code: 1) }
      let report = try run(options)
      print(options.json ? report.json : report.table)
      let allocating = report.rows.filter { ($0.allocationsPerPacket ?? 0) > 0 }
      if options.gate, !allocating.isEmpty {
        fail("allocates on the path: \(allocating.map(\.name).joined(separator: ", "))", code: 1)
      }
    } catch let error as BenchUsageError {
      fail("\(error.message)\n\(BenchOptions.usage)", code: 2)
    } catch {
      fail("\(error)", code: 1)
    }
  }

  /// Alternates the reference and every chosen path, round by round.
  static func run(_ options: BenchOptions) throws -> BenchReport {
    let cases = PathCase.all.filter { options.only.isEmpty || $0.name.contains(options.only) }
    let reference = TestpmdReference()
    var referenceRuns: [Double] = []
    var figures = [[PathFigure]](repeating: [], count: cases.count)
    var report = BenchReport(machine: .current(), rows: [], referenceSkipped: nil)

    for round in 1...options.rounds {
      note("round \(round) of \(options.rounds)")
      if report.referenceSkipped == nil {
        do throws(ReferenceUnavailable) {
          let figure = try reference.measure(seconds: options.seconds)
          referenceRuns.append(figure.packetsPerProcessorSecond)
          report.machine.reference = figure.version
        } catch {
          report.referenceSkipped = error.reason
        }
      }
      for (index, pathCase) in cases.enumerated() {
        figures[index].append(try pathCase.measure(options.seconds))
      }
    }

    let referenceSpread = Spread(referenceRuns)
    for (pathCase, runs) in zip(cases, figures) {
      report.rows.append(
        BenchRow(
          name: pathCase.name,
          ours: Spread(runs.map(\.packetsPerProcessorSecond)),
          reference: referenceSpread,
          allocationsPerPacket: runs.map(\.allocationsPerPacket).max()
        )
      )
    }
    if options.only.isEmpty || "testpmd-io-64B-b64".contains(options.only) {
      report.rows.append(BenchRow(name: "testpmd-io-64B-b64", reference: referenceSpread))
    }
    return report
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
