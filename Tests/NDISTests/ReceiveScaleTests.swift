import Kernel
@testable import NDIS
import Testing
import Wire

@Suite("Receive scaling")
struct ReceiveScaleTests {
  static let processors = (0..<8).map { Processor(group: 0, number: $0) }
  static let key = ToeplitzHash.verificationKey

  static func parameters(_ table: [Processor]) -> ReceiveScaleParameters {
    ReceiveScaleParameters(hashInformation: 0x301, table: table, key: key)
  }

  @Test("records of both revisions are read back, and their fields are those of the documentation")
  func records() throws {
    let table = [Processor(group: 0, number: 3), Processor(group: 0, number: 1)]
    let made = Self.parameters(table)
    for version in NDISVersion.supported {
      let bytes = made.bytes(for: version)
      let read = try ReceiveScaleParameters(reading: bytes)
      #expect(read == made)
      #expect(bytes[1] == (version < .v6_20 ? 1 : 2))
      let fields = OIDCodec.read(.genReceiveScaleParameters, bytes: bytes)
      #expect(fields.problem == nil)
      let values = fields.fields.map { "\($0.name)=\($0.value)" }
      #expect(values.contains { $0.hasSuffix("IndirectionTableSize=\(version < .v6_20 ? 2 : 8)") })
      #expect(values.contains { $0.hasSuffix("HashSecretKeySize=40") })
    }
  }

  @Test("a table is told to an old driver without groups, to a new one with group 0")
  func translation() throws {
    let wide = Self.parameters([Processor(group: 1, number: 5), Processor(group: 0, number: 2)])
    let old = wide.bytes(for: .v6_1)
    let table = try ReceiveScaleParameters(reading: old).table
    #expect(table == [Processor(group: 0, number: 5), Processor(group: 0, number: 2)])
    #expect(try ReceiveScaleParameters(reading: wide.bytes(for: .v6_20)).table == wide.table)
  }

  @Test("records cut short and parts outside of a record are refused")
  func broken() throws {
    let bytes = Self.parameters([.first]).bytes(for: .v6_40)
    #expect(throws: NDISStatus.invalidLength) {
      try ReceiveScaleParameters(reading: Array(bytes.prefix(30)))
    }
    var outside = bytes
    outside[12] = 0xFF
    #expect(throws: NDISStatus.invalidParameter) { try ReceiveScaleParameters(reading: outside) }
    #expect(throws: NDISStatus.invalidParameter) {
      try ReceiveScaleParameters(reading: [UInt8](repeating: 0, count: 40))
    }
    #expect(throws: NDISStatus.invalidLength) { try ReceiveHashParameters(reading: [0x80, 1]) }
  }

  @Test("the hash record is read back")
  func hashRecord() throws {
    let made = ReceiveHashParameters(flags: .enable, hashInformation: 0x301, key: Self.key)
    #expect(try ReceiveHashParameters(reading: made.bytes) == made)
    #expect(OIDCodec.read(.genReceiveHash, bytes: made.bytes).problem == nil)
  }

  @Test("capabilities are told by version: the number of entries came with 6.30")
  func capabilities() {
    let made = ReceiveScaleCapabilities(receiveQueues: 4)
    let old = made.bytes(for: .v6_20)
    #expect(old.count == 16 && old[1] == 1)
    let new = made.bytes(for: .v6_40)
    #expect(new.count == 18 && new[1] == 2 && new[16] == 128)
    let read = new.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { ReceiveScaleCapabilities(reading: $0) }
    }
    #expect(read == made)
    #expect(OIDCodec.read(.genReceiveScaleCapabilities, bytes: new).problem == nil)
  }

  /// Hardware with queues, and the table it was given.
  static func hardware(queues: Int, _ table: [Processor] = []) throws -> ReceiveScaling {
    let made = ReceiveScaling(
      ReceiveScaleCapabilities(receiveQueues: UInt32(queues)),
      settings: ReceiveScaleSettings(),
      queues: (0..<queues).map {
        ReceiveQueue(
          id: UInt32($0 + 1),
          number: $0,
          kind: .scaling,
          processor: .first,
          message: UInt32($0),
          capacity: 64
        )
      }
    )
    if !table.isEmpty {
      #expect(made.set(parameters(table), processors: processors) == .success)
    }
    return made
  }

  @Test("every processor of the table gets a queue that runs on it, the base processor queue 0")
  func queues() throws {
    let table = (0..<128).map { Self.processors[$0 % 4] }
    let hardware = try Self.hardware(queues: 4, table)
    #expect(hardware.queueOfEntry == (0..<128).map { $0 % 4 })
    #expect(hardware.queues.map(\.processor) == Array(Self.processors.prefix(4)))
  }

  @Test("what a set leaves unchanged stays, and the first set must bring everything")
  func unchanged() throws {
    let table = [Self.processors[0], Self.processors[1]]
    let hardware = try Self.hardware(queues: 2)
    var edit = Self.parameters(table)
    edit.flags = [.keyUnchanged]
    edit.key = []
    #expect(hardware.set(edit, processors: Self.processors) == .invalidParameter)
    #expect(hardware.set(Self.parameters(table), processors: Self.processors) == .success)
    edit.flags = [.keyUnchanged, .hashUnchanged]
    edit.hashInformation = 0
    edit.table = [Self.processors[1], Self.processors[0]]
    #expect(hardware.set(edit, processors: Self.processors) == .success)
    #expect(hardware.key == Self.key && hardware.hashInformation == 0x301)
    #expect(hardware.table == edit.table)
    edit.flags = [.tableUnchanged, .keyUnchanged]
    edit.hashInformation = 0x101
    edit.table = []
    #expect(hardware.set(edit, processors: Self.processors) == .success)
    #expect(hardware.table.count == 2 && hardware.hashInformation == 0x101)
    edit.flags = []
    #expect(hardware.set(edit, processors: Self.processors) == .invalidParameter)
    #expect(hardware.mode == .scaling)
  }

  @Test("a hash function of zero switches scaling off")
  func noFunction() throws {
    let hardware = try Self.hardware(queues: 2, Array(Self.processors.prefix(2)))
    var off = Self.parameters([])
    off.hashInformation = 0
    #expect(hardware.set(off, processors: Self.processors) == .success)
    #expect(hardware.mode == .off && hardware.table.isEmpty && hardware.key.isEmpty)
  }

  @Test("keywords have their documented defaults, and keep where they were set")
  func keywords() {
    let source = ConfigurationSource.file(path: "a.yaml", line: 3, column: 1)
    var settings = KeywordSettings()
    settings.set("*RSSProfile", to: ConfiguredValue(.integer(2), source: source))
    let read = ReceiveScaleSettings(settings)
    #expect(read.profile == .closestStatic && read.isEnabled && read.numaNode == nil)
    #expect(read.maximumProcessors == 16 && read.queues == 16 && read.base == .first)
    #expect(read.rows.map(\.name) == ReceiveScaleSettings.keywords.map(\.name))
    #expect(read.rows.map(\.value) == ["1", "2", "0", "0", "16", "65535", "0", "63", "16"])
    #expect(read.rows[1].source == source && read.rows[0].source == .default)
  }
}
