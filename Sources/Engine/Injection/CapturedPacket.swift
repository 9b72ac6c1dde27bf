import Drivers
public import Wire

/// One packet of a capture file.
public struct CapturedPacket: Sendable {
  /// The whole frame.
  public let bytes: [UInt8]
  /// What the frame begins with.
  public let link: LinkLayer

  /// Reads packet `number`, from 1.
  ///
  /// - Throws: `EngineError.refused` if there is no such packet, or not all of it was captured.
  public init(path: String, number: Int) throws(EngineError) {
    var count = 0
    var found: (bytes: [UInt8], wireLength: Int, link: LinkLayer)?
    do throws(CaptureError) {
      let file = try CaptureFile(path: path)
      while count < number, let record = try file.next() {
        count += 1
        guard count == number else { continue }
        found = (Array(record.bytes), record.wireLength, record.linkType.linkLayer ?? .ethernet)
      }
    } catch {
      throw .refused("\(error): \(path): \(error.advice)")
    }
    guard let found else {
      throw .refused(
        "the capture has \(count) packets: packet \(number) of \(path): "
          + (count == 0 ? "name another capture" : "choose 1 to \(count)")
      )
    }
    guard found.bytes.count == found.wireLength else {
      throw .refused(
        "only \(found.bytes.count) of \(found.wireLength) bytes were captured: "
          + "packet \(number) of \(path): choose a whole packet"
      )
    }
    bytes = found.bytes
    link = found.link
  }
}
