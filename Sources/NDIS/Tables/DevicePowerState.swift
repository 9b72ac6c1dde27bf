/// The power state of a device.
///
/// - C: `NDIS_DEVICE_POWER_STATE` · Source: network/oid-pnp-set-power
public enum DevicePowerState: UInt32, CaseIterable, Sendable {
  /// Working.
  case d0 = 1
  /// Lightest sleep.
  case d1 = 2
  /// Deeper sleep.
  case d2 = 3
  /// Off, or so deep that only wake-up logic lives.
  case d3 = 4

  /// The documented name.
  public var symbol: String { "NdisDeviceStateD\(rawValue - 1)" }
}
