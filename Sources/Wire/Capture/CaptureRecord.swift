/// One packet of a capture; trivial, its bytes belong to the reader's source.
@frozen
public struct CaptureRecord {
  /// Where its record begins in the file.
  public var fileOffset: UInt64
  /// Index among all interfaces of the file, over all sections.
  public var interface: Int
  /// Nanoseconds since 1970-01-01 UTC; nil if the record has none or it cannot be expressed.
  public var timestamp: Int64?
  /// Bytes the frame had on the wire; at least `bytes.count`.
  public var wireLength: Int
  /// What the frame begins with.
  public var linkType: LinkType
  /// What was captured; valid until the source goes, or for a classic file until the next record.
  public var bytes: UnsafeRawBufferPointer
  /// The record's options; empty where the format has none.
  public var options: PcapNGOptions

  /// Makes a record from its parts.
  @inlinable
  public init(
    fileOffset: UInt64,
    interface: Int,
    timestamp: Int64?,
    wireLength: Int,
    linkType: LinkType,
    bytes: UnsafeRawBufferPointer,
    options: PcapNGOptions = .none
  ) {
    self.fileOffset = fileOffset
    self.interface = interface
    self.timestamp = timestamp
    self.wireLength = wireLength
    self.linkType = linkType
    self.bytes = bytes
    self.options = options
  }

  /// Bytes that were captured.
  @inlinable public var capturedLength: Int { bytes.count }
  /// The snap length cut it.
  @inlinable public var isTruncated: Bool { wireLength > bytes.count }
}

/// An interface a capture was taken on.
public struct CaptureInterface: Sendable, Equatable {
  /// Index among all interfaces of the file.
  public var index: Int
  /// What its frames begin with.
  public var linkType: LinkType
  /// Most bytes kept of a frame; 0 for no limit.
  public var snapLength: UInt32
  /// `if_name`; nil if absent.
  public var name: String?
  /// `if_description`; nil if absent.
  public var text: String?
  /// The unit of its timestamps.
  public var resolution: TimestampResolution
  /// Where it is described in the file.
  public var fileOffset: UInt64

  /// Makes an interface from its parts.
  public init(
    index: Int,
    linkType: LinkType,
    snapLength: UInt32,
    name: String? = nil,
    text: String? = nil,
    resolution: TimestampResolution = .microseconds,
    fileOffset: UInt64 = 0
  ) {
    self.index = index
    self.linkType = linkType
    self.snapLength = snapLength
    self.name = name
    self.text = text
    self.resolution = resolution
    self.fileOffset = fileOffset
  }
}
