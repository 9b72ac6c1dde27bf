import Inspection

/// What the drivers of the sample stack's first adapter wait for.
enum SampleTimers {
  static func rows(_ adapter: AdapterID, at time: UInt64) -> [TimerRow] {
    guard adapter == 1 else { return [] }
    return [
      TimerRow(
        party: SampleStack.talker,
        name: "next question",
        deadline: time &+ 812_000_000,
        period: 1_000_000_000,
        fired: 3_600
      ),
      TimerRow(
        party: SampleStack.vlan,
        name: "release of received lists",
        deadline: time &+ 42_500,
        fired: 1_234_567_890
      ),
      TimerRow(
        party: SampleStack.nic0,
        name: "check for hang",
        deadline: time,
        period: 2_000_000_000,
        fired: 1_800
      ),
      TimerRow(
        party: SampleStack.nic0,
        name: "interrupt moderation",
        deadline: nil,
        count: 0,
        fired: 1
      ),
    ]
  }
}
