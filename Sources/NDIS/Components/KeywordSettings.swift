public import Kernel

/// The configured values of a component, or of one rule, in the order of their descriptions.
public struct KeywordSettings: Hashable, Sendable {
  /// A name and its value.
  public struct Setting: Hashable, Sendable {
    /// The keyword's name.
    public let name: String
    /// Its value with its source.
    public let value: ConfiguredValue

    /// Makes a setting.
    public init(_ name: String, _ value: ConfiguredValue) {
      self.name = name
      self.value = value
    }
  }

  /// The settings in order, at most one for a name.
  public private(set) var all: [Setting]

  /// Makes settings; of two with one name the last counts.
  public init(_ settings: [Setting] = []) {
    all = []
    for setting in settings { set(setting.name, to: setting.value) }
  }

  /// The value of a keyword with its source; nil if it has none.
  public subscript(name: String) -> ConfiguredValue? {
    all.first { $0.name == name }?.value
  }

  /// Sets a value; a new name goes to the end.
  public mutating func set(_ name: String, to value: ConfiguredValue) {
    let setting = Setting(name, value)
    if let place = all.firstIndex(where: { $0.name == name }) {
      all[place] = setting
    } else {
      all.append(setting)
    }
  }

  /// The same settings with every source set to `default`.
  public var withoutSources: KeywordSettings {
    KeywordSettings(all.map { Setting($0.name, $0.value.withoutSources) })
  }

  /// Returns where a value came from, `default` if it has none.
  public func source(_ name: String) -> ConfigurationSource { self[name]?.source ?? .default }
}

extension KeywordSettings {
  /// Returns a truth value; nil if there is none of that name and type.
  public func boolean(_ name: String) -> Bool? {
    if case .boolean(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns a whole number; nil if there is none of that name and type.
  public func integer(_ name: String) -> Int64? {
    if case .integer(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns a number per second; nil if there is none of that name and type.
  public func rate(_ name: String) -> UInt64? {
    if case .rate(let value, _)? = self[name]?.value { value } else { nil }
  }

  /// Returns a time; nil if there is none of that name and type.
  public func duration(_ name: String) -> Nanoseconds? {
    if case .duration(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns a part of the whole in millionths; nil if there is none of that name and type.
  public func millionths(_ name: String) -> UInt32? {
    if case .percentage(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns the settings of a mapping; nil if there is none of that name and type.
  public func record(_ name: String) -> KeywordSettings? {
    if case .record(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns the 6 bytes of a MAC address; nil if there is none of that name and type.
  public func hardwareAddress(_ name: String) -> [UInt8]? {
    if case .hardwareAddress(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns an address; nil if there is none of that name and type.
  public func address(_ name: String) -> ConfiguredAddress? {
    if case .address(let value)? = self[name]?.value { value } else { nil }
  }

  /// Returns a text, word, expression, file or adapter's name; nil if there is none of that name and type.
  public func text(_ name: String) -> String? {
    switch self[name]?.value {
    case .text(let value)?, .choice(let value)?, .packetFilter(let value)?, .adapter(let value)?,
      .path(let value)?:
      value
    default: nil
    }
  }

  /// Returns the values of a list; empty if there is none of that name and type.
  public func list(_ name: String) -> [ConfiguredValue] {
    if case .list(let values)? = self[name]?.value { values } else { [] }
  }

  /// Returns a list's rules with the place of each; empty if there is none of that name and type.
  public func records(
    _ name: String
  ) -> [(settings: KeywordSettings, source: ConfigurationSource)] {
    list(name).compactMap { element in
      if case .record(let settings) = element.value { (settings, element.source) } else { nil }
    }
  }
}
