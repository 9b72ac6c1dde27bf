/// A queue that gives its elements back in the order they came, each step in constant time.
struct FirstInFirstOut<Element> {
  private var storage: [Element?] = []
  private var head = 0

  var count: Int { storage.count - head }
  var isEmpty: Bool { count == 0 }

  mutating func append(_ element: Element) {
    storage.append(element)
  }

  mutating func takeFirst() -> Element? {
    guard head < storage.count else { return nil }
    let element = storage[head]
    // The slot is emptied so that what it refers to lives no longer than the caller wants.
    storage[head] = nil
    head += 1
    if head == storage.count {
      storage.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 256 && head > storage.count / 2 {
      storage.removeSubrange(..<head)
      head = 0
    }
    return element
  }
}
