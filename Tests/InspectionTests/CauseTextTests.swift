import Inspection
import Testing

@Suite("Causes as text")
struct CauseTextTests {
  @Test(
    "a cause is divided where its last pair of brackets begins",
    arguments: [
      ("id = 20 (lab.yaml:12:7)", "id = 20", "lab.yaml:12:7", "lab.yaml:12:7"),
      ("a (b) (/x/y.yaml:1:2)", "a (b)", "/x/y.yaml:1:2", "y.yaml:1:2"),
      ("a (/x (old)/y.yaml:1:2)", "a", "/x (old)/y.yaml:1:2", "y.yaml:1:2"),
      ("mtu = 1500 (default)", "mtu = 1500", "default", "default"),
      ("no place", "no place", "", ""),
      ("half)", "half)", "", ""),
      ("", "", "", ""),
    ]
  )
  func parts(_ text: String, _ subject: String, _ source: String, _ short: String) {
    let cause = CauseText(text)
    #expect(cause.subject == subject)
    #expect(cause.source == source)
    #expect(cause.shortSource == short)
  }
}
