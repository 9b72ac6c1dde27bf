import Drivers
public import Inspection
import Wire

/// Which journeys a command takes: a display filter and a capture filter, either or both.
public struct JourneySelection {
  private let display: JourneyFilter?
  /// The program for frames of each kind; what a packet begins with differs.
  private let capture: (ethernet: PacketFilterProgram, rawIP: PacketFilterProgram?)?

  /// A filter that cannot be read: what is wrong, and which.
  public struct Problem: Error, CustomStringConvertible {
    /// What is wrong and in which filter.
    public let description: String
  }

  /// Reads both filters.
  ///
  /// - Throws: `Problem` for the first that cannot be read.
  public init(displayFilter: String?, captureFilter: String?) throws(Problem) {
    do {
      display = try displayFilter.map { text throws(Problem) in
        do throws(DisplayFilterError) {
          return try JourneyFilter(parsing: text)
        } catch {
          let mend = error.nearest.map { "did you mean \($0)?" } ?? "expected \(error.expected)"
          throw Problem(
            description: "\(error.problem): -Y '\(text)', column \(error.column): \(mend)"
          )
        }
      }
      capture = try captureFilter.map { text throws(Problem) in
        do throws(PacketFilterProgram.CompileError) {
          // What asks for an Ethernet header compiles for Ethernet alone, and matches no packet without.
          return (try PacketFilterProgram(text), try? PacketFilterProgram(text, linkLayer: .rawIP))
        } catch {
          throw Problem(description: "\(error.reason): -f '\(text)': see pcap-filter(7)")
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
    let isEthernet = context.linkKind(of: entry.firstParty) == .ethernet
    guard let program = isEthernet ? capture.ethernet : capture.rawIP else { return false }
    guard let bytes = log.firstBytes(of: entry) else { return false }
    return bytes.prefix.withUnsafeBytes {
      program.matches($0, wireLength: Int(bytes.length))
    }
  }
}
