/// The order of filters on any adapter.
///
/// - Source: network/configuring-an-inf-file-for-a-modifying-filter-driver,
///   network/configuring-an-inf-file-for-a-monitoring-filter-driver
struct FilterOrder {
  /// Sorts before another if it stands nearer the protocols.
  private struct Key: Comparable {
    let group: Int
    let installed: Int
    let instance: Int

    static func < (left: Key, right: Key) -> Bool {
      // Later installations stand higher.
      (left.group, -left.installed, -left.instance)
        < (right.group, -right.installed, -right.instance)
    }
  }

  private let keys: [Key]

  /// Prepares the order of some instances, given in the order of installation.
  init(_ filters: [BindingPlan.Instance]) {
    var installed: [String: Int] = [:]
    var keys: [Key] = []
    for (place, filter) in filters.enumerated() {
      let driver = filter.component.name
      let first = installed[driver] ?? place
      installed[driver] = first
      let filterClass = filter.component.filter?.filterClass
      // A monitoring filter is installed instance by instance, a modifying one as a driver for every adapter.
      keys.append(
        Key(
          group: filterClass.map { $0.rank + 1 } ?? 0,
          installed: filterClass == nil ? place : first,
          instance: place
        )
      )
    }
    self.keys = keys
  }

  /// Returns places in the list of instances, sorted from the top of the stack to its bottom.
  func sorted(_ places: [Int]) -> [Int] {
    places.sorted { keys[$0] < keys[$1] }
  }
}
