import Inspection
import TUIKit

extension ExplorerModel {
  /// Puts a command into the outbox; its answer is an event, which the hint line shows.
  mutating func send(_ command: Command) {
    guard !refusesChange() else { return }
    outbox.append(command)
    awaitedEvent = (latest?.events.last?.sequence ?? 0) &+ 1
  }

  /// Gives what is to be sent to the engine, once.
  mutating func takeCommands() -> [Command] {
    defer { outbox = [] }
    return outbox
  }

  /// Shows the answer to the last command, if it has come.
  mutating func takeAnswer() {
    guard let first = awaitedEvent, let events = latest?.events else { return }
    let answer = events[events.place(from: first)...].last { event in
      event.kind == .command
        ? event.note != EngineEvent.asked : event.kind == .warning && event.request > 0
    }
    guard let answer else { return }
    awaitedEvent = nil
    let subject = answer.subject.isEmpty ? "" : answer.subject + ": "
    let note = answer.note.isEmpty ? "" : ": " + answer.note
    state.message = subject + answer.text + note
    finishRun(answer)
    takeAnswer(answer, intoBox: state.message)
  }
}
