import CNDIS

/// How the parties that now wait for a list to come back got it; kept with the list's shadow for the verifier.
public enum Visits {
  /// A party and the data window it was given.
  public struct Visit {
    /// Id of the party.
    public var party: UInt32
    /// Virtual address of the data start.
    public var origin: Int32
    /// Bytes.
    public var length: UInt32
  }

  /// Notes that `party` is being given the list.
  ///
  /// Beyond 24 parties nothing is noted.
  public static func push(_ list: NetBufferList, party: UInt32, length: UInt32, offset: UInt32) {
    let shadow = Shadow.slot(of: list.record)
    if list.prefix.pointee.shadow == nil { shadow.pointee.visit_count = 0 }
    let count = shadow.pointee.visit_count
    guard count < UInt32(ND_VISITS) else { return }
    store(shadow)[Int(count)] = nd_visit(
      party: party,
      origin: list.prefix.pointee.origin,
      length: length,
      offset: offset
    )
    shadow.pointee.visit_count = count + 1
  }

  /// Forgets and returns the latest visit of `party`, and whatever came after it.
  public static func pop(_ list: NetBufferList, party: UInt32) -> Visit? {
    guard list.prefix.pointee.shadow != nil else { return nil }
    let shadow = Shadow.slot(of: list.record)
    let visits = store(shadow)
    var index = Int(shadow.pointee.visit_count)
    while index > 0 {
      index -= 1
      if visits[index].party == party {
        shadow.pointee.visit_count = UInt32(index)
        return Visit(
          party: party,
          origin: visits[index].origin,
          length: visits[index].length
        )
      }
    }
    return nil
  }

  private static func store(
    _ shadow: UnsafeMutablePointer<nd_shadow>
  ) -> UnsafeMutablePointer<
    nd_visit
  > {
    (UnsafeMutableRawPointer(shadow) + Int(nd_shadow_visits_offset))
      .assumingMemoryBound(to: nd_visit.self)
  }
}
