import Inspection
import TUIKit
import Wire

/// One line of the fields of a packet at a hop.
struct FieldRow: Equatable {
  /// Names from the outside in; tells rows apart.
  var path: String
  /// How deep it lies, 0 for a protocol.
  var depth: Int
  /// What it is called and holds.
  var label: String
  /// What it holds, for people; may be empty.
  var text: String
  /// Its bytes from the data start; nil for what has none.
  var range: Range<Int>?
  /// It has parts.
  var isFoldable: Bool
  /// Its parts are shown.
  var isOpen: Bool
  /// It, or a part of it, changed at this hop.
  var isChanged: Bool
  /// Something is wrong with it.
  var isBad: Bool
}

/// Everything known of a packet at a hop, as rows.
struct FieldTree {
  private(set) var rows: [FieldRow] = []
  private let toggled: Set<String>
  private let changed: Set<String>

  /// Lists what was recorded: headers, geometry, out-of-band slots, the call.
  ///
  /// - Parameters:
  ///   - hop: the hop.
  ///   - link: how its packet begins.
  ///   - toggled: paths that are folded otherwise than at first.
  ///   - changes: what is marked as changed.
  init(_ hop: Hop, _ link: LinkKind, toggled: Set<String>, changes: [HopChange]) {
    self.toggled = toggled
    changed = Set(changes.map(\.name))
    if let bytes = hop.bytes { addPacket(bytes, link, wireLength: hop.geometry?.totalLength) }
    addSlots(hop)
    addGeometry(hop)
  }

  private mutating func addPacket(_ bytes: RecordedBytes, _ link: LinkKind, wireLength: UInt32?) {
    let prefix = bytes.prefix
    guard !prefix.isEmpty else { return }
    let whole = Int(wireLength ?? bytes.length)
    let dissection = prefix.withUnsafeBytes { buffer in
      Dissection(buffer, wireLength: whole, link: link == .ethernet ? .ethernet : .rawIP)
    }
    for (index, layer) in dissection.layers.enumerated() {
      add(layer, depth: 0, parent: "", index: index)
    }
  }

  private mutating func add(_ field: DissectedField, depth: Int, parent: String, index: Int) {
    let path = "\(parent)/\(field.name)#\(index)"
    let isFoldable = !field.children.isEmpty
    let isOpen = isFoldable && toggled.contains(path)
    rows.append(
      FieldRow(
        path: path,
        depth: depth,
        label: field.label,
        text: field.text,
        range: field.range.isEmpty ? nil : field.range,
        isFoldable: isFoldable,
        isOpen: isOpen,
        isChanged: isChanged(field),
        isBad: field.mark != nil
      )
    )
    guard isOpen else { return }
    for (index, child) in field.children.enumerated() {
      add(child, depth: depth + 1, parent: path, index: index)
    }
  }

  private func isChanged(_ field: DissectedField) -> Bool {
    var found = false
    if !changed.isEmpty { field.visit { found = found || changed.contains($0.name) } }
    return found
  }

  private mutating func addSlots(_ hop: Hop) {
    guard !hop.info.isEmpty else { return }
    let names = hop.info.map(\.name)
    let isChanged = changed.contains { change in names.contains { change.hasPrefix($0) } }
    let count = hop.info.count
    guard addGroup("oob", "Out-of-band", "\(count) slot\(count == 1 ? "" : "s")", isChanged) else {
      return
    }
    for slot in hop.info {
      let path = "/oob/\(slot.slot)"
      let isOpen = !slot.fields.isEmpty && toggled.contains(path)
      rows.append(
        FieldRow(
          path: path,
          depth: 1,
          label: slot.name,
          text: slot.text,
          range: nil,
          isFoldable: !slot.fields.isEmpty,
          isOpen: isOpen,
          isChanged: changed.contains { $0.hasPrefix(slot.name) },
          isBad: false
        )
      )
      guard isOpen else { continue }
      for field in slot.fields {
        addLeaf(path, field.name, field.value, depth: 2, "\(slot.name).\(field.name)")
      }
    }
  }

  private mutating func addGeometry(_ hop: Hop) {
    guard let geometry = hop.geometry else { return }
    let names = ["data start", "DataLength", "NblFlags", "Status", "NetBuffers", "TotalLength"]
    let text =
      "\(geometry.totalLength) bytes in \(geometry.bufferCount) buffer"
      + (geometry.bufferCount == 1 ? "" : "s")
    guard addGroup("nbl", "Network buffer list", text, names.contains { changed.contains($0) })
    else { return }
    // Where the data starts is told as a distance from birth: the storage has no place of its own.
    func leaf(_ name: String, _ text: String) { addLeaf("/nbl", name, text, depth: 1, name) }
    leaf("data start", geometry.origin > 0 ? "+\(geometry.origin)" : "\(geometry.origin)")
    leaf("DataLength", "\(geometry.dataLength)")
    leaf("NblFlags", "0x" + String(geometry.nblFlags, radix: 16))
    leaf("Status", StatusText.name(of: geometry.status))
    leaf("NetBuffers", "\(geometry.bufferCount)")
    leaf("TotalLength", "\(geometry.totalLength)")
  }

  /// Adds a group that is open at first.
  ///
  /// - Returns: whether its parts are shown.
  private mutating func addGroup(
    _ name: String,
    _ label: String,
    _ text: String,
    _ changed: Bool
  )
    -> Bool
  {
    let isOpen = !toggled.contains("/" + name)
    rows.append(
      FieldRow(
        path: "/" + name,
        depth: 0,
        label: label,
        text: text,
        range: nil,
        isFoldable: true,
        isOpen: isOpen,
        isChanged: changed,
        isBad: false
      )
    )
    return isOpen
  }

  private mutating func addLeaf(
    _ parent: String,
    _ label: String,
    _ text: String,
    depth: Int,
    _ name: String
  ) {
    rows.append(
      FieldRow(
        path: parent + "/" + label,
        depth: depth,
        label: label,
        text: text,
        range: nil,
        isFoldable: false,
        isOpen: false,
        isChanged: changed.contains(name),
        isBad: false
      )
    )
  }
}
