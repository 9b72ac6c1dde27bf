import Engine

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
  /// - Throws: `Failure` if the run fails or a file cannot be written.
  func run(defaultDuration: UInt64? = nil) throws {
    Interruption.watch()
    var recorder: SessionRecorder?
    if let path = options.record {
      do throws(FileError) {
        recorder = try SessionRecorder(
          path: path,
          engine: engine,
          waits: options.stepped,
          text: text
        )
      } catch {
        throw Failure.use(error.description)
      }
    }
    do throws(EngineError) {
      try HeadlessRun(engine).run(
        for: options.duration?.nanoseconds ?? defaultDuration,
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
    if let path = options.pcapng {
      do throws(FileError) {
        try engine.export(pcapng: path)
      } catch {
        throw Failure.run(error.description)
      }
    }
  }
}
