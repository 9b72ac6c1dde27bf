import Kernel

extension DriverContext {
  /// The number of what a packet holds as the cause of its drop.
  ///
  /// - Parameters:
  ///   - subject: the field, what it is and what it should be.
  ///   - byte: where in the frame that is.
  ///   - general: the subject without the packet's own values, for when too many have been told apart.
  /// - Returns: its number.
  func packetCause(_ subject: String, byte: Int, general: String? = nil) -> CauseID {
    causes.intern(
      seen: Cause(subject, source: .packet(byte: byte)),
      general: Cause(general ?? "the packet's headers", source: .packet(byte: byte))
    )
  }

  /// The number of a frame's length as the cause of its drop: shorter than an Ethernet header, or longer than `most`.
  func lengthCause(_ length: Int, most: Int? = nil) -> CauseID {
    let bound = if let most, length > most { "at most \(most)" } else { "at least 14" }
    return packetCause(
      "length = \(length) bytes, \(bound)",
      byte: 0,
      general: "length of the frame, \(bound)"
    )
  }
}

extension UInt16 {
  /// Four hexadecimal digits after `0x`.
  var hexadecimal: String {
    let digits = String(self, radix: 16)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
