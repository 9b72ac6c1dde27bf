import CNDIS
import DataPath
@testable import NDIS
import Testing

/// Receives, loans and loopback.
///
/// Pages: `receiving-data-in-protocol-drivers`, `looping-back-ndis-packets`.
@Suite struct ReceiveTests {
  @Test("a loan is back when the call returns, and the miniport gets no return call for it")
  func resources() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    rig.log.clear()
    rig.miniport.indicate([1, 2], lent: true)
    #expect(top.received == [1, 2])
    #expect(rig.log.only("MiniportReturnNetBufferLists") == [])
    #expect(
      rig.miniport.pool?.record.pointee.allocations == rig.miniport.pool?.record.pointee.frees
    )
    try rig.stopSound()
  }

  @Test("a loan is a property of the call: the next indication of the same lists is none")
  func loanPerCall() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.holdsReceives = true
    rig.start([], [top])
    rig.miniport.indicate([1], lent: true)
    rig.miniport.indicate([2])
    #expect(top.received == [1, 2])
    #expect(rig.miniport.returned == 0)
    top.returnAll()
    #expect(rig.miniport.returned == 1)
    try rig.stopSound()
  }

  @Test("a list given to three bindings comes back to the miniport once, after the last")
  func threeBindings() throws {
    let rig = try ConformanceRig()
    let tops = ["a", "b", "c"].map { rig.protocol($0) }
    for top in tops { top.holdsReceives = true }
    rig.start([rig.filter("low")], tops)
    rig.miniport.indicate([1, 2])
    #expect(tops.map(\.received) == [[1, 2], [1, 2], [1, 2]])
    tops[1].returnAll()
    tops[0].returnAll()
    #expect(rig.miniport.returned == 0)
    tops[2].returnAll()
    #expect(rig.miniport.returned == 2)
    try rig.stopSound()
  }

  @Test("a received Ethernet list without exactly one buffer is named")
  func oneBuffer() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    let pool = try #require(rig.miniport.pool)
    let chain = pool.allocate(1, dataLength: 60)
    let buffer = chain.first?.record.pointee.FirstNetBuffer
    let second = UnsafeMutablePointer<NET_BUFFER>.allocate(capacity: 1)
    defer { second.deallocate() }
    second.initialize(to: try #require(buffer?.pointee))
    second.pointee.Next = nil
    buffer?.pointee.Next = second
    rig.adapter.indicate(chain)
    #expect(rig.findings.first == .multipleBuffersPerReceivedList)
    buffer?.pointee.Next = nil
  }

  /// Two bindings; the first sends one frame, and what each has received is returned.
  private func looped(
    _ sender: PacketFilter,
    _ other: PacketFilter,
    flags: SendFlags = [],
    filter: Bool = false
  ) throws -> ([UInt8], [UInt8]) {
    let rig = try ConformanceRig()
    rig.miniport.state = { $0.supportedPacketFilters.formUnion([.allLocal, .noLocal]) }
    let first = rig.protocol("first", sender)
    let second = rig.protocol("second", other)
    rig.start(filter ? [rig.filter("low")] : [], [first, second])
    first.send([1], to: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], flags: flags)
    try rig.stopSound()
    return (first.received, second.received)
  }

  @Test("NDIS loops a send back only where the rules say so, never to a NO_LOCAL binding")
  func loopback() throws {
    let checks = SendFlags.checkForLoopback
    #expect(try looped(.broadcast, .broadcast) == ([], []))
    #expect(try looped(.broadcast, .promiscuous) == ([], [1]))
    #expect(try looped(.promiscuous, .directed) == ([], []))
    #expect(try looped(.broadcast, [.promiscuous, .noLocal]) == ([], []))
    #expect(try looped(.broadcast, [.allLocal, .broadcast]) == ([], [1]))
    #expect(try looped(.broadcast, .broadcast, flags: checks) == ([1], [1]))
    #expect(try looped(.broadcast, [.broadcast, .noLocal], flags: checks) == ([1], []))
  }

  @Test("a looped copy carries its flag, and neither sender nor miniport sees more than one list")
  func loopbackFlag() throws {
    let rig = try ConformanceRig()
    let first = rig.protocol("first", .broadcast)
    let second = rig.protocol("second")
    second.holdsReceives = true
    rig.start([], [first, second])
    first.send([1], to: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(second.received == [1])
    let flags = second.held.first.map(\.flags) ?? 0
    #expect(flags & NBLFlags.isLoopbackPacket.rawValue != 0)
    #expect(rig.miniport.sentMarks == [1])
    second.returnAll()
    #expect(rig.miniport.returned == 0)
    try rig.stopSound()
  }
}
