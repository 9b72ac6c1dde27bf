import Drivers
import Kernel
import NDIS

extension StackConfiguration {
  /// Finds a stack by name or path, reads and checks it.
  ///
  /// - Returns: the stack and the text it was read from.
  /// - Throws: `StackFileErrors` with every mistake, each with its place and how to mend it.
  public static func load(_ name: String) throws(StackFileErrors) -> (StackConfiguration, String) {
    let source: StackLibrary.Source
    do {
      source = try StackLibrary.ofThisProcess().find(name)
    } catch {
      throw StackFileErrors(error)
    }
    let configuration = try StackFile.read(
      source.bytes,
      file: source.file,
      catalogue: DriverCatalogue.builtIn.components
    )
    return (configuration, String(decoding: source.bytes, as: UTF8.self))
  }
}

extension StackConfiguration {
  /// The modelled processors: in each group that an adapter may use as many as it has queues, behind the first one it may
  /// use; at least processor 0 of group 0.
  var processors: [Processor] {
    var counts: [UInt16: Int] = [0: 1]
    for adapter in adapters {
      guard let queues = adapter.settings.integer("queues") else { continue }
      let range = ReceiveScaleSettings(adapter.settings)
      for group in range.base.group...max(range.base.group, range.maximum.group) {
        let first = group == range.base.group ? Int(range.base.number) : 0
        counts[group] = max(counts[group] ?? 0, first + Int(queues))
      }
    }
    return counts.sorted { $0.key < $1.key }.flatMap { group, count in
      (0..<UInt8(clamping: min(count, 64))).map { Processor(group: group, number: $0) }
    }
  }
}
