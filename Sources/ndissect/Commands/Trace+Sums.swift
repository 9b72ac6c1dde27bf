import Engine
import Inspection

extension Trace {
  /// Prints the ways that packets took.
  func printSignatures(
    _ selection: JourneySelection,
    _ recorded: RecordedTarget,
    _ log: some HopLogSource
  ) throws {
    let (index, context) = (recorded.index, recorded.context)
    let places = (0..<index.count).filter {
      selection.matches(index.entry(at: $0), in: log, context)
    }
    let costs = recorded.cost.map { JourneyCosts($0, index, in: log).nanoseconds }
    var shares = index.paths(of: places) { costs?[$0] }
    if let limit { shares.paths = Array(shares.paths.prefix(Int(clamping: limit))) }
    let document = SignatureDocument(shares, in: context.structure)
    if csv {
      Swift.print(CSVText.document(SignatureDocument.columns, document.rows), terminator: "")
    } else if dot {
      Swift.print(GraphText.flow(shares, in: context.structure), terminator: "")
    } else if output.jsonl {
      for line in document.lines { put(line) }
    } else if output.json {
      put(document.json)
    } else {
      Swift.print(document.text, terminator: "")
    }
  }

  /// Prints who talked to whom.
  func printConversations(
    _ selection: JourneySelection,
    _ recorded: RecordedTarget,
    _ log: some HopLogSource
  ) {
    var table = table(selection, recorded, log)
    if let limit { table.keep(first: Int(clamping: limit)) }
    let document = ConversationDocument(table)
    if csv {
      Swift.print(CSVText.document(ConversationDocument.columns, document.rows), terminator: "")
    } else if output.jsonl {
      for line in document.lines { put(line) }
    } else if output.json {
      put(document.json)
    } else {
      Swift.print(document.text, terminator: "")
    }
  }

  private func table(
    _ selection: JourneySelection,
    _ recorded: RecordedTarget,
    _ log: some HopLogSource
  ) -> ConversationTable {
    var table = ConversationTable()
    let context = recorded.context
    table.update(recorded.index, in: log, context) { selection.matches($0, in: log, context) }
    return table
  }

  /// Prints what the ends of a TCP conversation sent each other.
  func printPayload(
    of number: Int,
    _ selection: JourneySelection,
    _ recorded: RecordedTarget,
    _ log: some HopLogSource
  ) throws {
    let (index, context) = (recorded.index, recorded.context)
    let known = table(selection, recorded, log).conversations.filter { $0.transport == .tcp }
    guard let conversation = known.first(where: { $0.number == number }) else {
      throw Failure.use(
        "no such conversation: --follow \(number): there are \(known.count), counted from 0; see --conversations"
      )
    }
    let parties = context.structure.parties.parties
    if let at, !parties.contains(where: { $0.name == at }) {
      throw Failure.use("no module has this name: --at \(at): `ndissect show` lists them")
    }
    var stream = FollowedStream()
    var packets = index.places(of: conversation, at: at, in: log, context)
    packets.sort { ($0.time, $0.journey) < ($1.time, $1.journey) }
    for packet in packets {
      stream.take(
        packet.bytes,
        length: packet.length,
        packet.link,
        of: conversation,
        journey: packet.journey
      )
    }
    stream.finish()
    if output.json {
      put("[" + stream.pieces.map(\.json).joined(separator: ",") + "]")
    } else {
      for piece in stream.pieces {
        if output.jsonl {
          put(piece.json)
        } else {
          Swift.print(piece.text(of: conversation), terminator: "")
        }
      }
    }
    for (isForward, name) in [(true, conversation.first.text), (false, conversation.second.text)] {
      let missing = stream.missingAtEnd(isForward: isForward)
      if missing > 0 {
        complain("\(missing) bytes at the end of what \(name) sent were not recorded")
      }
    }
  }
}
