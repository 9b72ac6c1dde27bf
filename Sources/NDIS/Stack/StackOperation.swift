import Kernel

/// A change of a driver stack: steps in the documented order, each awaiting the one before.
///
/// Operations of one adapter run one after the other. A step calls `next` once, at once or when its driver completes.
struct StackOperation {
  typealias Step = (_ next: @escaping () -> Void) -> Void

  let name: String
  let steps: [Step]
  let finished: () -> Void
  /// Who asked for it.
  fileprivate var source = ConfigurationSource.default

  init(_ name: String, _ steps: [Step], finished: @escaping () -> Void = {}) {
    self.name = name
    self.steps = steps
    self.finished = finished
  }
}

/// Runs operations in order.
final class OperationQueue {
  private var waiting: [StackOperation] = []
  private(set) var current: String?
  /// Who asked for the operation under way.
  private(set) var source = ConfigurationSource.default
  private unowned let stack: NetworkStack
  private let party: UInt32

  init(stack: NetworkStack, party: UInt32) {
    self.stack = stack
    self.party = party
  }

  var isIdle: Bool { current == nil && waiting.isEmpty }

  func add(_ operation: StackOperation) {
    var operation = operation
    operation.source = stack.asker ?? .operation(operation.name, at: stack.now)
    waiting.append(operation)
    if current == nil { startNext() }
  }

  private func startNext() {
    guard !waiting.isEmpty else { return }
    let operation = waiting.removeFirst()
    current = operation.name
    source = operation.source
    run(operation, step: 0)
  }

  private func run(_ operation: StackOperation, step: Int) {
    guard step < operation.steps.count else {
      current = nil
      operation.finished()
      // `finished` may have added an operation, which then has begun.
      if current == nil { startNext() }
      return
    }
    var isDone = false
    let body = operation.steps[step]
    body { [self] in
      guard !isDone else { return }
      isDone = true
      run(operation, step: step + 1)
    }
  }
}

/// Runs `body` for each element, each awaiting the one before.
func eachInTurn<Element>(
  _ elements: [Element],
  _ body: @escaping (Element, @escaping () -> Void) -> Void,
  then done: @escaping () -> Void
) {
  func run(_ index: Int) {
    guard index < elements.count else {
      done()
      return
    }
    body(elements[index]) { run(index + 1) }
  }
  run(0)
}
