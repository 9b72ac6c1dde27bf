/// How many colours a terminal shows; the steps of one ladder.
public enum ColorDepth: String, CaseIterable, Sendable {
  /// 24 bits.
  case truecolor = "24"
  /// The 256-colour palette.
  case palette256 = "256"
  /// The terminal's own 16 colours.
  case palette16 = "16"
  /// Attributes only.
  case mono

  /// Chooses from the environment and what the terminal description says; a NO_COLOR that is not empty gives mono.
  ///
  /// `colors` is the terminal's own number, 0 or less if it has none; `directColors` says whether its description
  /// has the RGB flag, or a direct variant of it exists.
  public static func automatic(
    environment: (String) -> String?,
    colors: Int,
    directColors: Bool
  ) -> ColorDepth {
    if let value = environment("NO_COLOR"), !value.isEmpty { return .mono }
    guard colors >= 8 else { return .mono }
    let announced = environment("COLORTERM") ?? ""
    if directColors, announced == "truecolor" || announced == "24bit" || colors > 256 {
      return .truecolor
    }
    return colors >= 256 ? .palette256 : .palette16
  }
}
