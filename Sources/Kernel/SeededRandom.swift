/// A repeatable source of random numbers: xoshiro256** with a state spread by SplitMix64.
///
/// Streams that were derived by name do not depend on how much was drawn from their parent.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  /// The seed this stream began with.
  public let seed: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Makes the stream of `seed`; every seed is good, zero included.
  public init(seed: UInt64) {
    self.seed = seed
    var spread = seed
    state = (
      Self.splitMix(&spread), Self.splitMix(&spread), Self.splitMix(&spread),
      Self.splitMix(&spread)
    )
  }

  /// Makes a stream from a full state, which must not be all zero.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    seed = 0
    self.state = state
  }

  /// Returns the next 64 bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotate(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, by: 45)
    return result
  }

  /// Returns a number in 0 ..< `bound` without bias; 0 if `bound` is 0.
  public mutating func bounded(_ bound: UInt64) -> UInt64 {
    guard bound > 0 else { return 0 }
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return product.high
  }

  /// Returns a number in 0 ..< 1 with 53 random bits.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns the stream named `name`; the same for a seed and name whatever was drawn before.
  public func child(_ name: String) -> SeededRandom {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    var mixed = seed
    let spread = Self.splitMix(&mixed)
    var final = hash ^ spread
    return SeededRandom(seed: Self.splitMix(&final))
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }
}
