import Drivers
import Inspection
import Wire

extension PcapFilter {
  /// Compiles with libpcap, for frames of either kind; what asks for an Ethernet header matches no packet without one.
  static let libpcap: Compiler = { text throws(Failure) in
    do throws(PacketFilterProgram.CompileError) {
      let ethernet = try PacketFilterProgram(text)
      let rawIP = try? PacketFilterProgram(text, linkLayer: .rawIP)
      return PcapFilter { bytes, length, link in
        let program = link == .ethernet ? ethernet : rawIP
        return program?.matches(bytes, wireLength: length) ?? false
      }
    } catch {
      throw Failure(reason: error.reason)
    }
  }
}
