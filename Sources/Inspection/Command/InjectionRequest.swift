/// A packet that the engine is to originate in the name of a party, once or again and again.
///
/// Every packet is answered by an event that carries `number` and the packet's journey; so is a refusal, without one
/// and with the reason as its note.
public struct InjectionRequest: Equatable, Sendable {
  /// What the text of every event that answers it begins with.
  public static let word = "inject"

  /// Given by the front, from 1; 0 if nobody awaits the answers.
  public var number: UInt64
  /// The miniport, filter module or binding that originates it.
  public var party: PartyID
  /// Down from a protocol, up from a miniport, either from a filter.
  public var direction: Direction
  /// The frame, as the adapter's medium wants it.
  public var frame: [UInt8]
  /// The journey the frame was taken from; 0 for none.
  public var parent: UInt64
  /// How often; 0 until it is stopped.
  public var count: UInt64
  /// Engine nanoseconds from one to the next; 0 for all at one instant.
  public var interval: UInt64

  /// Makes the value from its parts.
  public init(
    number: UInt64,
    party: PartyID,
    direction: Direction,
    frame: [UInt8],
    parent: UInt64 = 0,
    count: UInt64 = 1,
    interval: UInt64 = 0
  ) {
    self.number = number
    self.party = party
    self.direction = direction
    self.frame = frame
    self.parent = parent
    self.count = count
    self.interval = interval
  }
}

extension EngineEvent {
  /// Whether it answers an injection with this number.
  public func answers(injection number: UInt64) -> Bool {
    kind == .command && request == number
      && (text.hasPrefix(InjectionRequest.word) || subject == InjectionRequest.word)
  }
}
