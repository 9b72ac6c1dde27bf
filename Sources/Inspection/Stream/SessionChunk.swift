/// One thing that a session tells.
public enum SessionChunk: Sendable {
  /// The stack file: its name and text.
  case stackFile(name: String, text: String)
  /// How the engine was started.
  case options(SessionOptions)
  /// The tree from here on.
  case structure(StackStructure)
  /// Texts of causes; the first has the number given.
  case causes(first: UInt32, [String])
  /// A point in time with its counters.
  case sample(SessionSample)
  /// A piece of the hop log: position of its first byte, and where it is in the session's bytes.
  case hopLog(position: UInt64, Range<Int>)
  /// What happened.
  case events([EngineEvent])
  /// Rules that were broken.
  case findings([VerifierFinding])
  /// A command that the engine took.
  case command(InputCommand)
  /// A frame that came in.
  case frame(InputFrame)
  /// What is known of adapters from here on.
  case facts([AdapterFacts])
  /// Requests that have ended, or had not when the session did.
  case flights([RequestFlight])
  /// The writer ended in order, at an engine time.
  case end(time: UInt64)
}
