import Engine
import Inspection

/// One run without a screen, as `run`, `replay`, `show` and `trace` make it.
struct HeadlessSession {
  let engine: StackEngine
  let options: RunOptions
  let text: String

  init(
    _ configuration: StackConfiguration,
    text: String,
    options: RunOptions,
    keepsAll: Bool
  )
    throws
  {
    self.options = options
    self.text = text
    engine = try Loading.engine(configuration, options.engineOptions(keepsAll: keepsAll))
  }

  /// Runs to the end, recording and exporting as asked.
  ///
  /// - Parameter defaultDuration: engine time without `--for`; nil runs until the capture is done.
  /// - Returns: what the run cost the host, with `--timing`.
  /// - Throws: `Failure` with its exit code.
  @discardableResult
  func run(defaultDuration: UInt64? = nil) throws -> HostCost? {
    Interruption.watch()
    // Files that cannot be written are told before anything runs.
    let (recorder, sink) = try openFiles()
    let cost: HostCost?
    do throws(EngineError) {
      cost = try HeadlessRun(engine).run(
        for: options.duration?.nanoseconds ?? defaultDuration,
        isTimed: options.timing,
        isInterrupted: { Interruption.hasCome },
        each: { recorder?.follow($0) }
      )
    } catch {
      throw Failure.run(error.description)
    }
    if let recorder {
      if let error = recorder.finish(engine) { throw Failure.run(error.description) }
      if recorder.unstoredBytes > 0 {
        complain(
          "\(recorder.unstoredBytes) bytes of the session could not be stored: "
            + "\(options.record ?? ""): write to a faster disk"
        )
      }
    }
    if let sink {
      do throws(FileError) {
        try engine.export(pcapng: sink)
      } catch {
        throw Failure.run(error.description)
      }
    }
    return cost
  }

  private func openFiles() throws -> (SessionRecorder?, FileSink?) {
    do throws(FileError) {
      let sink: FileSink? =
        if let path = options.pcapng { try FileSink(path: path) } else { nil }
      guard let path = options.record else { return (nil, sink) }
      let recorder = try SessionRecorder(
        path: path,
        engine: engine,
        waits: options.stepped,
        text: text
      )
      return (recorder, sink)
    } catch {
      throw Failure.use(error.description)
    }
  }
}
