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
  /// The modelled processors: as many as an adapter has queues that are received side by side, at least one.
  var processors: [Processor] {
    let most = adapters.compactMap { $0.settings.integer("queues") }.max() ?? 1
    return (0..<UInt8(clamping: max(1, min(most, 64)))).map { Processor(group: 0, number: $0) }
  }
}
