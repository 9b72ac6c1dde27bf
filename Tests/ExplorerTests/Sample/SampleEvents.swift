import Inspection

/// What happened on the sample stack in its first half minute; one event of every kind and severity.
enum SampleEvents {
  static let all: [EngineEvent] = {
    var events: [EngineEvent] = []
    func add(
      _ time: UInt64,
      _ severity: EventSeverity,
      _ kind: EventKind,
      _ party: PartyID,
      _ subject: String,
      _ text: String,
      note: String = "",
      cause: String = "",
      journey: UInt64 = 0,
      request: UInt64 = 0
    ) {
      events.append(
        EngineEvent(
          sequence: UInt64(events.count + 1),
          time: time,
          severity: severity,
          party: party,
          kind: kind,
          subject: subject,
          text: text,
          note: note,
          cause: cause,
          journey: journey,
          request: request
        )
      )
    }
    let steps: [(PartyID, String)] = [
      (7, "Ethernet0"), (6, "capture"), (5, "vlan"), (4, "classify"), (2, "responder"),
      (3, "talker"),
    ]
    var time: UInt64 = 1_200
    for (party, name) in steps {
      add(time, .info, .stateChange, party, name, "Paused → Restarting", cause: "restart")
      time += 900
      add(
        time,
        .info,
        .stateChange,
        party,
        name,
        "Restarting → Running",
        note: "Restarting for 900 ns",
        cause: "restart succeeded"
      )
      time += 400
    }
    let linkNote = "Connected, transmit 25000000000 bit/s, receive 25000000000 bit/s"
    add(
      20_000,
      .notice,
      .statusIndication,
      7,
      "Ethernet0",
      "NDIS_STATUS_LINK_STATE",
      note: linkNote
    )
    add(
      41_000,
      .info,
      .oid,
      7,
      "Ethernet0",
      "OID_GEN_CURRENT_PACKET_FILTER",
      note: "NDIS_STATUS_SUCCESS",
      request: 1
    )
    add(
      1_000_400_000,
      .notice,
      .dropSummary,
      5,
      "vlan",
      "FilteredVLAN",
      note: "27 packets",
      cause: "The VLAN is not among those the module admits. (network/ndis-vlan)",
      journey: 237
    )
    add(
      3_000_000_000,
      .warning,
      .warning,
      0,
      "recording",
      "older packets are forgotten",
      note: "kept from 1.200000000 s on"
    )
    add(12_000_000_000, .info, .command, 7, "Ethernet0", "pause", note: "asked for", request: 1)
    add(12_000_001_200, .info, .stateChange, 7, "Ethernet0", "Running → Pausing", cause: "pause")
    add(
      12_000_410_000,
      .notice,
      .command,
      7,
      "Ethernet0",
      "pause",
      note: "done in 410.0 µs",
      request: 1
    )
    add(
      21_000_000_000,
      .error,
      .verifierFinding,
      4,
      "classify",
      "returnedTwice",
      note: "journey 200 was returned twice",
      cause: "A list is returned once to whoever indicated it. (network/receiving-data)",
      journey: 200
    )
    add(29_000_000_000, .notice, .plugAndPlay, 99, "old", "surprise removal")
    return events
  }()

  /// The same events so many times, half a minute apart, as an engine that forgets would hold them.
  static func long(_ rounds: UInt64, capacity: Int = EventHistory.defaultCapacity) -> EventHistory {
    var history = EventHistory(capacity: capacity)
    for round in 0..<rounds {
      for var event in all {
        event.sequence += round * UInt64(all.count)
        event.time += round * 30_000_000_000
        history.append(event)
      }
    }
    return history
  }
}
