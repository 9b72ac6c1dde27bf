import Engine

/// Finds what a command works on, and turns every problem into the promised message and exit code.
enum Loading {
  /// Reads a stack by name or path.
  static func stack(_ name: String) throws -> (StackConfiguration, text: String) {
    do throws(StackFileErrors) {
      return try StackConfiguration.load(name)
    } catch {
      throw Failure.use(error.description)
    }
  }

  /// The stack that a capture is replayed through, with the capture in its place.
  static func replayStack(
    _ name: String?,
    capture: String
  ) throws -> (
    StackConfiguration, text: String
  ) {
    let (configuration, text) = try stack(name ?? "replay")
    guard let replaying = configuration.replaying(capture) else {
      throw Failure.use(
        "no adapter replays a capture: \(configuration.file): give one the driver `replay`"
      )
    }
    return (replaying, text)
  }

  static func engine(
    _ configuration: StackConfiguration,
    _ options: StackEngine.Options
  ) throws
    -> StackEngine
  {
    do throws(EngineError) {
      return try StackEngine(configuration, options: options)
    } catch {
      throw Failure.use(error.description)
    }
  }

  /// Reads a session file.
  static func session(_ path: String) throws -> SessionArchive {
    do throws(SessionArchiveError) {
      return try SessionArchive.open(path: path)
    } catch {
      throw Failure.use(error.description)
    }
  }
}
