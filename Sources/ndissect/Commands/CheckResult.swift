import Engine
import Inspection
import Wire

/// What checking one stack came to.
struct CheckResult {
  let name: String
  var configuration: StackConfiguration?
  /// Each in the promised form; empty if the stack is sound.
  var problems: [String] = []
  /// A capture that the stack replays and that is not there; it may be given later.
  var missingCapture: String?

  /// Reads a stack and makes its drivers: what a driver's own check finds needs the driver.
  init(_ name: String) {
    self.name = name
    do throws(StackFileErrors) {
      configuration = try StackConfiguration.load(name).0
    } catch {
      problems = error.all.map(\.description)
    }
    guard let configuration else { return }
    do throws(EngineError) {
      try Self.build(configuration)
    } catch {
      guard case .capture(_, .cannotOpen(_), let problem) = error else {
        problems = [error.description]
        return
      }
      missingCapture = problem
      buildWithoutCapture(configuration)
    }
  }

  /// The line for people; nil if there is nothing good to say.
  var line: String? {
    guard problems.isEmpty, let configuration else { return nil }
    return "\(configuration.file): \(configuration.adapters.count) adapters, "
      + "\(configuration.filters.count) filters, \(configuration.protocols.count) protocols: sound"
      + (missingCapture == nil
        ? "" : "; its capture is not there: `ndissect replay FILE` gives one")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("stack", name)
      json.member("sound", problems.isEmpty)
      if let configuration {
        json.member("file", configuration.file)
        json.member("adapters", configuration.adapters.count)
        json.member("filters", configuration.filters.count)
        json.member("protocols", configuration.protocols.count)
      }
      json.array("problems", problems)
    }
  }

  /// The other drivers are checked with an empty capture in the place of the missing one.
  private mutating func buildWithoutCapture(_ configuration: StackConfiguration) {
    guard let capture = EmptyCapture(), let whole = configuration.replaying(capture.path) else {
      return
    }
    do throws(EngineError) {
      try Self.build(whole)
    } catch {
      problems = [error.description]
    }
  }

  private static func build(_ configuration: StackConfiguration) throws(EngineError) {
    _ = try StackEngine(configuration, options: StackEngine.Options().trial)
  }
}
