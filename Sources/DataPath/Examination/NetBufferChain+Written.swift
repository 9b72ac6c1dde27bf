public import CNDIS

extension NetBufferChain {
  /// Records that somebody outside of the stack wrote the lists where they rest: as a hop of its own, so that the change
  /// is not taken for one of the party that has them.
  ///
  /// No ledger moves. The verifier sees the lists as they are now.
  ///
  /// - Parameters:
  ///   - writer: the party that stands for whoever wrote.
  ///   - holder: who has the lists.
  ///   - edge: the way they came.
  public mutating func recordWritten(
    by writer: UnsafeMutablePointer<nd_party>,
    at holder: UnsafeMutablePointer<nd_party>,
    edge: Edge
  ) {
    guard let stack = holder.pointee.stack, record.head != nil else { return }
    let level = Swift.max(writer.pointee.level, holder.pointee.level)
    if level != 0 {
      recordHop(stack, writer, holder, edge, &record, level: level, port: 0, flags: 0)
    }
    guard stack.pointee.check != nil else { return }
    forEach { Shadow.save($0) }
  }
}
