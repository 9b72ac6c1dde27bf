import Inspection
import Wire

/// How a receive hash came about: its input, field by field, and what every bit that is set adds.
struct HashExplanation: Equatable {
  /// One field of the input.
  struct Input: Equatable {
    var name: String
    var text: String
    var bytes: [UInt8]
  }

  /// A bit of the input that is set.
  struct Step: Equatable {
    /// Its place in the input, 0 first.
    var bit: Int
    /// The 32 bits of the key from that place on.
    var window: UInt32
    /// The hash after it.
    var result: UInt32
  }

  /// `TCP_IPV4`: what is hashed.
  var type: String
  /// In the order in which they are hashed.
  var inputs: [Input]
  /// Every bit of the input that is set, in order.
  var steps: [Step]
  /// The hash in the record.
  var recorded: UInt32

  /// The hash of the input; 0 for nothing.
  var computed: UInt32 { steps.last?.result ?? 0 }

  /// Follows the hash of a packet; nil if it has none, or its fields are not in the recorded bytes.
  ///
  /// - Parameters:
  ///   - hop: the hop whose information slots have the hash.
  ///   - link: how its bytes begin.
  ///   - key: the secret key.
  init?(_ hop: Hop, link: LinkKind, key: [UInt8]) {
    guard let hash = hop.info.first(where: { $0.name == "NetBufferListHashValue" }),
      let info = hop.info.first(where: { $0.name == "NetBufferListHashInfo" }),
      let type = HashInformation.typeNames(UInt32(truncatingIfNeeded: info.rawValue)).first,
      key.count == ToeplitzHash.keyLength, let bytes = hop.bytes?.prefix
    else { return nil }
    self.type = type
    recorded = UInt32(truncatingIfNeeded: hash.rawValue)
    let isSix = type.contains("IPV6")
    var names = isSix ? ["ipv6.src", "ipv6.dst"] : ["ip.src", "ip.dst"]
    if type.hasPrefix("TCP") { names += ["tcp.srcport", "tcp.dstport"] }
    if type.hasPrefix("UDP") { names += ["udp.srcport", "udp.dstport"] }
    let found = bytes.withUnsafeBytes { buffer in
      Dissection(buffer, link: link == .ethernet ? .ethernet : .rawIP)
    }
    var fields: [String: DissectedField] = [:]
    for layer in found.layers {
      layer.visit { if names.contains($0.name), fields[$0.name] == nil { fields[$0.name] = $0 } }
    }
    var inputs: [Input] = []
    for name in names {
      guard let field = fields[name], !field.range.isEmpty, field.range.upperBound <= bytes.count
      else { return nil }
      inputs.append(Input(name: name, text: field.text, bytes: Array(bytes[field.range])))
    }
    self.inputs = inputs
    steps = Self.steps(of: inputs.flatMap(\.bytes), key: key)
  }

  private static func steps(of input: [UInt8], key: [UInt8]) -> [Step] {
    var steps: [Step] = []
    var result: UInt32 = 0
    for bit in 0..<(input.count * 8) where input[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0 {
      let window = window(of: key, at: bit)
      result ^= window
      steps.append(Step(bit: bit, window: window, result: result))
    }
    return steps
  }

  /// The 32 bits of a key from a place on.
  private static func window(of key: [UInt8], at place: Int) -> UInt32 {
    (place..<(place + 32)).reduce(0) { word, bit in
      let byte = bit / 8 < key.count ? key[bit / 8] : 0
      return word << 1 | UInt32(byte >> UInt8(7 - bit % 8) & 1)
    }
  }
}
