import NDIS

/// Every value of a component that can be changed, mappings and rules taken apart, with a place for one more rule.
struct KeywordRows {
  /// One value.
  struct Entry {
    let path: KeywordPath
    let keyword: KeywordDescription
    let value: ConfiguredValue?
    /// What an empty text does; empty if there must be a value.
    let absence: String
  }

  private(set) var entries: [Entry] = []

  /// Lists the values in the order of the description; a cable's other end cannot be changed.
  init(_ settings: KeywordSettings, of component: ComponentDescription) {
    for keyword in component.keywords where keyword.type != .peer {
      switch keyword.type {
      case .record(let fields):
        let record = settings.record(keyword.name)
        for field in fields {
          add(KeywordPath(keyword.name, field: field.name), field, record?[field.name])
        }
      case .list(.record(let fields), let count):
        let rules = settings.records(keyword.name)
        for (place, rule) in rules.enumerated() {
          for field in fields {
            let path = KeywordPath(keyword.name, index: place + 1, field: field.name)
            add(path, field, rule.settings[field.name], inList: true)
          }
        }
        if rules.count < count.upperBound, let first = fields.first {
          add(KeywordPath(keyword.name, index: rules.count + 1, field: first.name), first, nil)
        }
      default: add(KeywordPath(keyword.name), keyword, settings[keyword.name])
      }
    }
  }

  private mutating func add(
    _ path: KeywordPath,
    _ keyword: KeywordDescription,
    _ value: ConfiguredValue?,
    inList: Bool = false
  ) {
    let absence: String
    if path.index != nil, value == nil {
      absence = "adds none"
    } else if inList, keyword.isRequired {
      absence = "takes the whole rule out"
    } else if let standard = keyword.default {
      absence = "gives it the default, \(standard)"
    } else {
      absence = keyword.isRequired ? "" : "leaves it out"
    }
    entries.append(Entry(path: path, keyword: keyword, value: value, absence: absence))
  }
}
