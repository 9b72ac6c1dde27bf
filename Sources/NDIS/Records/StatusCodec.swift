/// Payloads of status indications as named fields and back; the text is that of `OIDCodec`.
public enum StatusCodec {
  /// Reads a payload; never fails.
  public static func read(_ code: StatusCode, bytes: [UInt8]) -> OIDCodec.Reading {
    guard !bytes.isEmpty else { return OIDCodec.Reading(fields: [], text: "", problem: nil) }
    return OIDCodec.reading(bytes, form(of: code), name: valueNames[code] ?? "StatusBuffer")
  }

  /// Turns a text into a payload.
  ///
  /// - Throws: what is wrong with the text, at which field, and what would be right.
  public static func encode(_ code: StatusCode, text: String) throws(RecordError) -> [UInt8] {
    guard !RecordText.trimmed(text).isEmpty else { return [] }
    return try RecordWriter.write(text, form(of: code))
  }

  /// Codes whose payload is described here; the others carry nothing or bytes of their own making.
  public static let described: [StatusCode] = StatusCode.all.map(\.code)
    .filter { forms[$0] != nil }

  static func form(of code: StatusCode) -> RecordForm { forms[code] ?? .bytes(nil) }

  private static let forms: [StatusCode: RecordForm] = [
    .ringStatus: .flags(.ringStatus),
    .linkSpeedChange: .number(4, .hundredBits),
    .linkState: .record(.linkState),
    .networkChange: .values(.networkChange),
    .portState: .record(.portState),
    .operStatus: .record(.operationalState),
    .packetFilter: .flags(.packetFilter),
    .ipOperStatus: .record(.addressFamilyState),
    .hdSplitCurrentConfig: .record(.splitConfiguration),
    .receiveQueueState: .record(.queueState),
    .pmWolPatternRejected: .u32,
    .pmOffloadRejected: .u32,
    .pmCapabilitiesChange: .record(.powerCapabilities),
    .pmHardwareCapabilities: .record(.powerCapabilities),
    .pmWakeReason: .record(.wakeReason),
  ]

  private static let valueNames: [StatusCode: String] = [
    .ringStatus: "RingStatus",
    .linkSpeedChange: "LinkSpeed",
    .networkChange: "NetworkChange",
    .packetFilter: "PacketFilter",
    .pmWolPatternRejected: "PatternId",
    .pmOffloadRejected: "ProtocolOffloadId",
  ]
}
