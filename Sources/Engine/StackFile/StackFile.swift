public import NDIS

/// Stack files: what a stack is made of, as a person writes it.
///
/// A stack file is YAML. It names components and their keywords, never handlers or an order of layers: what binds to
/// what, and in which order filters stand, follows from the components' descriptions.
///
///     name: lab                     # the file's name if left out
///     description: one line         # shown in lists
///     seed: 7                       # where random choices start; 1 if left out
///     heldAlarm: 4 s                # a list of others held longer is an alarm; 0 s for never
///     adapters:
///       eth0:                       # an adapter's name
///         driver: wire              # a miniport or intermediate driver
///         ndisVersion: 6.20         # the driver as built for that version of NDIS; any driver may say so
///         peer: eth1                # keywords of that driver, each with its own type and range
///         rate: 1 Gbit/s
///         filters:                  # filters on this adapter
///           - capture               # short for a driver without keywords
///           - driver: vlan
///             name: tagger          # the driver's name if left out
///             id: 100
///       vlan7:
///         driver: mux               # an intermediate driver names the adapters it stands on
///         lower: [eth0]
///     filters:                      # filters on all adapters, or some
///       - driver: classify
///         adapters: [eth0, eth1]    # all if left out
///         except: [eth1]            # paths that are disabled
///         rules:
///           - { match: udp port 53, action: drop }
///     protocols:
///       ping:                       # a protocol's name
///         driver: responder
///         bind: [eth0]              # all if left out
///         except: []
///         addresses: [10.0.0.1/24]
///
///     steps:                        # what is done to the stack, see `Scenario`
///       - receive: { at: eth0, frame: eth/arp, name: first }
///       - advance: 5 ms
///     expect:                       # what must hold afterwards
///       - { packet: first, outcome: delivered }
///
/// Filters and protocols are installed in the order of the file. A list of one value may be written as the value.
/// Rates, times and addresses are written as in `1 Gbit/s`, `500 packets/s`, `250 us`, `10.0.0.1/24`,
/// `02-00-00-00-00-01`. Anchors and aliases work. Every mistake of a file is reported, each with its place.
///
///     bytes ─ YAMLReader ─▶ YAMLNode ─ StackFileReader ─▶ StackConfiguration ─ StackFileWriter ─▶ text
///
/// `StackLibrary` finds files by path or name; `BuiltInStacks` are compiled in.
public enum StackFile {
  /// Names of the keys a component's keywords must not use.
  static let reserved = (
    adapter: ["driver", "ndisVersion", "filters", "lower"],
    inlineFilter: ["driver", "ndisVersion", "name"],
    filter: ["driver", "ndisVersion", "name", "adapters", "except"],
    protocol: ["driver", "ndisVersion", "bind", "except"]
  )

  /// Reads and checks a stack file.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for places in errors and sources.
  ///   - catalogue: the components it may name.
  /// - Returns: the stack, every value with its source.
  /// - Throws: every mistake found, sorted by place.
  public static func read(
    _ bytes: [UInt8],
    file: String,
    catalogue: ComponentCatalogue
  ) throws(StackFileErrors) -> StackConfiguration {
    let root = try YAMLReader.read(bytes, file: file)
    var reader = StackFileReader(file: file, catalogue: catalogue)
    return try reader.read(root)
  }

  /// Reads and checks the text of a stack file.
  public static func read(
    _ text: String,
    file: String,
    catalogue: ComponentCatalogue
  ) throws(StackFileErrors) -> StackConfiguration {
    try read(Array(text.utf8), file: file, catalogue: catalogue)
  }

  /// Returns the text of a stack file that reads back as the same stack, sources apart.
  public static func write(_ configuration: StackConfiguration) -> String {
    var writer = StackFileWriter()
    writer.write(configuration)
    return writer.text
  }
}
