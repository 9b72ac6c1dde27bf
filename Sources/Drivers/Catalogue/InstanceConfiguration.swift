public import Kernel
public import NDIS

/// What a factory needs to make one driver object: the instance's name, its settings, and what drivers share.
public struct InstanceConfiguration {
  /// The adapter's, module's or binding's name.
  public let name: String
  /// The driver's description.
  public let component: ComponentDescription
  /// Every keyword that has a value; what was not configured has its default.
  public let settings: KeywordSettings
  /// What the drivers of the stack share.
  public let context: DriverContext
  /// Names of the adapters that a protocol is bound to, in the order of the stack file; empty for other kinds.
  public let adapters: [String]
  /// Where the instance is written.
  public let source: ConfigurationSource

  /// Completes the configured settings with the defaults of the description, in the description's order.
  public init(
    name: String,
    component: ComponentDescription,
    settings: KeywordSettings = KeywordSettings(),
    context: DriverContext,
    adapters: [String] = [],
    source: ConfigurationSource = .default
  ) {
    self.adapters = adapters
    self.source = source
    self.name = name
    self.component = component
    self.context = context
    var complete: [KeywordSettings.Setting] = []
    for keyword in component.keywords {
      if let configured = settings[keyword.name] {
        complete.append(KeywordSettings.Setting(keyword.name, configured))
      } else if let value = keyword.default {
        complete.append(KeywordSettings.Setting(keyword.name, ConfiguredValue(value)))
      }
    }
    self.settings = KeywordSettings(complete)
  }

  /// The settings as a person sees them beside the instance.
  public var rows: [InstanceSetting] {
    settings.all.map {
      InstanceSetting($0.name, $0.value.value.description, source: $0.value.source)
    }
  }

  /// The number of a setting as the cause of drops, with where it was set.
  func cause(_ keyword: String) -> CauseID {
    guard let setting = settings[keyword] else { return .none }
    return context.causes.intern(
      Cause("\(keyword) = \(setting.value)", source: setting.source)
    )
  }

  /// A random stream of the instance's own.
  var random: SeededRandom { context.machine.random.child("\(component.name)/\(name)") }
}
