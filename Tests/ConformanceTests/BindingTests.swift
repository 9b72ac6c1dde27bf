@testable import NDIS
import Testing

/// Opening and closing bindings.
///
/// Pages: `binding-to-an-adapter`, `unbinding-from-an-adapter`.
@Suite struct BindingTests {
  @Test("an adapter can be opened only while the driver is asked to bind")
  func openOutsideBind() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    let binding = rig.adapter.bindings[0]
    #expect(binding.open() == .openFailed)
    rig.adapter.unbind(binding)
    #expect(binding.open() == .openFailed)
    #expect(!binding.isOpen)
    try rig.stopSound(except: [.openOutsideBind, .openOutsideBind])
  }

  @Test("a bind without an open leaves no binding")
  func bindFails() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.opens = false
    rig.start([], [top, rig.protocol("next")])
    #expect(rig.adapter.bindings.map(\.name) == ["next"])
    try rig.stopSound()
  }

  @Test("a binding is paused before it is unbound, and its handle is dead right after the close")
  func unbind() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top, rig.protocol("next")])
    let binding = rig.adapter.bindings[0]
    #expect(!binding.move(.unbind), "a running binding is not unbound")
    rig.log.clear()
    rig.adapter.unbind(binding)
    #expect(
      rig.log.lines.filter { $0.hasPrefix("top") } == [
        "top NetEventPause", "top ProtocolUnbindAdapterEx",
      ]
    )
    top.send([1])
    binding.setPacketFilter(.directed)
    #expect(rig.miniport.sentMarks == [])
    #expect(top.results.last?.status == .closing)
    try rig.stopSound(except: [.bindingState, .staleHandle, .staleHandle])
  }

  @Test("the filter of an adapter is what its bindings want together, also after one has closed")
  func packetFilterUnion() throws {
    let rig = try ConformanceRig()
    let first = rig.protocol("first", [.directed, .broadcast])
    let second = rig.protocol("second", [.directed, .multicast])
    rig.start([], [first, second])
    func sets() -> [UInt32] {
      rig.miniport.sets.filter { $0.0 == .genCurrentPacketFilter }
        .map { $0.1.littleEndianValue() }
    }
    #expect(sets() == [0x9, 0xB])
    second.binding?.setPacketFilter([.broadcast])
    #expect(sets().last == 0x9, "a set replaces only that binding's part")
    var answer: [UInt8] = []
    rig.adapter.request(.query, .genCurrentPacketFilter, outputLength: 4) { request, _ in
      answer = request.output
    }
    #expect(answer == [9, 0, 0, 0])
    rig.adapter.unbind(rig.adapter.bindings[0])
    #expect(sets().last == 0x8)
    second.binding?.setPacketFilter([.broadcast, PacketFilter(rawValue: 0x4000)])
    #expect(second.results.last?.status == .notSupported)
    #expect(rig.adapter.packetFilter == .broadcast)
    try rig.stopSound()
  }

  @Test(
    "multicast lists go down as one set without doubles; too many or a wrong one is MULTICAST_FULL"
  )
  func multicastUnion() throws {
    let rig = try ConformanceRig()
    rig.miniport.state = { $0.maximumMulticastListSize = 3 }
    let first = rig.protocol("first")
    let second = rig.protocol("second")
    rig.start([], [first, second])
    let a: [UInt8] = [1, 0, 0x5E, 0, 0, 1]
    let b: [UInt8] = [1, 0, 0x5E, 0, 0, 2]
    let c: [UInt8] = [1, 0, 0x5E, 0, 0, 3]
    first.binding?.setMulticastList([a, b])
    second.binding?.setMulticastList([b, c])
    let sets = rig.miniport.sets.filter { $0.0 == .ethernetMulticastList }.map(\.1)
    #expect(sets == [a + b, a + b + c])
    second.binding?.setMulticastList([b, c, [1, 0, 0x5E, 0, 0, 4]])
    #expect(second.results.last?.status == .multicastFull)
    second.binding?.setMulticastList([[2, 0, 0, 0, 0, 4]])
    #expect(second.results.last?.status == .multicastFull)
    #expect(rig.adapter.multicastList == [a, b, c], "the refused ones changed nothing")
    second.binding?.setMulticastList([])
    #expect(rig.adapter.multicastList == [a, b])
    try rig.stopSound()
  }

  @Test("NDIS keeps what each binding wants apart from what the adapter has")
  func stateOfBindings() throws {
    let rig = try ConformanceRig()
    let first = rig.protocol("first", .broadcast)
    let second = rig.protocol("second", .directed)
    rig.start([], [first, second])
    rig.miniport.indicate([1])
    rig.miniport.indicate([2], to: [2, 0, 0, 0, 0, 1])
    rig.miniport.indicate([3], to: [2, 0, 0, 0, 0, 0x55])
    #expect(first.received == [1])
    #expect(second.received == [2])
    #expect(rig.miniport.returned == 3)
    try rig.stopSound()
  }
}
