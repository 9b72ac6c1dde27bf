import CNDIS
import DataPath
import NDIS

/// What is done with lists beside handing them on.
extension AlgorithmCase {
  static let lists: [AlgorithmCase] = [
    AlgorithmCase(name: "pool-allocate-free-b64", unit: "lists") { _ in
      try over { bench in
        bench.party.free(bench.pool.allocate(64, dataLength: 64), .receive)
      }
    },
    AlgorithmCase(name: "chain-split-append-b64", unit: "lists") { _ in
      try over { bench in
        var chain = bench.pool.allocate(64, dataLength: 64)
        for _ in 0..<8 { chain.append(chain.split(8)) }
        bench.party.free(chain, .receive)
      }
    },
    AlgorithmCase(name: "chain-classify-b64", unit: "lists") { _ in
      try over { bench in
        var chain = bench.pool.allocate(64, dataLength: 64)
        var number = 0
        let every = chain.partition { _ in
          number &+= 1
          return number & 1 == 0
        }
        bench.party.free(every, .receive)
        bench.party.free(chain, .receive)
      }
    },
    AlgorithmCase(name: "clone-b64", unit: "lists") { _ in
      try over { bench in
        let chain = bench.pool.allocate(64, dataLength: 64)
        bench.deriver.free(bench.deriver.clones(of: chain), .receive) { _ in }
        bench.party.free(chain, .receive)
      }
    },
    AlgorithmCase(name: "fragment-4x500B", unit: "lists") { _ in
      try over(4) { bench in
        let chain = bench.pool.allocate(1, dataLength: 2_000)
        if let list = chain.first {
          let pieces = try bench.deriver.fragment(list, maximum: 500, copying: .none)
          bench.deriver.free(pieces, .receive) { _ in }
        }
        bench.party.free(chain, .receive)
      }
    },
    AlgorithmCase(name: "reassemble-4x500B", unit: "lists") { _ in
      try over(1) { bench in
        let chain = bench.pool.allocate(4, dataLength: 500)
        if let list = chain.first, let first = list.record.pointee.FirstNetBuffer {
          var last = first
          var next = list.record.pointee.Next
          while let other = next, let buffer = other.pointee.FirstNetBuffer {
            last.pointee.Next = buffer
            last = buffer
            next = other.pointee.Next
          }
          let whole = try bench.deriver.reassemble(list, copying: .none)
          bench.deriver.free(whole, .receive) { _ in }
          var link: UnsafeMutablePointer<NET_BUFFER>? = first
          while let buffer = link {
            link = buffer.pointee.Next
            buffer.pointee.Next = nil
          }
        }
        bench.party.free(chain, .receive)
      }
    },
  ]

  /// Passes of 64 times `body`, each of `lists` lists; everything is back after each pass.
  private static func over(
    _ lists: Int = 64,
    _ body: @escaping (ListBench) throws -> Void
  ) throws -> AlgorithmRun {
    let bench = try ListBench()
    return AlgorithmRun(operations: 64 * lists) {
      for _ in 0..<64 { try body(bench) }
      guard bench.isHome else { throw AlgorithmProblem.incomplete("a list is not back") }
      return 0
    }
  }
}
