import DataPath
import Kernel

/// Lists that wait for their time, in the order in which they will go on.
final class HeldLists {
  /// Lists that follow each other and go on together.
  private struct Run {
    let release: Instant
    var count: Int
  }

  private var chain = NetBufferChain()
  private var runs: [Run] = []
  private var first = 0

  /// Lists that wait.
  var count: Int { chain.count }

  /// When the first of them goes on; nil if none waits.
  var nextRelease: Instant? { first < runs.count ? runs[first].release : nil }

  /// Holds lists until `release`, which is no earlier than that of those before.
  func append(_ lists: consuming NetBufferChain, until release: Instant) {
    guard !lists.isEmpty else { return }
    if first < runs.count, let last = runs.last, last.release == release {
      runs[runs.count - 1].count += lists.count
    } else {
      if first == runs.count {
        runs.removeAll(keepingCapacity: true)
        first = 0
      }
      runs.append(Run(release: release, count: lists.count))
    }
    chain.append(lists)
  }

  /// Takes the first run if its time has come; an empty chain if not.
  func takeDue(by now: Instant) -> NetBufferChain {
    guard first < runs.count, runs[first].release <= now else { return NetBufferChain() }
    let run = runs[first]
    first += 1
    if first > 64, first * 2 > runs.count {
      runs.removeFirst(first)
      first = 0
    }
    return chain.split(run.count)
  }

  /// Takes everything.
  func takeAll() -> NetBufferChain {
    runs.removeAll(keepingCapacity: true)
    first = 0
    return chain.takeAll()
  }

  /// Takes the lists that are as asked; the others keep their times.
  func take(where isWanted: (NetBufferList) -> Bool) -> NetBufferChain {
    var all = chain.takeAll()
    let old = runs[first...]
    runs = []
    first = 0
    var taken = NetBufferChain()
    for run in old {
      var part = all.split(run.count)
      taken.append(part.partition(isWanted))
      append(part, until: run.release)
    }
    return taken
  }
}
