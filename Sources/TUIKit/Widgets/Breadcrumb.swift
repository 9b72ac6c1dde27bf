/// The way from the program to what is selected: `ndissect › lab › Ethernet0`.
public struct Breadcrumb: Sendable {
  /// The steps, the widest first.
  public var steps: [String]

  /// Makes a path.
  public init(_ steps: [String]) {
    self.steps = steps
  }

  /// The path in at most so many columns: steps in the middle go first, then the last one is cut.
  public func text(columns: Int) -> StyledText {
    guard steps.count > 1 else {
      return StyledText(steps.first ?? "", .title).truncated(to: columns)
    }
    for hidden in 0...(steps.count - 1) {
      let line = text(hiding: hidden)
      if line.width <= columns { return line }
    }
    return StyledText(steps[steps.count - 1], .title).truncated(to: columns)
  }

  private func text(hiding hidden: Int) -> StyledText {
    var line = StyledText()
    // The first and the last step stay longest.
    let kept = steps.count - hidden
    let head = kept >= 2 ? 1 : 0
    for index in steps.indices {
      if index >= head, index < head + hidden {
        if index == head { line.append("\(Glyph.ellipsis) \(Glyph.crumb) ", .dim) }
        continue
      }
      let isLast = index == steps.count - 1
      line.append(steps[index], isLast ? .title : Style(.text))
      if !isLast { line.append(" \(Glyph.crumb) ", .dim) }
    }
    return line
  }
}
