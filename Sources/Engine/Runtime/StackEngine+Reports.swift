import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// What makes a run fail: broken rules, ledgers that do not balance, lists that were lost.
  public func problems() -> [String] {
    var problems: [String] = []
    for finding in findings().prefix(20) {
      problems.append(
        "rule \(finding.rule) is broken by \(finding.driver): \(finding.text): see \(finding.page)"
      )
    }
    for party in stack.parties.values.sorted(by: { $0.id < $1.id }) where !party.isBalanced {
      problems.append("a ledger does not balance: \(party.name): see `show --json`")
    }
    if stack.lostLists > 0 {
      problems.append("\(stack.lostLists) lists were lost by their owner: the stack: see `events`")
    }
    return problems
  }

  /// Writes every recorded hop as pcapng, one interface per hop, and closes the file.
  ///
  /// - Throws: `FileError` if the file cannot be written.
  public func export(pcapng sink: FileSink) throws(FileError) {
    var export = JourneyExport(index: list.index, context: journeyContext())
    var position = ring.oldest
    while position < ring.position {
      let length = log.withPiece(from: position) { bytes in
        try? export.take(bytes, at: position)
        return bytes.byteCount
      }
      guard let length, length > 0 else { break }
      sink.write(export.takeBytes(), waits: true)
      position += UInt64(length)
    }
    sink.write(export.takeBytes(), waits: true)
    if let error = sink.finish() { throw error }
  }
}
