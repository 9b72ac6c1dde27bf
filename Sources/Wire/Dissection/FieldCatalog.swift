/// All fields a dissection can hold, and names that stand for several of them.
public enum FieldCatalog {
  /// In the order of the layers.
  public static let all: [FieldDefinition] = link + network + transport + application

  /// The definition of a name; nil if there is no such field.
  public static func definition(named name: String) -> FieldDefinition? {
    byName[name]
  }

  private static let byName: [String: FieldDefinition] = Dictionary(
    all.map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The name most like a text, among the catalogue's and `more`; nil if none is near.
  public static func nearest(to text: String, among more: [FieldDefinition] = []) -> String? {
    let wanted = Array(text.utf8)
    var best: (name: String, distance: Int)?
    for definition in more + all {
      let name = Array(definition.name.utf8)
      let limit = max(2, wanted.count / 3)
      guard abs(name.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, name)
      guard distance <= limit, distance < best?.distance ?? Int.max else { continue }
      best = (definition.name, distance)
    }
    return best?.name
  }

  /// Insertions, deletions and replacements that turn one text into the other.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, unit) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (unit == other ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[right.count]
  }
}
