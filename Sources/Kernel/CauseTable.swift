/// Gives each distinct cause a number that never changes while the machine lives.
public final class CauseTable {
  private var causes: [Cause] = []
  private var numbers: [Cause: CauseID] = [:]

  /// Makes an empty table.
  public init() {}

  /// All causes, in the order of their numbers: the first has number 1.
  public var all: [Cause] { causes }

  /// Returns the number of a cause, a new one at its first appearance.
  public func intern(_ cause: Cause) -> CauseID {
    if let known = numbers[cause] { return known }
    guard let number = UInt32(exactly: causes.count + 1) else { return .none }
    causes.append(cause)
    let id = CauseID(rawValue: number)
    numbers[cause] = id
    return id
  }

  /// Causes that name what single packets hold.
  private var seenCount = 0
  /// So many of them are told apart, whatever arrives.
  public static let seenLimit = 4_096

  /// Returns the number of a cause that names what one packet holds; after `seenLimit` different ones that of `general`,
  /// which leaves the packet's own value to its bytes.
  public func intern(seen cause: Cause, general: @autoclosure () -> Cause) -> CauseID {
    if let known = numbers[cause] { return known }
    guard seenCount < Self.seenLimit else { return intern(general()) }
    seenCount += 1
    return intern(cause)
  }

  /// Returns the cause with that number, nil for `none` and for numbers never given.
  public subscript(id: CauseID) -> Cause? {
    guard id.rawValue > 0, id.rawValue <= causes.count else { return nil }
    return causes[Int(id.rawValue) - 1]
  }
}
