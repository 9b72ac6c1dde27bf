import Glibc

/// What others do of the same algorithms: a library that `.ci/bench-reference` builds, loaded while this runs.
final class ReferenceLibrary {
  /// Pieces of `length` bytes that begin `stride` bytes apart, `count` of them.
  typealias Pieces = @convention(c) (UnsafeRawPointer, UInt64, UInt64, UInt64) -> UInt64
  /// Tuples of 12 bytes, a key of 40 bytes, the number of tuples.
  typealias Tuples = @convention(c) (UnsafeRawPointer, UnsafeRawPointer, UInt64) -> UInt64
  /// A compiled filter and pieces.
  typealias Matches =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeRawPointer, UInt64, UInt64, UInt64
    ) -> UInt64

  private let handle: UnsafeMutableRawPointer?
  /// Why there is no library, nil if there is one.
  let missing: String?

  /// Loads the library; nil and one that cannot be loaded are the same.
  init(_ path: String?) {
    handle = path.flatMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }
    guard handle == nil else {
      missing = nil
      return
    }
    missing =
      path == nil
      ? "no library of references was named (--references)" : dlerror().map { String(cString: $0) }
  }

  /// The version of DPDK its functions are from, nil without DPDK.
  var version: String? {
    guard
      let function = symbol("reference_version", (@convention(c) () -> UnsafePointer<CChar>?).self)
    else { return nil }
    return function().map { String(cString: $0) }
  }

  /// `rte_raw_cksum` of each piece.
  var checksum: Pieces? { symbol("reference_checksum", Pieces.self) }

  /// Bytes of the headers that `rte_net_get_ptype` finds in each piece.
  var parse: Pieces? { symbol("reference_parse", Pieces.self) }

  /// `rte_softrss_be` of each tuple in host order.
  var toeplitz: Tuples? { symbol("reference_toeplitz", Tuples.self) }

  /// `rte_thash_gfni` of each tuple in network order, nil where the processor lacks the instructions.
  var toeplitzGFNI: Tuples? {
    guard let function = symbol("reference_has_gfni", (@convention(c) () -> Int32).self),
      function() != 0
    else { return nil }
    return symbol("reference_toeplitz_gfni", Tuples.self)
  }

  /// `bpf_filter` of a capture filter over pieces.
  func filter(_ text: String) -> (Matches, UnsafeMutableRawPointer)? {
    typealias Compile = @convention(c) (UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
    guard let compile = symbol("reference_filter", Compile.self), let program = compile(text),
      let matches = symbol("reference_matches", Matches.self)
    else { return nil }
    return (matches, program)
  }

  private func symbol<Function>(_ name: String, _ type: Function.Type) -> Function? {
    guard let handle, let address = dlsym(handle, name) else { return nil }
    return unsafeBitCast(address, to: type)
  }
}
