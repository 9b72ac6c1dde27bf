@preconcurrency import Glibc

/// How somebody sees colours.
public enum ColorVision: String, CaseIterable, Sendable {
  /// With all three kinds of cones.
  case normal
  /// Without the cones for middle wavelengths: red and green look alike.
  case deuteranopia
  /// Without the cones for short wavelengths: blue and green, yellow and pink look alike.
  case tritanopia

  /// A colour in linear light, as it is seen: the model of Machado, Oliveira and Fernandes (2009), severity 1.
  func seen(_ color: RGB) -> [Double] {
    let light = color.linear
    return matrix.map { row in
      let sum = row[0] * light[0] + row[1] * light[1] + row[2] * light[2]
      return min(1, max(0, sum))
    }
  }

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}

extension RGB {
  /// The parts in linear light, 0…1.
  var linear: [Double] {
    [red, green, blue].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
  }

  /// Contrast with another colour as WCAG 2 defines it, 1…21.
  public func contrast(with other: RGB) -> Double {
    let luminances = [self, other].map { color in
      zip(color.linear, [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return (max(luminances[0], luminances[1]) + 0.05) / (min(luminances[0], luminances[1]) + 0.05)
  }

  /// How different two colours look: the distance in CIELAB (ΔE 1976); about 2 can just be told apart.
  public func difference(from other: RGB, seenBy vision: ColorVision) -> Double {
    let (one, two) = (Self.lab(vision.seen(self)), Self.lab(vision.seen(other)))
    return zip(one, two).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private static func lab(_ light: [Double]) -> [Double] {
    let (red, green, blue) = (light[0], light[1], light[2])
    let axes = [
      (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
      0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
      (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    ].map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16.0 / 116 }
    return [116 * axes[1] - 16, 500 * (axes[0] - axes[1]), 200 * (axes[1] - axes[2])]
  }
}
