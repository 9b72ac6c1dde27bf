import Drivers
import NDIS

/// A driver of the product as a list shows it.
public struct DriverListing: Sendable {
  /// A keyword that a stack file may give.
  public struct Keyword: Sendable {
    /// The word in stack files.
    public let name: String
    /// The type, with its unit or range where it has one.
    public let type: String
    /// The default, `required` or `none`.
    public let value: String
    /// One sentence about what it sets.
    public let summary: String
  }

  /// The driver's name in stack files.
  public let name: String
  /// `miniport`, `filter`, `protocol` or `intermediate`.
  public let kind: String
  /// Name for people.
  public let displayName: String
  /// The NDIS version it is built for.
  public let ndisVersion: String
  /// One sentence about what it does.
  public let summary: String
  /// What can be configured, in the order a person should read it.
  public let keywords: [Keyword]

  /// Every driver, in the catalogue's order.
  public static var all: [DriverListing] {
    DriverCatalogue.builtIn.entries.map { DriverListing($0.component) }
  }

  private init(_ component: ComponentDescription) {
    name = component.name
    kind = "\(component.kind)"
    displayName = component.displayName
    ndisVersion = component.ndisVersion.description
    summary = component.summary
    keywords = component.keywords.map { keyword in
      Keyword(
        name: keyword.name,
        type: keyword.type.description,
        value: keyword.isRequired ? "required" : keyword.default.map { "\($0)" } ?? "none",
        summary: keyword.summary
      )
    }
  }
}
