/// What a filter declares beside the rest of its description.
///
/// - Source: network/specifying-filter-driver-binding-relationships
public struct FilterDescription: Hashable, Sendable {
  /// Whether it may change data.
  public let type: FilterType
  /// Whether the stack can do without it.
  public let runType: FilterRunType
  /// Its place among modifying filters; nil for a monitoring filter.
  public let filterClass: FilterClass?
  /// Media it serves, matched to the adapter's lower range (`ethernet`).
  public let mediaTypes: [String]

  /// Describes a filter that only watches.
  public static func monitoring(
    _ runType: FilterRunType = .optional,
    mediaTypes: [String] = ["ethernet"]
  ) -> FilterDescription {
    FilterDescription(
      type: .monitoring,
      runType: runType,
      filterClass: nil,
      mediaTypes: mediaTypes
    )
  }

  /// Describes a filter that may change data.
  public static func modifying(
    _ filterClass: FilterClass,
    _ runType: FilterRunType = .optional,
    mediaTypes: [String] = ["ethernet"]
  ) -> FilterDescription {
    FilterDescription(
      type: .modifying,
      runType: runType,
      filterClass: filterClass,
      mediaTypes: mediaTypes
    )
  }

  private init(
    type: FilterType,
    runType: FilterRunType,
    filterClass: FilterClass?,
    mediaTypes: [String]
  ) {
    self.type = type
    self.runType = runType
    self.filterClass = filterClass
    self.mediaTypes = mediaTypes
  }
}
