public import Inspection
import Drivers
import Kernel
import NDIS

extension SessionArchive {
  /// What the session was recorded from, to run it again.
  ///
  /// A session of a live run cannot be repeated: its stack begins anew, as it was made up at the session's end.
  /// - Throws: `EngineError.refused` if the session does not tell enough.
  public func inputs() throws(EngineError) -> RunInputs {
    guard let file = session.stackFile, let told = session.options else {
      throw .refused("the session does not tell its stack: it was cut short: record it again")
    }
    var stack: StackConfiguration
    do throws(StackFileErrors) {
      stack = try StackFile.read(
        file.text,
        file: file.name,
        catalogue: DriverCatalogue.builtIn.components
      )
    } catch {
      throw .refused("the session's stack cannot be read: \(error)")
    }
    if let capture = told.value(SessionOptions.capture) {
      guard let replaying = stack.replaying(capture) else {
        throw .refused("the session's stack replays nothing: \(file.name): record it again")
      }
      stack = replaying
    }
    var options = StackEngine.Options()
    options.seed = told.seed
    if let level = told.value(SessionOptions.level).flatMap({ UInt8($0) }) { options.level = level }
    if let length = told.value(SessionOptions.snapLength).flatMap({ Int($0) }) {
      options.snapLength = length
    }
    let isLive = told.mode == .live
    var inputs = RunInputs(
      stack,
      options: options,
      commands: isLive ? session.commands.compactMap(Self.ofTheStack) : session.commands,
      names: RunInputs.names(context.structure),
      end: isLive ? RunInputs.freshTime : session.endTime ?? session.lastTime,
      isFresh: isLive
    )
    if told.version != ProductVersion.text {
      inputs.remarks.append("recorded by version \(told.version), run by \(ProductVersion.text)")
    }
    return inputs
  }

  /// The same, with the packet that is looked at where the session cannot be repeated.
  public func inputs(for wanted: WhatIfRequest) throws(EngineError) -> RunInputs {
    var inputs = try inputs()
    guard inputs.isFresh, let id = wanted.journey else { return inputs }
    let entry = session.index.entry(of: id)
    guard let journey = entry.flatMap({ (try? log.journey($0, context)) ?? nil }) else {
      throw .refused("the session has no such packet: #\(id): choose one that `trace` lists")
    }
    try inputs.put(journey, context.structure)
    return inputs
  }

  /// The command, at the beginning, if the stack is made up otherwise by it.
  private static func ofTheStack(_ input: InputCommand) -> InputCommand? {
    switch input.request.command {
    case .atRest(.inject), .atRest(.stopInjection), .atRest(.queryOID), .anytime: nil
    default: InputCommand(time: 0, request: input.request)
    }
  }
}

extension SessionOptions {
  static let capture = "capture"
  static let level = "level"
  static let snapLength = "snapLength"

  /// The value of an argument; nil if the session does not tell.
  func value(_ name: String) -> String? {
    arguments.first { $0.name == name }?.value
  }
}

extension StackEngine {
  /// What of the way it runs a stack file does not say, for `SessionOptions.arguments`.
  var runArguments: [SettingRow] {
    func row(_ name: String, _ value: String) -> SettingRow {
      SettingRow(name: name, value: value, source: "command")
    }
    var rows = [
      row(SessionOptions.level, "\(options.level)"),
      row(SessionOptions.snapLength, "\(options.snapLength)"),
    ]
    // The stack file has another one.
    let replaced = configuration.adapters.first {
      if case .command(_) = $0.settings.source("file") {
        $0.component.name == "replay"
      } else {
        false
      }
    }
    if let path = replaced?.settings.text("file") { rows.append(row(SessionOptions.capture, path)) }
    return rows
  }
}
