/// How well a theme can be read.
extension Theme {
  /// Roles whose colour is that of letters.
  public static let lettering: [Role] = [
    .text, .dim, .title, .key, .miniport, .filter, .protocol, .rx, .tx, .ok, .warn, .drop,
    .changed, .held,
  ]

  /// Roles that stand beside each other and mean different things.
  public static let opposites: [(Role, Role)] = [
    (.ok, .drop), (.ok, .warn), (.warn, .drop), (.changed, .drop), (.held, .drop), (.rx, .tx),
    (.miniport, .filter), (.miniport, .protocol), (.filter, .protocol),
  ]

  /// The lettering of least contrast with the ground; nil without colours of its own.
  public var leastContrast: (role: Role, ratio: Double)? {
    guard let background else { return nil }
    return Self.lettering.compactMap { role in
      self[role].color.map { (role, $0.contrast(with: background)) }
    }.min { $0.1 < $1.1 }
  }

  /// The opposites that look most alike to somebody; nil without colours of its own.
  public func leastDifference(
    seenBy vision: ColorVision
  ) -> (one: Role, other: Role, difference: Double)? {
    Self.opposites.compactMap { one, other in
      guard let first = self[one].color, let second = self[other].color else { return nil }
      return (one, other, first.difference(from: second, seenBy: vision))
    }.min { $0.2 < $1.2 }
  }
}
