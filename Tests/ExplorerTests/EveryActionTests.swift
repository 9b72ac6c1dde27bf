import Inspection
import TUIKit
import Testing

@testable import Explorer

/// Every action of the table is run with each of its keys and from the palette, and does what it says.
@Suite("Every action works from the screen")
struct EveryActionTests {
  @Test("every action has a trial; an action without one fails here")
  func complete() {
    func names(_ actions: [ActionID]) -> [String] { actions.map(\.rawValue).sorted() }
    #expect(names(ActionTrial.all.map(\.action)) == names(ActionTable.actions.map(\.id)))
  }

  @Test("each key of an action has the effect that is said of it", arguments: ActionTrial.all)
  func keys(_ trial: ActionTrial) throws {
    let action = try #require(ActionTable.action(trial.action))
    #expect(!action.keys.isEmpty)
    let view = try Self.start(trial).model.state.view
    let valid = KeyMap.standard.actions(in: view).first { $0.id == trial.action }?.keys ?? []
    #expect(!valid.isEmpty, "no key runs \(trial.action) in \(view)")
    for keys in valid {
      let seen = try Self.run(keys, trial)
      #expect(trial.isSeen(seen), "\(KeyLabel.text(keys)) for \(action.name)\n\(seen.text)")
    }
  }

  @Test("the palette runs each action by its name with the same effect", arguments: ActionTrial.all)
  func palette(_ trial: ActionTrial) throws {
    let action = try #require(ActionTable.action(trial.action))
    let keys = [KeyEvent(":")] + action.name.map { KeyEvent($0) } + [KeyEvent(.enter)]
    let seen = try Self.run(keys, trial)
    #expect(trial.isSeen(seen), "\(action.name) from the palette\n\(seen.text)")
  }

  // MARK: Running

  private static func start(_ trial: ActionTrial) throws -> ScriptedExplorer {
    var explorer = Self.explorer(Self.connection(trial), trial)
    _ = try explorer.press(KeyScript(trial.before))
    return explorer
  }

  private static func connection(_ trial: ActionTrial) -> SampleConnection {
    if trial.scene == .queues { return SampleQueues.connection() }
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    let connection = SampleConnection(snapshot)
    connection.injectionJourney = 7
    if trial.scene == .resting { connection.rest(SampleRest.packet) }
    return connection
  }

  private static func explorer(
    _ connection: SampleConnection,
    _ trial: ActionTrial
  ) -> ScriptedExplorer {
    var options = ExplorerOptions()
    options.program = "bash"
    return Screen.explorer(connection, size: trial.scene.size, options: options)
  }

  private static func run(_ keys: [KeyEvent], _ trial: ActionTrial) throws -> ActionTrial.Seen {
    let connection = connection(trial)
    var explorer = explorer(connection, trial)
    _ = try explorer.press(KeyScript(trial.before))
    let was = explorer.model
    _ = try explorer.press(KeyScript(keys: Array(keys.dropLast())))
    var effect = ExplorerModel.Effect.none
    if let last = keys.last {
      // What a key asks of the terminal only the model tells.
      var model = explorer.model
      effect = model.handle(last)
      _ = try explorer.press(KeyScript(keys: [last]))
    }
    _ = try explorer.press(KeyScript(trial.after))
    return ActionTrial.Seen(
      was: was,
      now: explorer.model,
      effect: effect,
      sent: connection.commands.filter {
        if case .anytime(.detail) = $0 { false } else { true }
      }
    )
  }
}
