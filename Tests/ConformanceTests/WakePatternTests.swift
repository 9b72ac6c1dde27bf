import CNDIS
@testable import NDIS
import Testing

/// Wake-up patterns.
///
/// Page: `adding-and-deleting-wake-on-lan-patterns`.
@Suite struct WakePatternTests {
  private func pattern(_ priority: UInt32, _ mark: UInt8) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 160)
    bytes.replaceSubrange(8..<12, with: priority.littleEndianBytes)
    bytes[156] = mark
    return bytes
  }

  /// A miniport that takes two patterns.
  private func rig(_ protocols: [ScriptedProtocol], _ rig: ConformanceRig) -> () -> [UInt8] {
    var taken: [(UInt32, UInt8)] = []
    rig.miniport.onRequest = { request in
      let input = request.input
      switch request.oid {
      case .pmAddWolPattern:
        guard taken.count < 2 else { return .done(.pmWolPatternListFull) }
        taken.append((Array(input[148..<152]).littleEndianValue(), input[156]))
      case .pmRemoveWolPattern: taken.removeAll { $0.0 == input.littleEndianValue() }
      default: break
      }
      request.accept(input.count)
      return .success
    }
    rig.start([rig.filter("low")], protocols)
    return { taken.map(\.1) }
  }

  @Test("a full list gives up its pattern of lowest priority for a higher one and tells the owner")
  func eviction() throws {
    let rig = try ConformanceRig()
    let first = rig.protocol("first")
    let second = rig.protocol("second")
    let taken = self.rig([first, second], rig)
    first.binding?.request(.set, .pmAddWolPattern, input: pattern(0x1000_0000, 1))
    first.binding?.request(.set, .pmAddWolPattern, input: pattern(0x2000_0000, 2))
    #expect(taken() == [1, 2])
    second.binding?.request(.set, .pmAddWolPattern, input: pattern(0x3000_0000, 3))
    #expect(second.results.last?.status == .pmWolPatternListFull, "there is nothing lower")
    #expect(taken() == [1, 2])
    second.binding?.request(.set, .pmAddWolPattern, input: pattern(1, 4))
    #expect(second.results.last?.status == .success)
    #expect(taken() == [1, 4])
    let rejected = StatusCode.pmWolPatternRejected.rawValue
    #expect(first.statuses.filter { $0.code == rejected }.map(\.payload) == [[2, 0, 0, 0]])
    #expect(second.statuses.filter { $0.code == rejected }.isEmpty, "only its owner hears of it")
    second.binding?.request(.set, .pmRemoveWolPattern, input: [4, 0, 0, 0])
    first.binding?.request(.set, .pmRemoveWolPattern, input: [1, 0, 0, 0])
    #expect(taken() == [])
    first.binding?.request(.set, .pmRemoveWolPattern, input: [1, 0, 0, 0])
    #expect(first.results.last?.status == .fileNotFound)
    try rig.stopSound()
  }

  @Test("NDIS numbers the patterns and lists them; what a binding leaves behind is taken away")
  func numbers() throws {
    let rig = try ConformanceRig()
    let first = rig.protocol("first")
    let taken = self.rig([first], rig)
    first.binding?.request(.set, .pmAddWolPattern, input: pattern(1, 1))
    first.binding?.request(.set, .pmAddWolPattern, input: pattern(2, 2))
    var list: [UInt8] = []
    rig.adapter.request(.query, .pmWolPatternList, outputLength: 1024) { request, _ in
      list = request.output
    }
    #expect(list.count == 320)
    #expect(Array(list[148..<156]) == [1, 0, 0, 0, 160, 0, 0, 0])
    #expect(Array(list[308..<316]) == [2, 0, 0, 0, 0, 0, 0, 0])
    first.binding?.request(.set, .pmAddWolPattern, input: [1, 2, 3])
    #expect(first.results.last?.status == .bufferTooShort)
    rig.adapter.unbind(rig.adapter.bindings[0])
    #expect(taken() == [])
    try rig.stopSound(except: [.closeWithStateSet])
  }
}
