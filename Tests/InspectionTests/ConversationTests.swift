@testable import Inspection
import Testing
import Wire

@Suite("Conversations and their payload")
struct ConversationTests {
  private static let first = Conversation.Endpoint(address: .v4(IPv4Address(0x0A00_0001)), port: 80)
  private static let second = Conversation.Endpoint(
    address: .v4(IPv4Address(0x0A00_0002)),
    port: 5000
  )

  private static func conversation() throws -> Conversation {
    let packet = segment(forward: true, sequence: 0, [])
    let tuple = try #require(packet.withUnsafeBytes { FiveTuple($0, .ethernet) })
    return Conversation(number: 0, tuple, start: 0, newest: 1)
  }

  /// An Ethernet frame with a TCP segment, checksums left at zero.
  private static func segment(
    forward: Bool,
    sequence: UInt32,
    syn: Bool = false,
    _ payload: [UInt8]
  ) -> [UInt8] {
    let (from, to) = forward ? (first, second) : (second, first)
    func big16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }
    func address(_ end: Conversation.Endpoint) -> [UInt8] {
      [10, 0, 0, end == first ? 1 : 2]
    }
    var frame: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]
    frame += [0x45, 0] + big16(40 + payload.count) + [0, 0, 0, 0, 64, 6, 0, 0]
    frame += address(from) + address(to)
    frame += big16(Int(from.port)) + big16(Int(to.port))
    frame += big16(Int(sequence >> 16)) + big16(Int(sequence & 0xFFFF)) + [0, 0, 0, 0]
    frame += [0x50, syn ? 0x02 : 0x18, 0xFF, 0xFF, 0, 0, 0, 0]
    return frame + payload
  }

  private struct Sent {
    var forward: Bool
    var sequence: UInt32
    var syn = false
    var payload: [UInt8]
    var known = Int.max
  }

  private static func follow(_ sent: [Sent]) throws -> FollowedStream {
    var stream = FollowedStream()
    let conversation = try conversation()
    for (number, one) in sent.enumerated() {
      // Short frames are padded on the wire: what follows the packet is no payload.
      let frame = segment(
        forward: one.forward,
        sequence: one.sequence,
        syn: one.syn,
        one.payload
      )
      let padded = frame + [UInt8](repeating: 0xEE, count: max(0, 60 - frame.count))
      stream.take(
        Array(padded.prefix(one.known)),
        length: padded.count,
        .ethernet,
        of: conversation,
        journey: UInt64(number + 1)
      )
    }
    stream.finish()
    return stream
  }

  @Test(
    "payload comes in the order of its sequence numbers, each byte once, around the end of numbers"
  )
  func assembled() throws {
    let stream = try Self.follow([
      Sent(forward: true, sequence: 0xFFFF_FFFD, syn: true, payload: []),
      Sent(forward: true, sequence: 0xFFFF_FFFE, payload: [1, 2, 3]),
      Sent(forward: true, sequence: 4, payload: [7, 8]),
      Sent(forward: false, sequence: 9, payload: [100]),
      Sent(forward: true, sequence: 0, payload: [3, 4, 5, 6]),
      Sent(forward: true, sequence: 0xFFFF_FFFE, payload: [1, 2, 3]),
    ])
    let forward = stream.pieces.filter(\.isForward)
    #expect(forward.flatMap(\.bytes) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(stream.pieces.filter { !$0.isForward }.flatMap(\.bytes) == [100])
    #expect(stream.pieces.allSatisfy { $0.missing == 0 })
    #expect(forward.map(\.journey) == [2, 5, 3])
  }

  @Test("what no packet had, and what was not recorded, is told as missing")
  func missing() throws {
    let stream = try Self.follow([
      Sent(forward: true, sequence: 10, payload: [1, 2]),
      Sent(forward: true, sequence: 15, payload: [3]),
      Sent(forward: true, sequence: 16, payload: [4, 5, 6, 7], known: 56),
      Sent(forward: true, sequence: 20, payload: [8], known: 54),
    ])
    #expect(stream.pieces.map(\.bytes) == [[1, 2], [3], [4, 5]])
    #expect(stream.pieces.map(\.missing) == [0, 3, 0])
    #expect(stream.missingAtEnd(isForward: true) == 3)
    #expect(stream.missingAtEnd(isForward: false) == 0)
  }

  @Test("both ways of a conversation are counted, with what was dropped, and its filter finds them")
  func counted() throws {
    let log = JourneyListTests.log()
    let index = try HopLogTests.ingest(log.bytes)
    let source = JourneyListTests.Memory(bytes: log.bytes)
    var table = ConversationTable()
    table.update(index, in: source, JourneyListTests.context, budget: 4)
    #expect(table.examined == 4)
    table.update(index, in: source, JourneyListTests.context)
    let all = table.conversations
    #expect(all.reduce(0) { $0 + $1.packets } + table.others == 10)
    #expect(all.reduce(0) { $0 + $1.drops } == 3)
    #expect(all.map(\.number) == Array(0..<all.count))
    for one in all {
      #expect(one.bytes > 0 && one.transport == .udp)
      #expect(UInt64(try JourneyListTests.journeys(one.filter).count) == one.packets)
    }
    let shares = table.shares(most: 1, of: index)
    #expect(shares.count == all.count && shares.isWhole && shares.conversations.count == 1)
  }
}
