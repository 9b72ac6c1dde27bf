import Drivers
public import Inspection

/// Which journeys a command takes: a display filter and a capture filter, either or both.
public struct JourneySelection {
  private let display: JourneyFilter?
  private let capture: PacketFilterProgram?

  /// A filter that cannot be read: what is wrong, and which.
  public struct Problem: Error, CustomStringConvertible {
    /// What is wrong, the option and its text, and where to look it up.
    public let description: String
  }

  /// Reads both filters; nil takes every journey.
  ///
  /// - Parameters:
  ///   - displayFilter: text of `-Y`.
  ///   - captureFilter: text of `-f`, in the language of pcap-filter(7).
  /// - Throws: `Problem` for the first filter that cannot be read.
  public init(displayFilter: String?, captureFilter: String?) throws(Problem) {
    do {
      display = try displayFilter.map { text throws(Problem) in
        do {
          return try JourneyFilter(parsing: text)
        } catch {
          throw Problem(description: "\(error): -Y '\(text)'")
        }
      }
      capture = try captureFilter.map { text throws(Problem) in
        do {
          return try PacketFilterProgram(text)
        } catch {
          throw Problem(description: "\(error): -f '\(text)': see pcap-filter(7)")
        }
      }
    }
  }

  /// True if the journey is wanted.
  public func matches(
    _ entry: JourneyEntry,
    in log: some HopLogSource,
    _ context: JourneyContext
  )
    -> Bool
  {
    if let display, !display.matches(entry, in: log, context) { return false }
    guard let capture else { return true }
    guard let bytes = log.firstBytes(of: entry) else { return false }
    return bytes.prefix.withUnsafeBytes {
      capture.matches($0, wireLength: Int(bytes.length))
    }
  }
}
