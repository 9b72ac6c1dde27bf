extension QueueNode.Kind: StreamValue {}
extension ReceiveScalingNode.Mode: StreamValue {}

extension ProcessorName: StreamValue {
  func write(to stream: inout StreamWriter) {
    group.write(to: &stream)
    number.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(group: try UInt16(from: &stream), number: try UInt8(from: &stream))
  }
}

extension QueueNode: StreamValue {
  func write(to stream: inout StreamWriter) {
    id.write(to: &stream)
    number.write(to: &stream)
    kind.write(to: &stream)
    processor.write(to: &stream)
    message.write(to: &stream)
    capacity.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      id: try UInt32(from: &stream),
      number: try UInt32(from: &stream),
      kind: try Kind(from: &stream),
      processor: try ProcessorName(from: &stream),
      message: try UInt32?(from: &stream),
      capacity: try UInt32?(from: &stream)
    )
  }
}

extension ReceiveScalingNode.Entry: StreamValue {
  func write(to stream: inout StreamWriter) {
    processor.write(to: &stream)
    queue.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      processor: try ProcessorName(from: &stream),
      queue: try UInt32(from: &stream)
    )
  }
}

extension ReceiveScalingNode.Capabilities: StreamValue {
  func write(to stream: inout StreamWriter) {
    flags.write(to: &stream)
    messages.write(to: &stream)
    queues.write(to: &stream)
    entries.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      flags: try UInt32(from: &stream),
      messages: try UInt32(from: &stream),
      queues: try UInt32(from: &stream),
      entries: try UInt16(from: &stream)
    )
  }
}

extension ReceiveScalingNode: StreamValue {
  func write(to stream: inout StreamWriter) {
    adapter.write(to: &stream)
    capabilities.write(to: &stream)
    mode.write(to: &stream)
    hashInformation.write(to: &stream)
    key.write(to: &stream)
    baseProcessor.write(to: &stream)
    maximumProcessor.write(to: &stream)
    table.write(to: &stream)
    settings.write(to: &stream)
    processors.write(to: &stream)
    setBy.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    self.init(
      adapter: try AdapterID(from: &stream),
      capabilities: try Capabilities(from: &stream),
      mode: try Mode(from: &stream),
      hashInformation: try UInt32(from: &stream),
      key: try [UInt8](from: &stream),
      baseProcessor: try ProcessorName(from: &stream),
      maximumProcessor: try ProcessorName(from: &stream),
      table: try [Entry](from: &stream),
      settings: try [SettingRow](from: &stream),
      processors: try [ProcessorName](from: &stream),
      setBy: try PartyID?(from: &stream)
    )
    // An entry is found by the low bits of a hash.
    guard table.count <= 128, table.count & (table.count - 1) == 0 else {
      throw SessionError(.badValue, at: start)
    }
  }
}
