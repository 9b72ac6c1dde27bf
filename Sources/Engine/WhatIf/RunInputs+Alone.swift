import Drivers
import Kernel
import NDIS

extension RunInputs {
  /// Puts cables in the place of adapters that lead to the host: a second engine never touches what is outside.
  mutating func standAlone() {
    let (stack, replaced) = configuration.standingAlone
    guard !replaced.isEmpty else { return }
    configuration = stack
    let names = replaced.joined(separator: ", ")
    let one = replaced.count == 1
    remarks.append(
      "\(names) lead\(one ? "s" : "") to the host: here nobody answers at the other end"
    )
  }
}

extension StackConfiguration {
  /// The stack with a cable for every adapter that leads to the host, and the names of those; what is sent there arrives
  /// at an adapter with nothing on it.
  fileprivate var standingAlone: (StackConfiguration, replaced: [String]) {
    let outside = [TapMiniport.component.name, PacketMiniport.component.name]
    let replaced = adapters.filter { outside.contains($0.component.name) }.map(\.name)
    guard !replaced.isEmpty else { return (self, []) }
    let source = ConfigurationSource.command("what if")
    var cables: [Adapter] = []
    for adapter in adapters {
      guard replaced.contains(adapter.name) else {
        cables.append(adapter)
        continue
      }
      let ends = [adapter.name, Self.host(of: adapter.name)]
      for (end, other) in [(ends[0], ends[1]), (ends[1], ends[0])] {
        var settings = WireMiniport.component.defaults
        settings.set("peer", to: ConfiguredValue(.adapter(other), source: source))
        if end == adapter.name {
          for kept in ["mac", "mtu"] {
            if let value = adapter.settings[kept] { settings.set(kept, to: value) }
          }
        }
        cables.append(
          Adapter(
            name: end,
            component: WireMiniport.component,
            settings: settings,
            lower: [],
            source: end == adapter.name ? adapter.source : source
          )
        )
      }
    }
    let hosts = replaced.map(Self.host)
    let stack = try? with(
      adapters: cables,
      filters: filters.map { $0.apart(from: hosts) },
      protocols: protocols.map { $0.apart(from: hosts) }
    )
    guard var stack else { return (self, []) }
    stack.scenario = scenario
    return (stack, replaced)
  }

  private static func host(of adapter: String) -> String { "\(adapter)-host" }
}

extension StackConfiguration.Instance {
  /// The same with nothing on these adapters.
  fileprivate func apart(from adapters: [String]) -> Self {
    Self(
      name: name,
      component: component,
      settings: settings,
      adapters: self.adapters,
      except: except + adapters.filter(self.adapters.contains),
      source: source
    )
  }
}

extension ComponentDescription {
  /// The values of keywords that nobody has set.
  fileprivate var defaults: KeywordSettings {
    KeywordSettings(
      keywords.compactMap { keyword in
        keyword.default.map { KeywordSettings.Setting(keyword.name, ConfiguredValue($0)) }
      }
    )
  }
}
