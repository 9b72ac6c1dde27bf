/// What keys do here, in one row: ` ↵ open  t trace here  ?`.
public struct HintBar: Sendable {
  /// A key and its effect.
  public struct Hint: Equatable, Sendable {
    /// The key as people write it.
    public var key: String
    /// One or two words; empty for a key that explains itself.
    public var label: String

    /// Makes a hint.
    public init(_ key: String, _ label: String = "") {
      self.key = key
      self.label = label
    }

    var width: Int {
      let label = CharacterWidth.columns(of: label)
      return CharacterWidth.columns(of: key) + (label > 0 ? label + 1 : 0)
    }
  }

  /// The hints, the most wanted first.
  public var hints: [Hint]
  /// A hint that always stays, at the right end.
  public var last: Hint?

  /// Makes a bar.
  public init(_ hints: [Hint], last: Hint? = Hint("?")) {
    self.hints = hints
    self.last = last
  }

  /// Draws as many whole hints as fit.
  public func draw(on canvas: Canvas, y: Int = 0) {
    let reserved = last.map { $0.width + 2 } ?? 0
    var x = canvas.width > 1 ? 1 : 0
    for hint in hints {
      if x + hint.width > canvas.width - reserved - 1 { break }
      x += draw(hint, x: x, y: y, on: canvas) + 2
    }
    guard let last else { return }
    draw(last, x: max(0, min(x, canvas.width - last.width)), y: y, on: canvas)
  }

  @discardableResult
  private func draw(_ hint: Hint, x: Int, y: Int, on canvas: Canvas) -> Int {
    let used = canvas.put(hint.key, x: x, y: y, style: .key)
    if !hint.label.isEmpty { canvas.put(hint.label, x: x + used + 1, y: y, style: .dim) }
    return hint.width
  }
}
