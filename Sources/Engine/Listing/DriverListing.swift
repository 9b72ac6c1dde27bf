import Drivers
import NDIS

/// A driver of the product as a list shows it.
public struct DriverListing: Sendable {
  /// A keyword that a stack file may give.
  public struct Keyword: Sendable {
    public let name: String
    public let type: String
    /// The default, `required` or `none`.
    public let value: String
    public let summary: String
  }

  public let name: String
  public let kind: String
  public let displayName: String
  public let ndisVersion: String
  public let summary: String
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
