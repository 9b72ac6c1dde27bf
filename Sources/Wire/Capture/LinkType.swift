/// A capture's link type: what each of its frames begins with (the LINKTYPE_ numbers).
@frozen
public struct LinkType: RawRepresentable, Hashable, Sendable {
  /// The assigned number; 0…65535.
  public let rawValue: UInt32

  /// Makes the type from its number.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// 1.
  public static let ethernet = LinkType(rawValue: 1)
  /// 101: the packet's version tells IPv4 from IPv6.
  public static let rawIP = LinkType(rawValue: 101)

  /// What the frame's bytes are; nil for a type this product does not take.
  public var linkLayer: LinkLayer? {
    switch rawValue {
    case 1: .ethernet
    // 12 is what raw IP is called in files from systems that number it so.
    case 12, 101, 228, 229: .rawIP
    default: nil
    }
  }

  /// Native 802.11, with or without radio information.
  public var isWireless: Bool { rawValue == 105 || rawValue == 127 }

  /// The assigned name without its prefix; nil for a number without one here.
  public var name: String? {
    switch rawValue {
    case 0: "NULL"
    case 1: "ETHERNET"
    case 6: "IEEE802_5"
    case 8: "SLIP"
    case 9: "PPP"
    case 10: "FDDI"
    case 12, 101: "RAW"
    case 50: "PPP_HDLC"
    case 51: "PPP_ETHER"
    case 104: "C_HDLC"
    case 105: "IEEE802_11"
    case 107: "FRELAY"
    case 108: "LOOP"
    case 113: "LINUX_SLL"
    case 117: "PFLOG"
    case 119: "IEEE802_11_PRISM"
    case 127: "IEEE802_11_RADIOTAP"
    case 147...162: "USER\(rawValue - 147)"
    case 187: "BLUETOOTH_HCI_H4"
    case 189: "USB_LINUX"
    case 195: "IEEE802_15_4_WITHFCS"
    case 220: "USB_LINUX_MMAPPED"
    case 227: "CAN_SOCKETCAN"
    case 228: "IPV4"
    case 229: "IPV6"
    case 239: "NFLOG"
    case 249: "USBPCAP"
    case 253: "NETLINK"
    case 276: "LINUX_SLL2"
    default: nil
    }
  }
}

extension LinkType: CustomStringConvertible {
  /// Name and number.
  public var description: String {
    name.map { "\($0) (\(rawValue))" } ?? "\(rawValue)"
  }
}
