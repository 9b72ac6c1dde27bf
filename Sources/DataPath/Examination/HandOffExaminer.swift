public import CNDIS

/// Looks at lists as they are handed to a party, and keeps those it wants until it has done with them.
///
/// A batch is split so that one list at a time is kept: those before it have gone on, those behind it wait, and their
/// order stays. Parties whose hand-offs nobody examines pay nothing for it.
public protocol HandOffExaminer: AnyObject {
  /// Why the list is to be kept for a while, as a number of the examiner's own; nil to let it through.
  ///
  /// Called once for each list of a batch, in order. Those before a list that is wanted go on, and may be examined
  /// elsewhere, before it is kept.
  func wants(_ list: NetBufferList, _ handOff: HandOff) -> Int?

  /// Has one list to itself; the party it was handed to holds it, and nothing else in the stack moves meanwhile.
  ///
  /// - Parameters:
  ///   - chain: the list; written only through the chain's own editors. Emptied if the list was ended and handed home.
  ///   - handOff: where it is, and how many lists wait behind it.
  ///   - reason: what `wants` said of it.
  /// - Returns: whether the list goes on to the party's handler. Of a loan that does not, the chain keeps the list.
  func keep(_ chain: inout NetBufferChain, _ handOff: HandOff, reason: Int) -> Bool

  /// Told of lists whose way has ended at a party; they are still there.
  func ended(
    _ chain: borrowing NetBufferChain,
    at party: UnsafeMutablePointer<nd_party>,
    fate: Fate,
    reason: UInt16,
    cause: UInt32
  )
}

/// One hand-off as whoever examines it sees it.
public struct HandOff {
  /// Who gave the lists.
  public let from: UnsafeMutablePointer<nd_party>
  /// Who holds them now, and whose handler comes next.
  public let to: UnsafeMutablePointer<nd_party>
  /// Which way they go.
  public let edge: Edge
  /// Flags of the call.
  public let flags: UInt32
  /// Lent for the length of the call (RESOURCES).
  public let isLoan: Bool
  /// Lists of the same batch that wait behind the one at hand.
  public internal(set) var waiting: Int

  /// Describes a hand-off.
  public init(
    from: UnsafeMutablePointer<nd_party>,
    to: UnsafeMutablePointer<nd_party>,
    edge: Edge,
    flags: UInt32 = 0,
    isLoan: Bool = false,
    waiting: Int = 0
  ) {
    self.from = from
    self.to = to
    self.edge = edge
    self.flags = flags
    self.isLoan = isLoan
    self.waiting = waiting
  }
}
