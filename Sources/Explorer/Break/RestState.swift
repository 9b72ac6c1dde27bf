import Inspection
import TUIKit
import Wire

/// What rests, looked at or written.
struct RestState: Equatable {
  /// Lines of the fields above the first that is seen.
  var offset = 0
  /// What is being typed to write the packet; nil while it is only looked at.
  var edit: TextField?
  /// Checksums that fitted are made to fit again.
  var mends = true

  /// What the text makes of the packet, or what is wrong with it; nil while nothing is typed.
  func made(of packet: RestingPacket) -> Result<PacketEdit, CraftError>? {
    guard let edit, !edit.text.allSatisfy(\.isWhitespace) else { return nil }
    do throws(CraftError) {
      return .success(
        try PacketEdit(
          edit.text,
          of: packet.bytes,
          link: packet.link == .rawIP ? .rawIP : .ethernet,
          mends: mends
        )
      )
    } catch {
      return .failure(error)
    }
  }
}

/// The list of breakpoints, one perhaps being written.
struct BreakpointsState: Equatable {
  /// Which one is selected.
  var viewport = ListViewport()
  /// The text of a new one; nil while none is written.
  var field: TextField?
  /// Why the engine refused the last one; empty if it did not.
  var refusal = ""
}
