/// The document that `run`, `replay` and `show` print: the tree with its counters at one instant.
public struct ShowDocument: Sendable {
  private let snapshot: Snapshot
  private let findings: [VerifierFinding]
  private let timers: [TimerRow]?
  private let capture: CaptureSummary?
  private let hostCost: HostCost?

  /// Makes the document of a snapshot.
  ///
  /// `timers`: what the drivers of every adapter wait for, nil where nobody asked, and of the past; `capture`: what a
  /// replay read; `hostCost`: what was measured if asked for.
  public init(
    _ snapshot: Snapshot,
    findings: [VerifierFinding] = [],
    timers: [TimerRow]? = nil,
    capture: CaptureSummary? = nil,
    hostCost: HostCost? = nil
  ) {
    self.snapshot = snapshot
    self.findings = findings
    self.timers = timers
    self.capture = capture
    self.hostCost = hostCost
  }

  /// The document in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.member("stack", snapshot.structure.name)
      json.member("version", snapshot.structure.version)
      json.member("time", snapshot.time)
      json.array("adapters") { json in
        for adapter in snapshot.structure.adapters { write(adapter, &json) }
      }
      json.array("interfaces") { json in
        for interface in snapshot.structure.ndis.interfaces { write(interface, &json) }
      }
      json.array("versions") { json in
        for version in snapshot.structure.ndis.versions {
          json.object { json in
            json.member("ndisVersion", version.version)
            json.member("infoSlots", version.infoSlots)
            json.array("features", version.features)
            json.array("structures") { json in
              for structure in version.structures {
                json.object { json in
                  json.member("name", structure.name)
                  json.member("revision", UInt64(structure.revision))
                  json.member("size", UInt64(structure.size))
                }
              }
            }
          }
        }
      }
      json.array("heldLists") { json in
        for held in snapshot.held { write(held, &json) }
      }
      json.array("verifier") { json in
        for finding in findings { finding.write(to: &json) }
      }
      if let capture {
        json.object("capture") { json in
          json.member("file", capture.file)
          json.member("packets", capture.packets)
          json.member("capturedBytes", capture.capturedBytes)
          json.member("wireBytes", capture.wireBytes)
          json.member("truncated", capture.truncated)
        }
      }
      if let hostCost {
        json.key("hostCost")
        hostCost.write(to: &json)
      }
    }
    return json.text
  }

  private func write(_ held: HeldLists, _ json: inout JSONWriter) {
    json.object { json in
      json.member("party", snapshot.structure.parties.name(of: held.party))
      json.member("count", held.count)
      json.member("overdue", UInt64(held.overdue(at: snapshot.time)))
      json.array("oldest") { json in
        for list in held.oldest {
          json.object { json in
            json.member("journey", list.journey)
            json.member("since", list.since)
            json.member("age", list.age(at: snapshot.time))
          }
        }
      }
    }
  }

  private func write(_ adapter: AdapterNode, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", adapter.id)
      json.member("name", adapter.name)
      json.array("lower") { json in
        for lower in adapter.lower { json.value(lower) }
      }
      json.member("virtual", adapter.virtual)
      json.member("ifIndex", adapter.ifIndex)
      json.member("luid", adapter.luid)
      json.member("mac", adapter.mac.isEmpty ? nil : adapter.mac)
      json.member("mtu", adapter.mtu)
      json.member("state", adapter.state)
      json.member("linkState", adapter.linkState)
      json.object("miniport") { json in
        json.member("driver", adapter.miniport.driver)
        json.member("ndisVersion", adapter.miniport.ndisVersion)
      }
      json.array("ports") { json in
        for port in snapshot.structure.ndis.ports where port.adapter == adapter.id {
          json.object { json in
            json.member("number", port.number)
            json.member("type", port.type)
            json.member("active", port.active)
          }
        }
      }
      json.array("filters") { json in
        for filter in adapter.filters { write(filter, &json) }
      }
      json.array("bindings") { json in
        for binding in adapter.bindings { write(binding, &json) }
      }
      json.array("queues") { json in
        for queue in adapter.queues { queue.write(snapshot.counters, to: &json) }
      }
      if let timers {
        json.array("timers") { json in
          for timer in timers where snapshot.structure.parties[timer.party]?.adapter == adapter.id {
            write(timer, &json)
          }
        }
      } else {
        json.key("timers")
        json.null()
      }
      json.key("receiveScaling")
      if let scaling = snapshot.structure.scaling(of: adapter.id) {
        scaling.write(snapshot, to: &json)
      } else {
        json.null()
      }
      json.object("statistics") { json in
        for column in StatisticsColumn.allCases {
          json.member(column.symbol, statistic(adapter, column))
        }
      }
      json.key("ledger")
      snapshot.counters.ledger(of: adapter, in: snapshot.structure.parties).write(to: &json)
      json.array("drops") { json in writeDrops(of: adapter, &json) }
    }
  }

  private func write(_ timer: TimerRow, _ json: inout JSONWriter) {
    json.object { json in
      json.member("module", snapshot.structure.parties.name(of: timer.party))
      json.member("party", timer.party)
      json.member("use", timer.name)
      json.member("set", timer.count)
      json.member("deadline", timer.deadline)
      json.member("period", timer.period)
      json.member("fired", timer.fired)
    }
  }

  /// Nil if the adapter names the statistics it keeps and this is none of them.
  private func statistic(_ adapter: AdapterNode, _ column: StatisticsColumn) -> UInt64? {
    let kept = adapter.supportedStatistics
    return kept == 0 || kept & column.flag != 0 ? snapshot.counters[adapter.id, column] : nil
  }

  private func write(_ filter: FilterNode, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", filter.id)
      json.member("name", filter.name)
      json.member("driver", filter.driver)
      json.member("ndisVersion", snapshot.structure.ndis.version(of: filter.partyID))
      json.member("kind", filter.kind.rawValue)
      json.member("class", filter.filterClass)
      json.member("mandatory", filter.mandatory)
      json.member("state", filter.state)
      json.key("ledger")
      snapshot.counters.ledger(of: filter.partyID).write(to: &json)
    }
  }

  private func write(_ binding: BindingNode, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", binding.id)
      json.member("protocol", binding.protocolName)
      json.member("ndisVersion", snapshot.structure.ndis.version(of: binding.partyID))
      json.member("state", binding.state)
      json.array("packetFilter", binding.packetFilter.documentedNames)
      json.array("addresses", binding.addresses)
      json.key("ledger")
      snapshot.counters.ledger(of: binding.partyID).write(to: &json)
    }
  }

  private func write(_ interface: NDISDetail.Interface, _ json: inout JSONWriter) {
    json.object { json in
      json.member("ifIndex", interface.ifIndex)
      json.member("luid", interface.luid)
      json.member("name", interface.name)
      json.array("lower") { json in
        for lower in interface.lower { json.value(lower) }
      }
    }
  }

  private func writeDrops(of adapter: AdapterNode, _ json: inout JSONWriter) {
    let structure = snapshot.structure
    for drop in snapshot.counters.drops
    where structure.parties[drop.party]?.adapter == adapter.id {
      json.object { json in
        json.member("reason", structure.reasons.symbol(of: drop.reason))
        json.member("module", structure.parties.name(of: drop.party))
        json.member("count", drop.count)
      }
    }
  }
}

extension Ledger {
  /// Writes the fate ledger, and the lists owned now.
  func write(to json: inout JSONWriter) {
    json.object { json in
      for column: CounterColumn in [
        .entered, .born, .left, .delivered, .merged, .dropped, .inside, .held,
      ] {
        json.member(column.symbol, self[column])
      }
    }
  }
}

extension VerifierFinding {
  /// The finding as an object.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("rule", rule)
      json.member("sentence", sentence)
      json.member("page", page)
      json.member("driver", driver)
      json.member("party", party)
      json.member("time", time)
      json.member("journey", journey == 0 ? nil : journey)
      json.member("text", text)
    }
  }
}
