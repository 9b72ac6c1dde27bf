import CNDIS

extension ListEditor {
  /// Gives the list memory of its own under some of its data; who shares the bytes keeps those that were there.
  ///
  ///     before  [descriptor] → shared bytes      after  [descriptor] → a copy of them
  ///
  /// The descriptors stay the same, so that nothing has to be put back on the way home. What lies in front of a
  /// descriptor because another stands before it is copied too: it comes back when that goes.
  ///
  /// - Parameters:
  ///   - range: bytes of the first buffer's data; the descriptors they lie in are copied whole.
  ///   - memory: gives memory of some bytes that stays for as long as the list is used.
  /// - Returns: false, with nothing changed, if the data does not reach so far or there is no memory.
  public func ownBytes(
    _ range: Range<Int>,
    memory: (Int) -> UnsafeMutableRawPointer?
  ) -> Bool {
    guard let buffer = list.firstBuffer, range.lowerBound >= 0,
      range.upperBound <= buffer.dataLength
    else { return false }
    var position = -Int(buffer.record.pointee.DataOffset)
    var hidden = 0
    var copies: [(descriptor: UnsafeMutablePointer<MDL>, base: UnsafeMutableRawPointer)] = []
    var next = buffer.record.pointee.MdlChain
    while let descriptor = next {
      let size = Int(descriptor.pointee.ByteCount)
      if position < range.upperBound, position + size > range.lowerBound {
        guard let base = descriptor.pointee.MappedSystemVa, let copy = memory(hidden + size) else {
          return false
        }
        copy.copyMemory(from: base - hidden, byteCount: hidden + size)
        copies.append((descriptor, copy + hidden))
      }
      // A descriptor that was put in front tells how much of the next one it hides.
      hidden = descriptor.pointee.Process == nil ? 0 : Int(descriptor.pointee.ByteOffset)
      position += size
      next = descriptor.pointee.Next
    }
    guard !copies.isEmpty else { return false }
    nd_list_alter(list.record)
    for copy in copies { copy.descriptor.pointee.MappedSystemVa = copy.base }
    return true
  }
}
