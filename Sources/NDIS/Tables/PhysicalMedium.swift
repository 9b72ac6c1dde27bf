/// The medium below the one an adapter presents.
///
/// Source: ntddndis/ne-ntddndis-_ndis_physical_medium
public enum PhysicalMedium: UInt32, CaseIterable, Sendable {
  /// Nothing more is said.
  case unspecified = 0
  /// Wireless LAN that looks like Ethernet.
  case wirelessLAN = 1
  /// Cable modem.
  case cableModem = 2
  /// Phone line.
  case phoneLine = 3
  /// Power line.
  case powerLine = 4
  /// DSL.
  case dsl = 5
  /// Fibre channel.
  case fibreChannel = 6
  /// IEEE 1394.
  case ieee1394 = 7
  /// Wireless wide area network.
  case wirelessWAN = 8
  /// Native 802.11.
  case native802_11 = 9
  /// Bluetooth.
  case bluetooth = 10
  /// InfiniBand.
  case infiniband = 11
  /// WiMAX.
  case wiMax = 12
  /// Ultra-wideband.
  case ultraWideBand = 13
  /// Ethernet (802.3).
  case ethernet = 14
  /// Token ring (802.5).
  case tokenRing = 15
  /// Infrared.
  case irda = 16
  /// Wired wide area network.
  case wiredWAN = 17
  /// Wired connection-oriented wide area network.
  case wiredConnectionOrientedWAN = 18
  /// Some other medium.
  case other = 19

  /// The documented name.
  public var symbol: String {
    switch self {
    case .unspecified: "NdisPhysicalMediumUnspecified"
    case .wirelessLAN: "NdisPhysicalMediumWirelessLan"
    case .cableModem: "NdisPhysicalMediumCableModem"
    case .phoneLine: "NdisPhysicalMediumPhoneLine"
    case .powerLine: "NdisPhysicalMediumPowerLine"
    case .dsl: "NdisPhysicalMediumDSL"
    case .fibreChannel: "NdisPhysicalMediumFibreChannel"
    case .ieee1394: "NdisPhysicalMedium1394"
    case .wirelessWAN: "NdisPhysicalMediumWirelessWan"
    case .native802_11: "NdisPhysicalMediumNative802_11"
    case .bluetooth: "NdisPhysicalMediumBluetooth"
    case .infiniband: "NdisPhysicalMediumInfiniband"
    case .wiMax: "NdisPhysicalMediumWiMax"
    case .ultraWideBand: "NdisPhysicalMediumUWB"
    case .ethernet: "NdisPhysicalMedium802_3"
    case .tokenRing: "NdisPhysicalMedium802_5"
    case .irda: "NdisPhysicalMediumIrda"
    case .wiredWAN: "NdisPhysicalMediumWiredWAN"
    case .wiredConnectionOrientedWAN: "NdisPhysicalMediumWiredCoWan"
    case .other: "NdisPhysicalMediumOther"
    }
  }
}
