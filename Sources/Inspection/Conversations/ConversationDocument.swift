/// Conversations as `trace --conversations` prints them.
public struct ConversationDocument: Sendable {
  private let conversations: [Conversation]
  private let others: UInt64

  /// Makes the document of a table.
  public init(_ table: ConversationTable) {
    conversations = table.conversations
    others = table.others
  }

  /// Makes the document of some conversations, in their order.
  public init(_ conversations: [Conversation], others: UInt64) {
    self.conversations = conversations
    self.others = others
  }

  /// The names of the columns of `rows`.
  public static let columns = [
    "protocol", "number", "first", "second", "packets", "bytes", "packetsForward", "bytesForward",
    "packetsBackward", "bytesBackward", "drops", "start", "end", "newest",
  ]

  /// A line of cells per conversation.
  public var rows: [[String]] {
    conversations.map { one in
      [
        one.transport.name, "\(one.number)", one.first.text, one.second.text, "\(one.packets)",
        "\(one.bytes)", "\(one.forward.packets)", "\(one.forward.bytes)",
        "\(one.backward.packets)", "\(one.backward.bytes)", "\(one.drops)", "\(one.start)",
        "\(one.end)", "\(one.newest)",
      ]
    }
  }

  /// A line of JSON per conversation, without line ends.
  public var lines: [String] {
    conversations.map { one in
      var json = JSONWriter()
      write(one, &json)
      return json.text
    }
  }

  /// All of it in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.array("conversations") { json in
        for one in conversations { write(one, &json) }
      }
      json.member("otherPackets", others)
    }
    return json.text
  }

  private func write(_ one: Conversation, _ json: inout JSONWriter) {
    json.object { json in
      json.member("protocol", one.transport.name)
      json.member("number", one.number)
      json.member("first", one.first.text)
      json.member("second", one.second.text)
      for (name, flow) in [("forward", one.forward), ("backward", one.backward)] {
        json.object(name) { json in
          json.member("packets", flow.packets)
          json.member("bytes", flow.bytes)
          json.member("drops", flow.drops)
        }
      }
      json.member("start", one.start)
      json.member("end", one.end)
      json.member("newest", one.newest)
    }
  }

  /// A table for people.
  public var text: String {
    var table = TextTable()
    table.add([
      "", "NO.", "FIRST", "SECOND", "PACKETS →", "BYTES →", "← PACKETS", "← BYTES", "DROPS",
      "BEGAN", "LASTED",
    ])
    for one in conversations {
      table.add([
        one.transport.name, "\(one.number)", one.first.text, one.second.text,
        "\(one.forward.packets)", "\(one.forward.bytes)", "\(one.backward.packets)",
        "\(one.backward.bytes)", "\(one.drops)", TimeText.seconds(one.start),
        TimeText.span(one.end - one.start),
      ])
    }
    let lines = table.lines + ["\(others) packets of no conversation"]
    return lines.map { $0 + "\n" }.joined()
  }
}

extension FollowedStream.Piece {
  /// The piece in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.member("way", isForward ? "forward" : "backward")
      json.member("journey", journey)
      json.member("missing", missing)
      json.member("bytes", bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
    return json.text
  }

  /// The piece for people: who sent it, then its bytes as text with a dot for what is none.
  public func text(of conversation: Conversation) -> String {
    let (from, to) =
      isForward
      ? (conversation.first, conversation.second) : (conversation.second, conversation.first)
    var lines = ["\(from.text) → \(to.text)  \(bytes.count) bytes  #\(journey)"]
    if missing > 0 { lines.insert("(\(missing) bytes are missing here)", at: 0) }
    var line = ""
    for byte in bytes {
      switch byte {
      case 0x0A:
        lines.append("  " + line)
        line = ""
      case 0x0D: break
      case 0x20..<0x7F: line.unicodeScalars.append(Unicode.Scalar(byte))
      default: line.append(".")
      }
    }
    if !line.isEmpty { lines.append("  " + line) }
    return lines.map { $0 + "\n" }.joined()
  }
}
