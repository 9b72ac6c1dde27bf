import Testing

@testable import NDIS

@Suite("Verifier rules")
struct VerifierRuleTests {
  @Test("every rule has one line: a sentence of its own, and a page")
  func complete() {
    #expect(VerifierRule.all.map(\.rule) == VerifierRule.allCases)
    #expect(Set(VerifierRule.all.map(\.sentence)).count == VerifierRule.allCases.count)
    for entry in VerifierRule.all {
      #expect(entry.sentence.hasSuffix("."), "\(entry.rule)")
      #expect(!entry.page.isEmpty, "\(entry.rule)")
      #expect(entry.rule.sentence == entry.sentence)
      #expect(entry.rule.page == entry.page)
      #expect(entry.rule.severity == entry.severity)
    }
  }

  @Test("a rule is found by its code and shown with a capital letter")
  func names() {
    #expect(VerifierRule(rawValue: "leakAtPause") == .leakAtPause)
    #expect(VerifierRule.leakAtPause.symbol == "LeakAtPause")
    #expect(Set(VerifierRule.allCases.map(\.symbol)).count == VerifierRule.allCases.count)
  }

  @Test("what endangers packets weighs most")
  func severity() {
    #expect(VerifierRule.doubleSendCompletion.severity == .ownership)
    #expect(VerifierRule.irqlTooHigh.severity == .violation)
    #expect(VerifierRule.lateCancelAnswer.severity == .advice)
    #expect(VerifierRule.Severity.advice < .violation)
    #expect(VerifierRule.Severity.violation < .ownership)
  }
}
