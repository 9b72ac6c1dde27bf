/// Finds the key ^] in what a keyboard sends: one byte, or what terminals send for it when asked to tell keys apart.
enum CallKey {
  /// What became of some bytes.
  struct Found: Equatable {
    /// Those before the key.
    var keys: [UInt8] = []
    /// Those after it; nil if it did not come.
    var afterCall: [UInt8]?
  }

  private static let byte: UInt8 = 0x1D
  /// xterm's modifyOtherKeys, and the keyboard of kitty.
  private static let sequences: [[UInt8]] = ["\u{1B}[27;5;93~", "\u{1B}[93;5u"].map {
    Array($0.utf8)
  }

  /// Divides bytes at the first ^].
  static func find(in bytes: ArraySlice<UInt8>) -> Found {
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if bytes[place] == byte { return divided(bytes, at: place, length: 1) }
      if bytes[place] == 0x1B {
        for sequence in sequences where bytes[place...].starts(with: sequence) {
          return divided(bytes, at: place, length: sequence.count)
        }
      }
      place += 1
    }
    return Found(keys: Array(bytes))
  }

  private static func divided(_ bytes: ArraySlice<UInt8>, at place: Int, length: Int) -> Found {
    Found(keys: Array(bytes[..<place]), afterCall: Array(bytes[(place + length)...]))
  }
}
