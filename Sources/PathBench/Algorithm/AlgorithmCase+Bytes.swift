import Drivers
import Wire

/// Algorithms over the bytes of frames.
extension AlgorithmCase {
  static let bytes: [AlgorithmCase] =
    [64, 1_514].map { length in
      AlgorithmCase(name: "checksum-\(length)B", unit: "frames") { try checksum(length, $0) }
    } + [
      AlgorithmCase(name: "toeplitz-tcp4", unit: "hashes") { library in
        try toeplitz(library.toeplitz, "rte_softrss_be", isHostOrder: true, library)
      },
      AlgorithmCase(name: "toeplitz-tcp4-gfni", unit: "hashes") { library in
        try toeplitz(library.toeplitzGFNI, "rte_thash_gfni", isHostOrder: false, library)
      },
      AlgorithmCase(name: "bpf-tcp-port", unit: "frames") { try filter("tcp port 80", $0) },
      AlgorithmCase(name: "bpf-ip-host-port", unit: "frames") {
        try filter("ip host 10.0.0.1 and tcp and not port 22", $0)
      },
      AlgorithmCase(name: "parse-tcp4-64B", unit: "frames") { try parse($0) },
    ]

  private static func checksum(_ length: Int, _ library: ReferenceLibrary) throws -> AlgorithmRun {
    let frames = FrameSet(length: length)
    var run = AlgorithmRun(operations: FrameSet.count) {
      frames.sum { UInt64(InternetChecksum.compute($0).bigEndian) }
    }
    guard let other = library.checksum else {
      run.skipped = library.missing ?? "rte_raw_cksum: built without the headers of dpdk-dev"
      return run
    }
    run.reference = (
      "rte_raw_cksum",
      { other(frames.base, UInt64(length), UInt64(FrameSet.stride), UInt64(FrameSet.count)) }
    )
    return try run.compared("checksum")
  }

  private static func toeplitz(
    _ other: ReferenceLibrary.Tuples?,
    _ name: String,
    isHostOrder: Bool,
    _ library: ReferenceLibrary
  ) throws -> AlgorithmRun {
    guard let hash = ToeplitzHash(key: ToeplitzHash.verificationKey) else {
      throw AlgorithmProblem.incomplete("the key has another length")
    }
    var words: [UInt32] = []
    for number in UInt32(0)..<256 {
      words += [0x0A00_0001 &+ number &* 0x9E37, 0xC0A8_0001 &+ number, number << 20 | 80]
    }
    let tuples = words
    let ordered = isHostOrder ? words : words.map(\.bigEndian)
    let key = ToeplitzHash.verificationKey
    var run = AlgorithmRun(operations: 256) {
      var all: UInt64 = 0
      for index in stride(from: 0, to: tuples.count, by: 3) {
        all &+= UInt64(
          hash.hash(
            source: IPv4Address(tuples[index]),
            destination: IPv4Address(tuples[index + 1]),
            sourcePort: UInt16(truncatingIfNeeded: tuples[index + 2] >> 16),
            destinationPort: UInt16(truncatingIfNeeded: tuples[index + 2])
          )
        )
      }
      return all
    }
    guard let other else {
      let why = "\(name): built without the headers of dpdk-dev, or not for this processor"
      run.skipped = library.missing ?? why
      return run
    }
    run.reference = (
      name,
      {
        ordered.withUnsafeBytes { tuples in
          key.withUnsafeBytes { key in
            guard let tuples = tuples.baseAddress, let key = key.baseAddress else { return 0 }
            return other(tuples, key, 256)
          }
        }
      }
    )
    return try run.compared(name)
  }

  private static func filter(_ text: String, _ library: ReferenceLibrary) throws -> AlgorithmRun {
    let frames = FrameSet(length: 64)
    let program = try PacketFilterProgram(text)
    var run = AlgorithmRun(operations: FrameSet.count) {
      frames.sum { program.matches($0) ? 1 : 0 }
    }
    guard let (matches, other) = library.filter(text) else {
      run.skipped = library.missing ?? "bpf_filter: not in the library"
      return run
    }
    run.reference = (
      "bpf_filter",
      {
        matches(other, frames.base, 64, UInt64(FrameSet.stride), UInt64(FrameSet.count))
      }
    )
    return try run.compared(text)
  }

  private static func parse(_ library: ReferenceLibrary) throws -> AlgorithmRun {
    let frames = FrameSet(length: 64)
    var run = AlgorithmRun(operations: FrameSet.count) {
      frames.sum { UInt64(FrameLayout(parsing: $0).payloadOffset) }
    }
    guard let other = library.parse else {
      run.skipped = library.missing ?? "rte_net_get_ptype: built without the headers of dpdk-dev"
      return run
    }
    run.reference = (
      "rte_net_get_ptype",
      { other(frames.base, 64, UInt64(FrameSet.stride), UInt64(FrameSet.count)) }
    )
    return try run.compared("parse")
  }
}

extension AlgorithmRun {
  /// The run, if both sides give the same.
  fileprivate func compared(_ what: String) throws -> AlgorithmRun {
    guard let reference, try ours() == reference.pass() else {
      throw AlgorithmProblem.differs(what)
    }
    return self
  }
}
