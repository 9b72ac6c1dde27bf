import CDrivers
import CNDIS
import DataPath
import Kernel
@testable import NDIS
import Testing

/// Versions of drivers and of structures.
///
/// Pages: `overview-of-ndis-support-for-header-versions`,
/// `version-information-requirements-for-ndis-drivers`, `implementing-an-ndis-6-20-driver`.
///
/// The drivers in C have globals, as on Windows, so one test runs at a time.
@Suite(.serialized) struct VersionTests {
  enum Kind: CaseIterable {
    case filter, miniport, `protocol`

    var entry: DRIVER_ENTRY_HANDLER {
      switch self {
      case .filter: { VersionedFilterEntry($0, $1) }
      case .miniport: { VersionedMiniportEntry($0, $1) }
      case .protocol: { VersionedProtocolEntry($0, $1) }
      }
    }

    var table: [CEntryPoint] {
      switch self {
      case .filter: CEntryPoint.filter
      case .miniport: CEntryPoint.miniport
      case .protocol: CEntryPoint.protocol
      }
    }
  }

  /// What a registration came to, and the rules it broke.
  private func register(
    _ kind: Kind,
    _ minor: UInt8,
    _ change: (inout VERSIONED_CONFIGURATION) -> Void = { _ in }
  ) throws -> (NDISStatus, [VerifierRule]) {
    let stack = try NetworkStack(machine: Machine(clock: VirtualClock()))
    stack.verify()
    var wanted = VersionedDefault(minor)
    change(&wanted)
    VersionedConfigure(wanted)
    var status = NDISStatus.success
    do throws(NDISStatus) {
      let image = try CDriverImage(name: "versioned", stack: stack, entry: kind.entry)
      #expect(image.version == NDISVersion(6, minor))
    } catch { status = error }
    return (status, stack.verifier?.findings.map(\.rule) ?? [])
  }

  @Test("a driver of every version up to the runtime's registers", arguments: Kind.allCases)
  func accepted(_ kind: Kind) throws {
    for version in NDISVersion.supported {
      let (status, rules) = try register(kind, version.minor)
      #expect(status == .success, "\(version)")
      #expect(rules == [], "\(version)")
    }
  }

  @Test(
    "options are set once, in the registration, and at the level of its page",
    arguments: Kind.allCases
  )
  func options(_ kind: Kind) throws {
    #expect(try register(kind, 40).0 == .success)
    #expect(VersionedSeen().SetOptions == 1)
    let range = try #require(LevelPage.callback("", "SetOptions")?.range)
    #expect(range.contains(VersionedSeen().SetOptionsLevel))
  }

  @Test("a version that the runtime does not have is BAD_VERSION", arguments: Kind.allCases)
  func tooHigh(_ kind: Kind) throws {
    for minor: UInt8 in [50, 80, 41, 2] {
      let (status, rules) = try register(kind, minor)
      #expect(status == .badVersion, "6.\(minor)")
      #expect(rules == [.versionTooHigh])
    }
    let old = try register(kind, 1) { $0.Major = 5 }
    #expect(old == (.badVersion, [.versionTooHigh]))
    let later = try register(kind, 80) { $0.Revision = 3 }
    #expect(later == (.badVersion, [.versionTooHigh]), "the version is looked at first")
  }

  @Test(
    "a size below that of the revision is BAD_CHARACTERISTICS, a greater one is fine",
    arguments: Kind.allCases
  )
  func sizes(_ kind: Kind) throws {
    let short = try register(kind, 40) { $0.Size = 119 }
    #expect(short == (.badCharacteristics, [.headerSize]))
    let long = try register(kind, 40) { $0.Size = 400 }
    #expect(long == (.success, []))
  }

  @Test(
    "a driver uses the revision of its version, no later and no earlier one",
    arguments: Kind.allCases
  )
  func revisions(_ kind: Kind) throws {
    let late = try register(kind, 0) { $0.Revision = 2 }
    #expect(late == (.badCharacteristics, [.headerRevision]))
    let early = try register(kind, 40) { $0.Revision = 1 }
    #expect(early == (.badCharacteristics, [.headerRevision]))
    let unknown = try register(kind, 40) { $0.Revision = 3 }
    #expect(unknown == (.badCharacteristics, [.headerRevision]))
    let none = try register(kind, 40) { $0.Revision = 0 }
    #expect(none == (.badCharacteristics, [.headerRevision]))
  }

  @Test(
    "every mandatory handler must be there, every optional one may be missing",
    arguments: Kind.allCases
  )
  func handlers(_ kind: Kind) throws {
    for point in kind.table {
      let (status, rules) = try register(kind, 40) { $0.OmittedOffset = UInt32(point.offset) }
      switch point.need {
      case .mandatory, .mandatorySince:
        #expect(status == .badCharacteristics, "\(point.name)")
        #expect(rules == [.mandatoryHandlerMissing], "\(point.name)")
      case .optional where point.name == "StatusHandler":
        #expect(status == .badCharacteristics)
        #expect(rules == [.handlerConsistencyStatus])
      case .optional where point.name == "ResetHandlerEx", .pairedWith:
        #expect(status == .badCharacteristics, "\(point.name)")
        #expect(rules == [.resetHandlersUnpaired], "\(point.name)")
      case .optional, .needs:
        #expect(status == .success, "\(point.name)")
        #expect(rules == [], "\(point.name)")
      }
    }
  }

  @Test(
    "direct requests are a pair of handlers from 6.1 on and mandatory for miniports from 6.20 on"
  )
  func directHandlers() throws {
    for offset: UInt32 in [136, 144] {
      #expect(try register(.miniport, 0) { $0.OmittedOffset = offset }.0 == .success)
      #expect(try register(.miniport, 1) { $0.OmittedOffset = offset }.0 == .badCharacteristics)
      #expect(try register(.miniport, 20) { $0.OmittedOffset = offset }.0 == .badCharacteristics)
    }
  }

  /// A stack of drivers in C of one version, on a scripted miniport where none in C is wanted.
  private func stack(
    _ minor: UInt8,
    miniport: Bool = false,
    filter: Bool = false,
    protocol wantsProtocol: Bool = false,
    change: (inout VERSIONED_CONFIGURATION) -> Void = { _ in }
  ) throws -> ConformanceRig {
    var wanted = VersionedDefault(minor)
    change(&wanted)
    VersionedConfigure(wanted)
    let rig = try ConformanceRig(
      miniport: miniport
        ? { stack in
          let image = try CDriverImage(
            name: "versioned",
            stack: stack,
            entry: { VersionedMiniportEntry($0, $1) }
          )
          return (try image.makeMiniport(), NDISVersion(6, minor))
        } : nil
    )
    var parts: [ConformanceRig.Part] = []
    if filter {
      let image = try CDriverImage(
        name: "versioned",
        stack: rig.stack,
        entry: { VersionedFilterEntry($0, $1) }
      )
      rig.images.append(image)
      let component = ComponentDescription.filter(
        "versioned",
        displayName: "Versioned",
        summary: "Made for a test.",
        ndisVersion: NDISVersion(6, minor),
        .modifying(.custom)
      )
      parts.append(("versioned", component, try image.makeFilter()))
    }
    var bindings: [ProtocolBinding] = []
    if wantsProtocol {
      let image = try CDriverImage(
        name: "versioned",
        stack: rig.stack,
        entry: { VersionedProtocolEntry($0, $1) }
      )
      rig.images.append(image)
      bindings.append(
        ProtocolBinding(
          name: "versioned",
          component: .protocol(
            "versioned",
            displayName: "Versioned",
            summary: "Made for a test.",
            ndisVersion: NDISVersion(6, minor)
          ),
          driver: try image.makeProtocol(),
          adapter: rig.adapter
        )
      )
    }
    rig.adapter.start(filters: parts, bindings: bindings)
    return rig
  }

  @Test("NDIS passes structures in the revision of the driver's version")
  func views() throws {
    let expected: [(UInt8, UInt8, UInt16, UInt16)] = [
      (0, 1, 164, 248), (1, 2, 176, 256), (20, 3, 200, 280), (30, 4, 224, 312), (40, 4, 224, 312),
    ]
    for (minor, revision, attach, bind) in expected {
      let rig = try stack(minor, filter: true, protocol: true)
      let seen = VersionedSeen()
      #expect(seen.AttachRevision == revision)
      #expect(seen.AttachSize == attach)
      #expect(seen.BindRevision == revision)
      #expect(seen.BindSize == bind)
      #expect(seen.BindMtu == 1500)
      try rig.stopSound()
    }
  }

  @Test(
    "a filter in C edits the restart attributes, and a protocol in C is told of them, else gets no buffer"
  )
  func restartAttributes() throws {
    let plain = try stack(40, filter: true, protocol: true)
    #expect(VersionedSeen().RestartLists == 1)
    #expect(VersionedSeen().Restarts == 1)
    #expect(VersionedSeen().RestartMtu == 0, "nothing changed, so there is no buffer")
    plain.adapter.pauseAndRestart()
    #expect(VersionedSeen().RestartLists == 1, "nothing changed, so there is no list")
    try plain.stopSound()

    for minor in [0, 40] as [UInt8] {
      let rig = try stack(minor, filter: true, protocol: true) { $0.CutsMtu = 4 }
      let seen = VersionedSeen()
      #expect(seen.RestartMtu == 1496)
      #expect(seen.RestartEntries == 7)
      #expect(seen.RestartNames == 2 + 2 * 9, "one name")
      #expect(rig.adapter.restartAttributes?.mtu == 1496)
      // Whoever changes the attributes has to answer the requests about them.
      try rig.stopSound(except: [.handlerConsistencyOIDRequest])
    }
  }

  @Test("a write to an information slot that came later than the driver's version is named")
  func laterSlot() throws {
    for (minor, slot, isAllowed) in [
      (0, 10, true), (0, 11, false), (1, 12, true), (1, 13, false), (20, 17, true), (20, 22, false),
      (30, 22, true), (40, 23, true),
    ] as [(UInt8, UInt32, Bool)] {
      let rig = try stack(minor, filter: true) { $0.WritesSlot = slot }
      let top = rig.protocol("top")
      rig.adapter.bind(rig.binding(top))
      rig.miniport.indicate([1])
      #expect(top.received == [1])
      #expect(rig.findings == (isAllowed ? [] : [.laterFeature]), "6.\(minor) slot \(slot)")
      try rig.stopSound(except: isAllowed ? [] : [.laterFeature])
    }
  }

  @Test("a miniport in C resets, hears of events, has ports and answers direct requests")
  func miniportInC() throws {
    let rig = try stack(40, miniport: true, filter: true, protocol: true)
    #expect(rig.adapter.state == .running)
    #expect(rig.adapter.ports.ports.map(\.number) == [0, 1])
    let image = try #require(rig.images.first)
    func activate(_ isActive: UInt8) -> Int32 { image.run { VersionedActivatePort(isActive) } }
    #expect(activate(1) == 0)
    #expect(rig.adapter.ports.active == [0, 1])
    #expect(VersionedSeen().ActivatedPort == 1)
    #expect(activate(1) == NDISStatus.invalidPortState.rawValue)
    #expect(activate(0) == 0)
    #expect(rig.images.last?.run { VersionedDirectRequest() } == NDISStatus.pending.rawValue)
    try rig.run(seconds: 5)
    rig.adapter.notify(.powerProfileChanged)
    let seen = VersionedSeen()
    #expect(seen.HangChecks == 2)
    #expect(seen.Resets == 1)
    #expect(rig.indications == ["NDIS_STATUS_RESET_START", "NDIS_STATUS_RESET_END"])
    #expect(seen.DirectRequests == 1)
    #expect(seen.DirectCompletions == 1)
    #expect(seen.DirectStatus == 0)
    #expect(seen.DeviceEvents == 2, "the filter and the miniport")
    #expect(seen.NetEvents == 2, "activation and deactivation of the port")
    rig.adapter.surpriseRemove()
    #expect(rig.adapter.state == .halted)
    #expect(VersionedSeen().Halts == 1)
    rig.expectSound()
  }

  @Test(
    "a driver that deregisters while its instances run has them taken out of their stacks first"
  )
  func deregistration() throws {
    let rig = try stack(40, filter: true, protocol: true)
    rig.images[0].run { VersionedDeregisterFilter() }
    #expect(rig.adapter.filters.isEmpty)
    #expect(rig.adapter.state == .running)
    #expect(VersionedSeen().Detaches == 1)
    rig.images[1].deregister()
    #expect(rig.adapter.bindings.isEmpty)
    #expect(VersionedSeen().Unbinds == 1)
    try rig.stopSound()

    let other = try stack(30, miniport: true)
    other.images[0].unload()
    #expect(VersionedSeen().Unloads == 1)
    let range = try #require(LevelPage.callback("MINIPORT", "Unload")?.range)
    #expect(range.contains(VersionedSeen().UnloadLevel))
    #expect(other.adapter.state == .halted)
    #expect(VersionedSeen().Halts == 1)
    other.expectSound()
  }

  @Test(
    "each feature has one line, a page, and versions in order; a version sees what came and has not left"
  )
  func features() {
    #expect(NDISFeature.all.map(\.feature) == NDISFeature.allCases)
    #expect(zip(NDISFeature.all, NDISFeature.all.dropFirst()).allSatisfy { $0.since <= $1.since })
    #expect(NDISFeature.all.allSatisfy { $0.since.isSupported && !$0.page.isEmpty })
    #expect(NDISFeature.all.allSatisfy { $0.until.map(\.isSupported) ?? true })
    #expect(!NDISFeature.directOIDRequests.isAvailable(in: .v6_0))
    #expect(NDISFeature.netDMA.isAvailable(in: .v6_20))
    #expect(!NDISFeature.netDMA.isAvailable(in: .v6_30))
    #expect(NDISVersion.supported.map(\.infoSlotCount) == [11, 13, 18, 24, 24])
    #expect(NDISFeature.available(in: .v6_40).count == NDISFeature.allCases.count - 5)
  }
}
