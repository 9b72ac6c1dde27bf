import CLinux
import Glibc

/// What the process keeps resident, and how that grows.
struct MemoryUse {
  private var samples: [(seconds: Double, bytes: Double)] = []

  /// Resident bytes now; 0 where the host does not tell.
  static var resident: UInt64 {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let text = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
    let words = text.split(separator: " ")
    guard words.count > 1, let pages = UInt64(words[1]) else { return 0 }
    return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Notes what is resident at this second.
  ///
  /// What the allocator only keeps for later is given back first: a slope is to be of what is in use.
  mutating func sample(at seconds: Double) {
    nd_host_forget_start()
    samples.append((seconds, Double(Self.resident)))
  }

  /// The first samples are of a process that still fills its pools.
  static let warmUp = 3
  /// Fewer samples say nothing of a slope.
  static let enough = 20

  /// Growth by least squares over what came after the first samples; nil with too few.
  var slope: Slope? {
    let kept = samples.dropFirst(Self.warmUp)
    guard kept.count >= Self.enough else { return nil }
    let count = Double(kept.count)
    let time = kept.reduce(0) { $0 + $1.seconds } / count
    let bytes = kept.reduce(0) { $0 + $1.bytes } / count
    let square = kept.reduce(0) { $0 + ($1.seconds - time) * ($1.seconds - time) }
    let product = kept.reduce(0) { $0 + ($1.seconds - time) * ($1.bytes - bytes) }
    guard square > 0 else { return nil }
    let slope = product / square
    let rest = kept.reduce(0) {
      let off = $1.bytes - bytes - slope * ($1.seconds - time)
      return $0 + off * off
    }
    return Slope(
      bytesPerMinute: slope * 60,
      error: (rest / (count - 2) / square).squareRoot() * 60,
      samples: kept.count,
      mean: bytes
    )
  }

  /// A slope with its standard error.
  struct Slope {
    /// Bytes per minute.
    let bytesPerMinute: Double
    /// Standard error of it.
    let error: Double
    let samples: Int
    /// Bytes resident, mean of the samples.
    let mean: Double

    /// True if the growth is more than noise: beyond three standard errors and a thousandth of what is resident in a minute.
    var isGrowth: Bool { bytesPerMinute > 3 * error && bytesPerMinute > mean / 1_000 }
  }
}
