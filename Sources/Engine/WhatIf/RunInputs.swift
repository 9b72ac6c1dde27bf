import Inspection
import Kernel

/// All that a run depends on: with it the run can be made again, hop by hop, and so can the run of a changed stack.
public struct RunInputs: Sendable {
  /// A packet that is put into the stack, as it once began somewhere.
  struct Probe: Sendable {
    var place: String
    var direction: Inspection.Direction
    var frame: [UInt8]
  }

  /// The stack.
  public var configuration: StackConfiguration
  /// How it runs: always stepped, and nothing of the recording is given up.
  var options: StackEngine.Options
  /// What came from outside, in order.
  var commands: [InputCommand]
  /// Names of the parties in the commands, as `injectionParty` reads them.
  var names: [PartyID: String]
  /// Engine nanoseconds at which it stands; the greatest number lets it run until its capture has been replayed.
  public var end: UInt64
  /// `end` counts from when the adapters have come up, as the time of a run does.
  var countsFromRest = false
  /// It does not repeat what was: it begins anew with the configuration of the moment.
  public internal(set) var isFresh: Bool
  /// What else is to be known of it, each a sentence.
  public internal(set) var remarks: [String] = []
  /// The packet that is looked at, where there is no repeating it.
  var probe: Probe?

  /// Engine nanoseconds at which the packet is put into a stack that began anew: addresses are resolved by then.
  static let probeTime: UInt64 = 1_000_000_000
  /// Engine nanoseconds that a stack runs that began anew.
  static let freshTime: UInt64 = 2_000_000_000

  init(
    _ configuration: StackConfiguration,
    options: StackEngine.Options,
    commands: [InputCommand],
    names: [PartyID: String],
    end: UInt64,
    isFresh: Bool
  ) {
    self.configuration = configuration
    self.commands = commands
    self.names = names
    self.end = end
    self.isFresh = isFresh
    var own = StackEngine.Options()
    own.stepped = true
    own.seed = options.seed
    own.level = options.level
    own.snapLength = options.snapLength
    own.verify = options.verify
    own.keepsAll = true
    own.ringBytes = 1 << 32
    self.options = own
    if isFresh { standAlone() }
  }

  /// A stack that nobody has run, for `end` nanoseconds from when it is up, without the host.
  public init(
    _ configuration: StackConfiguration,
    options: StackEngine.Options,
    end: UInt64
  ) {
    self.init(
      configuration,
      options: options,
      commands: [],
      names: [:],
      end: end,
      isFresh: false
    )
    countsFromRest = end < .max
    standAlone()
  }

  /// The parties of a structure as commands name them.
  static func names(_ structure: StackStructure) -> [PartyID: String] {
    var names: [PartyID: String] = [:]
    for party in structure.parties.parties {
      let adapter = structure.adapter(of: party.id)
      names[party.id] =
        adapter.map { $0.partyID == party.id ? party.name : "\($0.name)/\(party.name)" }
        ?? party.name
    }
    return names
  }

  /// With a journey's packet put in where it began.
  ///
  /// - Throws: `EngineError.refused` if not all of it is known, or nobody can originate it there.
  mutating func put(_ journey: Journey, _ structure: StackStructure) throws(EngineError) {
    guard let hop = journey.hops.first, !journey.isPartial else {
      throw .refused("its beginning is not recorded: packet #\(journey.id): choose a newer one")
    }
    guard let bytes = hop.bytes, bytes.isComplete else {
      throw .refused(
        "not all of its bytes are recorded: packet #\(journey.id): choose one recorded at level 3"
      )
    }
    guard let name = Self.names(structure)[hop.from],
      structure.parties[hop.from].map({ $0.role != .ndis && $0.role != .driver }) == true
    else {
      throw .refused(
        "no module originates it: packet #\(journey.id): choose the packet it came from"
      )
    }
    probe = Probe(place: name, direction: hop.edge.direction, frame: bytes.prefix)
  }
}
