public import CNDIS

extension NetBufferChain {
  /// Moves the lists for which `belongs` is true into the returned chain; both keep their order.
  ///
  /// When all lists belong, or none, nothing is relinked and the chain keeps its record mark.
  @inlinable
  public mutating func partition(_ belongs: (NetBufferList) -> Bool) -> NetBufferChain {
    var matching = nd_chain()
    var rest = nd_chain()
    var next = record.head
    while let list = next {
      next = list.pointee.Next
      let bytes = UInt64(NetBufferList(list).totalLength)
      if belongs(NetBufferList(list)) {
        link(list, bytes, &matching)
      } else {
        link(list, bytes, &rest)
      }
    }
    if rest.head == nil {
      let all = record
      record = nd_chain()
      return NetBufferChain(raw: all)
    }
    if matching.head == nil { return NetBufferChain() }
    matching.tail.pointee.Next = nil
    rest.tail.pointee.Next = nil
    matching.pool = record.pool
    rest.pool = record.pool
    record = rest
    return NetBufferChain(raw: matching)
  }

  /// Moves the lists that `source` originated into the returned chain.
  @inlinable
  public mutating func partition(source: UnsafeMutablePointer<nd_party>) -> NetBufferChain {
    let handle = UnsafeMutableRawPointer(source)
    return partition { $0.record.pointee.SourceHandle == handle }
  }
}

@inlinable
func link(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
  _ bytes: UInt64,
  _ chain: inout nd_chain
) {
  if let tail = chain.tail {
    tail.pointee.Next = list
  } else {
    chain.head = list
  }
  chain.tail = list
  chain.count &+= 1
  chain.bytes &+= bytes
}
