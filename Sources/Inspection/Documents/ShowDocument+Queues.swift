extension QueueNode {
  /// The queue with its counters as an object.
  func write(_ counters: CounterPage, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("number", number)
      json.member("name", name)
      json.member("kind", kind.rawValue)
      json.member("group", processor.group)
      json.member("processor", processor.number)
      json.member("message", message)
      json.member("capacity", capacity)
      for column in QueueColumn.allCases {
        json.member(column.symbol, counters[queue: id, column])
      }
    }
  }
}

extension ReceiveScalingNode {
  /// The key as pairs of digits in base 16.
  public var keyText: String {
    key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Receive scaling with the hits of each entry as an object.
  func write(_ snapshot: Snapshot, to json: inout JSONWriter) {
    json.object { json in
      json.object("capabilities") { json in
        json.member("flags", hexadecimal(UInt64(capabilities.flags)))
        json.member("interruptMessages", capabilities.messages)
        json.member("receiveQueues", capabilities.queues)
        json.member("indirectionTableEntries", capabilities.entries)
      }
      json.member("mode", mode.symbol)
      json.member("hashFunction", hashFunction)
      json.array("hashTypes", hashTypes)
      json.member("key", key.isEmpty ? nil : keyText)
      json.member("baseProcessor", baseProcessor.text)
      json.member("maximumProcessor", maximumProcessor.text)
      json.array("keywords") { json in
        for setting in settings {
          json.object { json in
            json.member("name", setting.name)
            json.member("value", setting.value)
            json.member("source", setting.source)
          }
        }
      }
      json.array("processors", processors.map(\.text))
      json.member("setBy", setBy.map { snapshot.structure.parties.name(of: $0) })
      let hits = snapshot.counters.hits(ofAdapter: adapter)
      json.array("indirectionTable") { json in
        for (number, entry) in table.enumerated() {
          json.object { json in
            json.member("entry", number)
            json.member("processor", entry.processor.text)
            json.member("queue", entry.queue)
            json.member("hits", number < hits.count ? hits[number] : 0)
          }
        }
      }
    }
  }
}
