import Engine
import Inspection
import Wire

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
    if let foreign = handOffs(in: capture) { complain(foreign) }
    let (configuration, text) = try stack(name ?? "replay")
    guard let replaying = configuration.replaying(capture) else {
      throw Failure.use(
        "no adapter replays a capture: \(configuration.file): give one the driver `replay`"
      )
    }
    return (replaying, text)
  }

  /// What is to be said of a capture whose packets are hand-offs that ndissect wrote; nil for any other.
  ///
  /// One file of ours without its session comes here, and so does one that is to be replayed.
  private static func handOffs(in path: String) -> String? {
    guard let bytes = try? CaptureBytes(path: path), var reader = try? PcapNGReader(bytes),
      (try? reader.next()) != nil,
      reader.interfaces.first?.text?.hasPrefix(ExportedSession.interfaceMark) == true
    else { return nil }
    return
      "its packets are hand-offs that ndissect wrote, and each is replayed as a frame of its own: "
      + "\(path): open the file as ndissect wrote it to see journeys"
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
