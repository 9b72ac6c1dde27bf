extension VerifierRule {
  /// What the table says of a rule.
  public struct Entry: Sendable {
    /// The rule.
    public let rule: VerifierRule
    /// How bad it is when broken.
    public let severity: Severity
    /// What was done wrong, one sentence.
    public let sentence: String
    /// The documentation page that states the rule.
    public let page: String

    init(_ rule: VerifierRule, _ severity: Severity, _ sentence: String, _ page: String) {
      self.rule = rule
      self.severity = severity
      self.sentence = sentence
      self.page = page
    }
  }

  /// Every rule, in the order of the cases.
  public static let all: [Entry] = {
    let known = Dictionary(
      uniqueKeysWithValues: (contractRules + ownershipRules).map { ($0.rule, $0) }
    )
    return allCases.compactMap { known[$0] }
  }()

  private static let byRule: [VerifierRule: Entry] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.rule, $0) }
  )

  /// The rule's name on the screen: its code with a capital letter.
  public var symbol: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// How bad it is when broken.
  public var severity: Severity { Self.byRule[self]?.severity ?? .violation }

  /// What was done wrong, one sentence.
  public var sentence: String { Self.byRule[self]?.sentence ?? rawValue }

  /// The documentation page that states the rule.
  public var page: String { Self.byRule[self]?.page ?? "" }
}
