public import CPcap
public import Wire

/// A capture filter in libpcap's language, compiled to BPF.
///
/// Source: pcap-filter(7)
///
/// Nothing writes to a program once it is compiled, so that any thread may run it.
public final class PacketFilterProgram: @unchecked Sendable {
  /// The text it was made from.
  public let text: String
  /// Instructions of the program.
  public let instructionCount: Int
  private let program: OpaquePointer
  @usableFromInline let instructions: OpaquePointer

  /// Why a filter cannot be compiled.
  public struct CompileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The filter.
    public let text: String
    /// The compiler's own words.
    public let reason: String

    /// One line.
    public var description: String { "capture filter '\(text)': \(reason)" }
  }

  /// Compiles a filter for frames of one kind.
  ///
  /// - `snapLength`: bytes of a frame the program may look at.
  ///
  /// Throws the compiler's reason; a text with a zero byte is refused.
  public init(
    _ text: String,
    linkLayer: LinkLayer = .ethernet,
    snapLength: Int32 = 262_144
  ) throws(CompileError) {
    guard !text.utf8.contains(0) else {
      throw CompileError(text: text, reason: "it holds a zero byte")
    }
    // The number libpcap knows raw IP by on this system.
    let linkType: Int32 = linkLayer == .ethernet ? 1 : 12
    var reason = [CChar](repeating: 0, count: Int(CPCAP_ERROR_SIZE))
    guard let program = cpcap_compile(linkType, snapLength, text, &reason) else {
      let words = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw CompileError(text: text, reason: String(decoding: words, as: UTF8.self))
    }
    self.text = text
    self.program = program
    instructions = cpcap_instructions(program)
    instructionCount = cpcap_instruction_count(program)
  }

  deinit {
    cpcap_free(program)
  }

  /// Whether a frame matches; a read past the captured bytes makes it not match.
  ///
  /// Inlined: with a short program a call would be a tenth of the interpreter's time.
  @inlinable
  public func matches(_ bytes: UnsafeRawBufferPointer, wireLength: Int? = nil) -> Bool {
    // BPF wants an address even for no bytes.
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
    let captured = UInt32(clamping: bytes.count)
    let wire = if let wireLength { UInt32(clamping: wireLength) } else { captured }
    return bpf_filter(instructions, base, wire, captured) != 0
  }
}
