import Inspection

/// Values of the first adapter of the sample stack and its filters that can be changed.
enum SampleKeywords {
  static let rows: [KeywordRow] = [
    row(
      SampleStack.classify,
      "rules[1].match",
      "udp port 53",
      "lab.yaml:20:17",
      form: "a packet filter such as \"udp port 53\"",
      "Which packets the rule is for.",
      absence: "takes the whole rule out"
    ),
    row(
      SampleStack.classify,
      "rules[1].action",
      "drop",
      "default",
      form: "one of permit, drop",
      "What becomes of them.",
      absence: "gives it the default, drop"
    ),
    row(
      SampleStack.classify,
      "rules[2].match",
      "",
      "",
      form: "a packet filter such as \"udp port 53\"",
      "Which packets the rule is for.",
      absence: "there is no such rule yet"
    ),
    row(
      SampleStack.classify,
      "default",
      "permit",
      "default",
      form: "one of permit, drop",
      "What becomes of packets that match no rule.",
      absence: "gives it the default, permit"
    ),
    row(
      SampleStack.vlan,
      "id",
      "100",
      "lab.yaml:15:13",
      form: "a whole number from 1 to 4094",
      "The VLAN in access mode.",
      absence: "gives it the default, 1"
    ),
    row(
      SampleStack.nic0,
      "rate",
      "10 Gbit/s",
      "lab.yaml:6:11",
      form: "a rate from 1 bit/s to 1 Tbit/s",
      "How fast frames go onto the line.",
      absence: "gives it the default, 1 Gbit/s"
    ),
    row(
      SampleStack.nic0,
      "delay",
      "5 us",
      "default",
      form: "a time from 0 ns to 1 h",
      "How long a frame travels.",
      absence: "gives it the default, 5 us"
    ),
  ]

  private static func row(
    _ party: PartyID,
    _ path: String,
    _ value: String,
    _ source: String,
    form: String,
    _ summary: String,
    absence: String
  ) -> KeywordRow {
    KeywordRow(
      party: party,
      path: path,
      value: value,
      source: source,
      form: form,
      summary: summary,
      absence: absence,
      reinitializes: party == SampleStack.nic0
    )
  }
}
