extension DetailRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    packets.write(to: &stream)
    journey.write(to: &stream)
    adapter.write(to: &stream)
    paths.write(to: &stream)
    timesPaths.write(to: &stream)
    conversations.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      packets: try PacketWindowRequest?(from: &stream),
      journey: try UInt64?(from: &stream),
      adapter: try AdapterID?(from: &stream),
      paths: try UInt32(from: &stream),
      timesPaths: try Bool(from: &stream),
      conversations: try UInt32(from: &stream)
    )
  }
}

extension PacketWindowRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    filter.write(to: &stream)
    anchor.write(to: &stream)
    count.write(to: &stream)
    until.write(to: &stream)
    order.write(to: &stream)
    isReversed.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      filter: try String(from: &stream),
      anchor: try Anchor(from: &stream),
      count: try UInt32(from: &stream),
      until: try UInt64?(from: &stream),
      order: try Order(from: &stream),
      isReversed: try Bool(from: &stream)
    )
  }
}

extension CommandRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    number.write(to: &stream)
    command.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      number: try UInt64(from: &stream),
      command: try Command(from: &stream)
    )
  }
}

extension Direction: StreamValue {}

extension InjectionRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    number.write(to: &stream)
    party.write(to: &stream)
    direction.write(to: &stream)
    stream.number(UInt64(frame.count))
    stream.raw(frame.span.bytes)
    parent.write(to: &stream)
    count.write(to: &stream)
    interval.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      number: try UInt64(from: &stream),
      party: try PartyID(from: &stream),
      direction: try Direction(from: &stream),
      frame: try [UInt8](from: &stream),
      parent: try UInt64(from: &stream),
      count: try UInt64(from: &stream),
      interval: try UInt64(from: &stream)
    )
  }
}

extension PacketWindowRequest.Order: StreamValue {}

extension PacketWindowRequest.Anchor: StreamValue {
  func write(to stream: inout StreamWriter) {
    switch self {
    case .newest: stream.byte(0)
    case .row(let row):
      stream.byte(1)
      row.write(to: &stream)
    case .journey(let journey):
      stream.byte(2)
      journey.write(to: &stream)
    }
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    switch try stream.byte() {
    case 0: self = .newest
    case 1: self = .row(try UInt64(from: &stream))
    case 2: self = .journey(try UInt64(from: &stream))
    default: throw SessionError(.badValue, at: start)
    }
  }
}

extension Command: StreamValue {
  func write(to stream: inout StreamWriter) {
    switch self {
    case .freeze: stream.byte(0)
    case .resume: stream.byte(1)
    case .detail(let request):
      stream.byte(2)
      request.write(to: &stream)
    case .recordingLevel(let party, let level):
      stream.byte(3)
      party.write(to: &stream)
      level.write(to: &stream)
    case .pauseAdapter(let adapter): write(4, adapter, to: &stream)
    case .restartAdapter(let adapter): write(5, adapter, to: &stream)
    case .attachFilter(let adapter, let component):
      write(6, adapter, to: &stream)
      component.write(to: &stream)
    case .detachFilter(let module): write(7, module, to: &stream)
    case .bind(let adapter, let component):
      write(8, adapter, to: &stream)
      component.write(to: &stream)
    case .unbind(let binding): write(9, binding, to: &stream)
    case .plugMedia(let adapter): write(10, adapter, to: &stream)
    case .unplugMedia(let adapter): write(11, adapter, to: &stream)
    case .quit: stream.byte(12)
    case .queryOID(let adapter, let number):
      write(15, adapter, to: &stream)
      number.write(to: &stream)
    case .setOID(let adapter, let number, let value):
      write(16, adapter, to: &stream)
      number.write(to: &stream)
      value.write(to: &stream)
    case .inject(let request):
      stream.byte(20)
      request.write(to: &stream)
    case .stopInjection(let number):
      stream.byte(21)
      number.write(to: &stream)
    case .setKeyword(let party, let keyword, let value):
      write(30, party, to: &stream)
      keyword.write(to: &stream)
      value.write(to: &stream)
    case .saveStack(let path, let replaces):
      stream.byte(31)
      path.write(to: &stream)
      replaces.write(to: &stream)
    }
  }

  private func write(_ tag: UInt8, _ id: UInt32, to stream: inout StreamWriter) {
    stream.byte(tag)
    id.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    switch try stream.byte() {
    case 0: self = .freeze
    case 1: self = .resume
    case 2: self = .detail(try DetailRequest(from: &stream))
    case 3:
      self = .recordingLevel(
        party: try PartyID?(from: &stream),
        level: try UInt8(from: &stream)
      )
    case 4: self = .pauseAdapter(try UInt32(from: &stream))
    case 5: self = .restartAdapter(try UInt32(from: &stream))
    case 6:
      self = .attachFilter(
        adapter: try UInt32(from: &stream),
        component: try String(from: &stream)
      )
    case 7: self = .detachFilter(module: try UInt32(from: &stream))
    case 8:
      self = .bind(adapter: try UInt32(from: &stream), component: try String(from: &stream))
    case 9: self = .unbind(binding: try UInt32(from: &stream))
    case 10: self = .plugMedia(try UInt32(from: &stream))
    case 11: self = .unplugMedia(try UInt32(from: &stream))
    case 12: self = .quit
    case 15: self = .queryOID(adapter: try UInt32(from: &stream), number: try UInt32(from: &stream))
    case 16:
      self = .setOID(
        adapter: try UInt32(from: &stream),
        number: try UInt32(from: &stream),
        value: try String(from: &stream)
      )
    case 20: self = .inject(try InjectionRequest(from: &stream))
    case 21: self = .stopInjection(try UInt64(from: &stream))
    case 30:
      self = .setKeyword(
        party: try UInt32(from: &stream),
        keyword: try String(from: &stream),
        value: try String(from: &stream)
      )
    case 31:
      self = .saveStack(path: try String(from: &stream), replaces: try Bool(from: &stream))
    default: throw SessionError(.badValue, at: start)
    }
  }
}
