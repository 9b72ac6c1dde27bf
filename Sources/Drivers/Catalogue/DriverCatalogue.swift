public import NDIS

/// The drivers that are built in: for each its description and a factory.
///
/// The order is the order in which help lists them.
public struct DriverCatalogue: Sendable {
  /// One driver.
  public struct Entry: Sendable {
    /// What it declares of itself.
    public let component: ComponentDescription
    /// Makes its objects.
    public let factory: DriverFactory

    /// Pairs a description with its factory.
    public init(_ component: ComponentDescription, _ factory: DriverFactory) {
      self.component = component
      self.factory = factory
    }
  }

  /// The drivers in order.
  public let entries: [Entry]

  /// Makes a catalogue; of two drivers with one name the first counts.
  public init(_ entries: [Entry]) {
    var seen: Set<String> = []
    self.entries = entries.filter { seen.insert($0.component.name).inserted }
  }

  /// The driver of that name, nil if there is none.
  public subscript(name: String) -> Entry? {
    entries.first { $0.component.name == name }
  }
}
