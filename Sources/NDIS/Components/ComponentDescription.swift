/// What a driver declares about itself: how it binds and what can be configured.
///
/// A stack file names components and keywords; bindings and the order of filters are computed from this.
/// - Source: network/creating-network-inf-files
public struct ComponentDescription: Hashable, Sendable {
  /// The driver's name in stack files.
  public let name: String
  /// What it does in a stack.
  public let kind: ComponentKind
  /// Its setup class.
  public let componentClass: ComponentClass
  /// For people (`Packet generator`).
  public let displayName: String
  /// One sentence about what it does.
  public let summary: String
  /// The version it is built for.
  public let ndisVersion: NDISVersion
  /// The edges it binds with; for an intermediate driver those of its protocol half.
  public let interfaces: BindingInterfaces
  /// The edges of an intermediate driver's virtual adapters; nil for other kinds.
  public let virtualInterfaces: BindingInterfaces?
  /// What a filter declares; nil for other kinds.
  public let filter: FilterDescription?
  /// What can be configured, in the order a person should read it.
  public let keywords: [KeywordDescription]

  /// Words of the upper edge.
  public var upperRange: [String] { interfaces.upperRange }
  /// Words of the lower edge.
  public var lowerRange: [String] { interfaces.lowerRange }
  /// The edges its adapters have; nil if it makes no adapters.
  public var adapterInterfaces: BindingInterfaces? {
    switch kind {
    case .miniport: interfaces
    case .intermediate: virtualInterfaces
    case .filter, .protocol: nil
    }
  }

  /// The same driver built for another version of NDIS.
  public func built(for version: NDISVersion) -> ComponentDescription {
    ComponentDescription(
      name: name,
      kind: kind,
      componentClass: componentClass,
      displayName: displayName,
      summary: summary,
      ndisVersion: version,
      interfaces: interfaces,
      virtualInterfaces: virtualInterfaces,
      filter: filter,
      keywords: keywords
    )
  }

  /// Returns the keyword of that name; case matters, as in stack files.
  public func keyword(_ name: String) -> KeywordDescription? {
    keywords.first { $0.name == name }
  }
}

extension ComponentDescription {
  /// Describes a miniport; the lower range is the medium.
  public static func miniport(
    _ name: String,
    displayName: String,
    summary: String,
    ndisVersion: NDISVersion = .v6_40,
    upperRange: [String] = ["ndis5"],
    lowerRange: [String] = ["ethernet"],
    keywords: [KeywordDescription] = []
  ) -> ComponentDescription {
    ComponentDescription(
      name: name,
      kind: .miniport,
      componentClass: .net,
      displayName: displayName,
      summary: summary,
      ndisVersion: ndisVersion,
      interfaces: BindingInterfaces(upperRange: upperRange, lowerRange: lowerRange),
      virtualInterfaces: nil,
      filter: nil,
      keywords: keywords
    )
  }

  /// Describes a filter; its ranges are `noupper` and `nolower`, and its media types decide where it attaches.
  public static func filter(
    _ name: String,
    displayName: String,
    summary: String,
    ndisVersion: NDISVersion = .v6_40,
    _ filter: FilterDescription,
    keywords: [KeywordDescription] = []
  ) -> ComponentDescription {
    ComponentDescription(
      name: name,
      kind: .filter,
      componentClass: .netService,
      displayName: displayName,
      summary: summary,
      ndisVersion: ndisVersion,
      interfaces: BindingInterfaces(upperRange: ["noupper"], lowerRange: ["nolower"]),
      virtualInterfaces: nil,
      filter: filter,
      keywords: keywords
    )
  }

  /// Describes a protocol; its lower range says which adapters it can bind to.
  public static func `protocol`(
    _ name: String,
    displayName: String,
    summary: String,
    ndisVersion: NDISVersion = .v6_40,
    upperRange: [String] = ["noupper"],
    lowerRange: [String] = ["ndis5"],
    keywords: [KeywordDescription] = []
  ) -> ComponentDescription {
    ComponentDescription(
      name: name,
      kind: .protocol,
      componentClass: .netTrans,
      displayName: displayName,
      summary: summary,
      ndisVersion: ndisVersion,
      interfaces: BindingInterfaces(upperRange: upperRange, lowerRange: lowerRange),
      virtualInterfaces: nil,
      filter: nil,
      keywords: keywords
    )
  }

  /// Describes an intermediate driver by the edges of its two halves.
  ///
  /// - Source: network/intermediate-driver-upperrange-and-lowerrange-inf-file-entries
  public static func intermediate(
    _ name: String,
    displayName: String,
    summary: String,
    ndisVersion: NDISVersion = .v6_40,
    lowerRange: [String] = ["ndis5"],
    virtual: BindingInterfaces = BindingInterfaces(upperRange: ["ndis5"], lowerRange: ["nolower"]),
    keywords: [KeywordDescription] = []
  ) -> ComponentDescription {
    ComponentDescription(
      name: name,
      kind: .intermediate,
      componentClass: .netTrans,
      displayName: displayName,
      summary: summary,
      ndisVersion: ndisVersion,
      interfaces: BindingInterfaces(upperRange: ["noupper"], lowerRange: lowerRange),
      virtualInterfaces: virtual,
      filter: nil,
      keywords: keywords
    )
  }
}
