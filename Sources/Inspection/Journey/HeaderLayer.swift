import Wire

/// One header of a packet, flat, so that two packets can be compared.
struct HeaderLayer: Equatable {
  /// A field that has a value of its own.
  struct Field: Equatable {
    /// As a display filter spells it.
    var name: String
    /// Tells fields of the same name in one header apart.
    var occurrence: Int
    var value: FieldValue
    var text: String
    /// From the data start.
    var range: Range<Int>
  }

  var name: String
  var text: String
  var range: Range<Int>
  var fields: [Field] = []

  /// The header in a few words.
  var summary: String {
    text.isEmpty
      ? fields.map { "\($0.name) \($0.text)" }.joined(separator: ", ") : text
  }
}

/// The headers at the front of a packet, as far as its first bytes are known.
struct HeaderStack {
  var layers: [HeaderLayer] = []
  /// The known bytes end before the headers do.
  var isCut = false

  init(_ bytes: RecordedBytes, _ linkKind: LinkKind) {
    let known = bytes.prefix
    let dissection = known.withUnsafeBytes { known in
      Dissection(
        known,
        wireLength: Int(bytes.length),
        link: linkKind == .ethernet ? .ethernet : .rawIP
      )
    }
    for branch in dissection.layers where branch.name != "frame" && branch.name != "data" {
      if branch.name.hasPrefix("_ws.") {
        isCut = isCut || branch.name == "_ws.short"
        continue
      }
      var layer = HeaderLayer(name: branch.name, text: branch.text, range: branch.range)
      for field in branch.children { Self.collect(field, &layer) }
      layers.append(layer)
    }
  }

  /// Takes a field that has a value, or what is inside a group; what was computed or is payload is left out.
  private static func collect(_ field: Wire.DissectedField, _ layer: inout HeaderLayer) {
    guard field.value != .none else {
      for child in field.children { collect(child, &layer) }
      return
    }
    guard !field.range.isEmpty, !payloadSuffixes.contains(where: field.name.hasSuffix) else {
      return
    }
    let occurrence = layer.fields.count { $0.name == field.name }
    layer.fields.append(
      HeaderLayer.Field(
        name: field.name,
        occurrence: occurrence,
        value: field.value,
        text: field.text,
        range: field.range
      )
    )
  }

  private static let payloadSuffixes = [".payload", ".padding", ".trailer", ".data"]

  /// A header field holds the byte at a place from the data start.
  func covers(_ offset: Int) -> Bool {
    layers.contains { layer in
      layer.fields.contains { $0.range.contains(offset) }
    }
  }
}
