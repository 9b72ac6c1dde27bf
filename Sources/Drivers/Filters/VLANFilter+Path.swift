import CNDIS
public import DataPath
import Kernel
public import NDIS

/// Tags on their way into frames and out of them.
extension VLANFilter {
  /// What is to be done with a list.
  private enum Verdict {
    case pass
    case convert
    case notMember
    case untagged
  }

  // MARK: Receive

  /// `FilterReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var lists = chain
    let refused = lists.partition { self.verdict(received: $0) == .notMember }
    let untagged = lists.partition { self.verdict(received: $0) == .untagged }
    if lists.hasAny({ self.verdict(received: $0) == .convert }) {
      let descriptors = configuration.context.stack.descriptors
      var missing: [UnsafeMutableRawPointer] = []
      lists.edit {
        guard self.verdict(received: $0.list) == .convert else { return }
        if !self.strip($0, descriptors) { missing.append($0.list.key) }
      }
      if !missing.isEmpty {
        let short = lists.partition { missing.contains($0.key) }
        module.dropReceive(short, reason: .noResources, cause: descriptorCause)
      }
    }
    if !refused.isEmpty {
      module.dropReceive(refused, reason: .vlanNotMember, cause: membershipCause)
    }
    if !untagged.isEmpty {
      module.dropReceive(untagged, reason: .vlanNotMember, cause: untaggedCause)
    }
    // The chain may hold frames of several types now that the tags are gone.
    let kept = flags.subtracting([.singleEtherType, .singleVLAN])
    if !lists.isEmpty { module.indicate(lists, port: port, flags: kept) }
  }

  /// `FilterReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    var lists = chain
    if !received.isEmpty, lists.hasAny({ self.received[$0.key] != nil }) {
      let descriptors = configuration.context.stack.descriptors
      lists.edit { self.restore($0, descriptors) }
    }
    module.returnReceived(lists, flags: flags)
  }

  /// What a frame that shares its first bytes needs to get a start of its own.
  private var descriptorCause: CauseID {
    configuration.context.causes.intern(
      Cause("descriptors of NDIS: none is free for the start of a shared frame", source: .default)
    )
  }

  private func verdict(received list: NetBufferList) -> Verdict {
    guard let tag = list.firstBuffer?.tag else {
      return passesUntagged ? .pass : .untagged
    }
    let id = tag.control & 0xFFF
    if id == 0 { return passesUntagged ? .convert : .untagged }
    return isMember(id) ? .convert : .notMember
  }

  /// Takes the tag out of the frame; false, with nothing changed, if no descriptor was left.
  private func strip(_ editor: borrowing ListEditor, _ descriptors: DescriptorSource) -> Bool {
    guard let buffer = editor.list.firstBuffer else { return true }
    var start = [UInt8](repeating: 0, count: 16)
    guard start.withUnsafeMutableBytes({ buffer.copyBytes(to: $0) }) == 16 else { return true }
    let isReplaced = editor.list.isWriteProtected
    let undo = Undo(
      tag: Array(start[12..<16]),
      slot: editor.list.info(.ieee8021Q),
      isReplaced: isReplaced
    )
    if isReplaced {
      guard editor.replaceStart(16, by: 12, descriptors: descriptors) else { return false }
      _ = start[0..<12].withUnsafeBytes { editor.overwrite(at: 0, with: $0) }
    } else {
      // The addresses take the tag's place; the first four bytes leave the data.
      _ = start[0..<12].withUnsafeBytes { editor.overwrite(at: 4, with: $0) }
      editor.advance(4, descriptors: nil)
    }
    received[editor.list.key] = undo
    let control = UInt16(start[14]) << 8 | UInt16(start[15])
    editor.setInfo(.ieee8021Q, VLANInfo(tagControl: control).rawValue)
    return true
  }

  private func restore(_ editor: borrowing ListEditor, _ descriptors: DescriptorSource) {
    guard let undo = received.removeValue(forKey: editor.list.key),
      let buffer = editor.list.firstBuffer
    else { return }
    if undo.isReplaced {
      editor.restoreStart(16, insteadOf: 12, descriptors: descriptors)
      editor.setInfo(.ieee8021Q, undo.slot)
      return
    }
    var start = [UInt8](repeating: 0, count: 12)
    guard start.withUnsafeMutableBytes({ buffer.copyBytes(to: $0) }) == 12,
      editor.retreat(4, descriptors: nil)
    else { return }
    start += undo.tag
    _ = start.withUnsafeBytes { editor.overwrite(at: 0, with: $0) }
    editor.setInfo(.ieee8021Q, undo.slot)
  }

  // MARK: Send

  /// `FilterSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    var lists = chain
    let refused = lists.partition { self.verdict(sent: $0) == .notMember }
    let untagged = lists.partition { self.verdict(sent: $0) == .untagged }
    if !refused.isEmpty {
      module.dropSend(
        refused,
        reason: .vlanNotMember,
        cause: membershipCause,
        status: .failure
      )
    }
    if !untagged.isEmpty {
      module.dropSend(untagged, reason: .vlanNotMember, cause: untaggedCause, status: .failure)
    }
    guard !lists.isEmpty else { return }
    if lists.hasAny({ self.verdict(sent: $0) == .convert }) {
      let descriptors = configuration.context.stack.descriptors
      var missing: [UnsafeMutableRawPointer] = []
      lists.edit {
        guard self.verdict(sent: $0.list) == .convert else { return }
        if !self.insert($0, descriptors) { missing.append($0.list.key) }
      }
      if !missing.isEmpty {
        let short = lists.partition { missing.contains($0.key) }
        module.dropSend(
          short,
          reason: .noResources,
          cause: descriptorCause,
          status: .resources
        )
      }
    }
    if !lists.isEmpty { module.send(lists, port: port, flags: flags) }
  }

  /// `FilterSendNetBufferListsComplete`.
  public func completeSend(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: SendCompleteFlags
  ) {
    var lists = chain
    if !sent.isEmpty, lists.hasAny({ self.sent[$0.key] != nil }) {
      let descriptors = configuration.context.stack.descriptors
      lists.edit { self.remove($0, descriptors) }
    }
    module.completeSend(lists, flags: flags)
  }

  private func verdict(sent list: NetBufferList) -> Verdict {
    let wanted = VLANInfo(rawValue: list.info(.ieee8021Q)).id
    if let tag = list.firstBuffer?.tag, tag.control & 0xFFF != 0, wanted == 0 {
      return isMember(tag.control & 0xFFF) ? .pass : .notMember
    }
    if wanted != 0 { return isMember(wanted) ? .convert : .notMember }
    if !isTrunk { return .convert }
    guard passesUntagged else { return .untagged }
    // A slot without a VLAN may still carry a priority.
    return list.info(.ieee8021Q) == 0 ? .pass : .convert
  }

  /// Puts the tag into every frame of the list; false, with nothing changed, if no descriptor was left.
  private func insert(_ editor: borrowing ListEditor, _ descriptors: DescriptorSource) -> Bool {
    let slot = editor.list.info(.ieee8021Q)
    var info = VLANInfo(rawValue: slot)
    if info.id == 0, !isTrunk { info = VLANInfo(id: accessID, priority: info.priority) }
    let control = info.tagControl
    let tag = [0x81, 0x00, UInt8(control >> 8), UInt8(truncatingIfNeeded: control)]
    let addresses = editor.list.buffers.map { buffer in
      var bytes = [UInt8](repeating: 0, count: 12)
      _ = bytes.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
      return bytes
    }
    let isReplaced = editor.list.isWriteProtected
    guard
      isReplaced
        ? editor.replaceStart(12, by: 16, descriptors: descriptors)
        : editor.retreat(4, descriptors: descriptors)
    else { return false }
    for (buffer, start) in zip(editor.list.buffers, addresses) {
      _ = (start + tag).withUnsafeBytes { editor.overwrite(buffer, at: 0, with: $0) }
    }
    sent[editor.list.key] = Undo(tag: tag, slot: slot, isReplaced: isReplaced)
    editor.setInfo(.ieee8021Q, 0)
    return true
  }

  private func remove(_ editor: borrowing ListEditor, _ descriptors: DescriptorSource) {
    guard let undo = sent.removeValue(forKey: editor.list.key) else { return }
    editor.setInfo(.ieee8021Q, undo.slot)
    if undo.isReplaced {
      editor.restoreStart(12, insteadOf: 16, descriptors: descriptors)
      return
    }
    for buffer in editor.list.buffers {
      var addresses = [UInt8](repeating: 0, count: 12)
      _ = addresses.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
      _ = addresses.withUnsafeBytes { editor.overwrite(buffer, at: 4, with: $0) }
    }
    editor.advance(4, descriptors: descriptors)
  }
}

extension NetBufferList {
  /// Names the list in a table while it is out.
  fileprivate var key: UnsafeMutableRawPointer { UnsafeMutableRawPointer(record) }

  /// Its buffers in order.
  fileprivate var buffers: [NetBuffer] {
    var buffers: [NetBuffer] = []
    var next = firstBuffer
    while let buffer = next {
      buffers.append(buffer)
      next = buffer.next
    }
    return buffers
  }
}

extension NetBufferChain {
  /// True if one of the lists is as asked.
  fileprivate func hasAny(_ isSo: (NetBufferList) -> Bool) -> Bool {
    var found = false
    forEach { if !found, isSo($0) { found = true } }
    return found
  }
}

extension NetBuffer {
  /// The outer tag: its type and control information.
  fileprivate var tag: (type: UInt16, control: UInt16)? {
    withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { bytes in
      guard dataLength >= 18, copyBytes(to: bytes, from: 12) == 4 else { return nil }
      let type = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
      guard type == 0x8100 || type == 0x88A8 else { return nil }
      return (type, UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
    }
  }
}
