extension KeywordDescription {
  /// Describes the current MAC address; without it the driver makes one.
  public static let hardwareAddress = KeywordDescription(
    "mac",
    .hardwareAddress,
    "The adapter's current MAC address; made from the stack's seed if left out."
  )

  /// Describes the largest packet without its link header, in bytes.
  public static let mtu = KeywordDescription(
    "mtu",
    .bytes(576...65_535),
    default: .integer(1_500),
    "Bytes of the largest packet, the link header not counted."
  )

  /// Describes whether the adapter's medium is connected at the start.
  public static let media = KeywordDescription(
    "media",
    .choice(["connected", "disconnected"]),
    default: .choice("connected"),
    "Whether the medium is connected when the stack starts."
  )

  /// Describes the speed the adapter reports.
  public static let linkSpeed = KeywordDescription(
    "linkSpeed",
    .bitRate(),
    default: .rate(1_000_000_000, .bits),
    "The link speed the adapter reports, both ways."
  )
}
