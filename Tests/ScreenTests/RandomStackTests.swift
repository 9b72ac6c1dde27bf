import Engine
import NDIS
import Testing

@Suite("Random stacks")
struct RandomStackTests {
  @Test("every seed gives a stack that can be read and built")
  func valid() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let stack = RandomStack(seed: seed)
      var options = StackEngine.Options()
      options.stepped = true
      options.ringBytes = 1 << 16
      do {
        let configuration = try stack.configuration()
        #expect((1...4).contains(configuration.adapters.count))
        #expect(configuration.filters.count <= 6)
        _ = try StackEngine(configuration, options: options)
      } catch {
        Issue.record("seed \(seed): \(error)\n\(stack.text)")
      }
    }
  }

  @Test("the same seed gives the same text, another one another")
  func seeded() {
    #expect(RandomStack(seed: 1).text == RandomStack(seed: 1).text)
    #expect(RandomStack(seed: 1).text != RandomStack(seed: 2).text)
  }

  @Test("the stacks that screens are kept of hold every kind of row")
  func kinds() throws {
    var drivers: Set<String> = []
    var isDisconnected = false
    for seed in 1...3 as ClosedRange<UInt64> {
      let stack = try RandomStack(seed: seed).configuration()
      drivers.formUnion(stack.adapters.map(\.component.name))
      drivers.formUnion(stack.filters.map(\.component.name))
      drivers.formUnion(stack.protocols.map(\.component.name))
      isDisconnected = isDisconnected || RandomStack(seed: seed).text.contains("disconnected")
    }
    let all: Set = [
      "wire", "generator", "capture", "vlan", "classify", "talker", "responder", "sink",
    ]
    #expect(drivers == all)
    #expect(isDisconnected)
  }
}
