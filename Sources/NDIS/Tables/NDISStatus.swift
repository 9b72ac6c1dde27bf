/// The result of an NDIS call; the numbers are those of Windows.
@frozen
public struct NDISStatus: RawRepresentable, Error, Hashable, Sendable {
  /// The number as C code sees it.
  public let rawValue: Int32

  /// Makes a status from the number C code gave.
  @inlinable
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Makes a status from the number as documented, `0xC023002A` for example.
  @inlinable
  public init(_ number: UInt32) {
    rawValue = Int32(bitPattern: number)
  }

  /// The number as documented.
  @inlinable
  public var number: UInt32 { UInt32(bitPattern: rawValue) }

  /// Done.
  public static let success = NDISStatus(0x00000000)
  /// The answer comes later.
  public static let pending = NDISStatus(0x00000103)
  /// The event or request is not known to the driver.
  public static let notRecognized = NDISStatus(0x00010001)
  /// The request is known but was not accepted.
  public static let notAccepted = NDISStatus(0x00010003)
  /// Done for now; a status indication brings the outcome.
  public static let indicationRequired = NDISStatus(0x40230001)
  /// Only a part of the data fitted.
  public static let bufferOverflow = NDISStatus(0x80000005)
  /// It failed and no code says why.
  public static let failure = NDISStatus(0xC0000001)
  /// An argument is wrong.
  public static let invalidParameter = NDISStatus(0xC000000D)
  /// The device is not of the kind that could be asked this.
  public static let invalidDeviceRequest = NDISStatus(0xC0000010)
  /// Memory or another resource is short.
  public static let resources = NDISStatus(0xC000009A)
  /// The driver does not do this.
  public static let notSupported = NDISStatus(0xC00000BB)
  /// Not possible in the present state.
  public static let invalidState = NDISStatus(0xC0000184)
  /// The binding is being closed.
  public static let closing = NDISStatus(0xC0010002)
  /// The NDIS version asked for is not available.
  public static let badVersion = NDISStatus(0xC0010004)
  /// The set of handlers is incomplete or inconsistent.
  public static let badCharacteristics = NDISStatus(0xC0010005)
  /// No such adapter.
  public static let adapterNotFound = NDISStatus(0xC0010006)
  /// The binding could not be opened.
  public static let openFailed = NDISStatus(0xC0010007)
  /// The multicast list has no room, or an address is no multicast address.
  public static let multicastFull = NDISStatus(0xC0010009)
  /// The request was cancelled.
  public static let requestAborted = NDISStatus(0xC001000C)
  /// The adapter is being reset.
  public static let resetInProgress = NDISStatus(0xC001000D)
  /// The length is wrong.
  public static let invalidLength = NDISStatus(0xC0010014)
  /// The content is wrong.
  public static let invalidData = NDISStatus(0xC0010015)
  /// The buffer is too short; the bytes needed are stated.
  public static let bufferTooShort = NDISStatus(0xC0010016)
  /// The OID is not known here.
  public static let invalidOid = NDISStatus(0xC0010017)
  /// The adapter is gone.
  public static let adapterRemoved = NDISStatus(0xC0010018)
  /// None of the offered media is the adapter's.
  public static let unsupportedMedia = NDISStatus(0xC0010019)
  /// No such entry.
  public static let fileNotFound = NDISStatus(0xC001001B)
  /// The service access point is not valid.
  public static let invalidSap = NDISStatus(0xC0010020)
  /// The service access point is taken.
  public static let sapInUse = NDISStatus(0xC0010021)
  /// The address is not valid.
  public static let invalidAddress = NDISStatus(0xC0010022)
  /// The virtual connection is not active.
  public static let vcNotActivated = NDISStatus(0xC0010023)
  /// The send was cancelled.
  public static let sendAborted = NDISStatus(0xC023000C)
  /// The medium is disconnected.
  public static let mediaDisconnected = NDISStatus(0xC023001F)
  /// The party is paused or pausing.
  public static let paused = NDISStatus(0xC023002A)
  /// No such interface.
  public static let interfaceNotFound = NDISStatus(0xC023002B)
  /// The structure revision is not known.
  public static let unsupportedRevision = NDISStatus(0xC023002C)
  /// No such port.
  public static let invalidPort = NDISStatus(0xC023002D)
  /// The port is in the wrong state for this.
  public static let invalidPortState = NDISStatus(0xC023002E)
  /// The adapter is in a low-power state.
  public static let lowPowerState = NDISStatus(0xC023002F)
  /// The list of wake patterns has no room.
  public static let pmWolPatternListFull = NDISStatus(0xC0232003)
  /// The list of protocol offloads has no room.
  public static let pmProtocolOffloadListFull = NDISStatus(0xC0232004)

  /// True if the call did what was asked; `indicationRequired` counts, `pending` does not.
  @inlinable
  public var isSuccess: Bool { self == .success || self == .indicationRequired }
}
