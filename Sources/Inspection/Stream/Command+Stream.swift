extension DetailRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    packets.write(to: &stream)
    journey.write(to: &stream)
    adapter.write(to: &stream)
    paths.write(to: &stream)
    instant.write(to: &stream)
    spanParts.write(to: &stream)
    timesPaths.write(to: &stream)
    conversations.write(to: &stream)
    (packets?.order ?? .birth).write(to: &stream)
    (packets?.isReversed ?? false).write(to: &stream)
    whatIf.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      packets: try PacketWindowRequest?(from: &stream),
      journey: try UInt64?(from: &stream),
      adapter: try AdapterID?(from: &stream),
      paths: try UInt32(from: &stream)
    )
    // The first writers knew no more.
    guard stream.remaining > 0 else { return }
    instant = try InstantRequest?(from: &stream)
    spanParts = try UInt32(from: &stream)
    timesPaths = try Bool(from: &stream)
    conversations = try UInt32(from: &stream)
    let order = try PacketWindowRequest.Order(from: &stream)
    let isReversed = try Bool(from: &stream)
    packets?.order = order
    packets?.isReversed = isReversed
    guard stream.remaining > 0 else { return }
    whatIf = try WhatIfRequest?(from: &stream)
  }
}

extension InstantRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    func write(_ tag: UInt8, _ number: UInt64) {
      stream.byte(tag)
      number.write(to: &stream)
    }
    switch self {
    case .first: stream.byte(0)
    case .time(let time): write(1, time)
    case .event(let number): write(2, number)
    case .eventBefore(let time): write(3, time)
    case .eventAfter(let time): write(4, time)
    }
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    switch try stream.byte() {
    case 0: self = .first
    case 1: self = .time(try UInt64(from: &stream))
    case 2: self = .event(try UInt64(from: &stream))
    case 3: self = .eventBefore(try UInt64(from: &stream))
    case 4: self = .eventAfter(try UInt64(from: &stream))
    default: throw SessionError(.badValue, at: start)
    }
  }
}

extension PacketWindowRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    filter.write(to: &stream)
    anchor.write(to: &stream)
    count.write(to: &stream)
    until.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      filter: try String(from: &stream),
      anchor: try Anchor(from: &stream),
      count: try UInt32(from: &stream),
      until: try UInt64?(from: &stream)
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

extension RecordedPlace: StreamValue {
  func write(to stream: inout StreamWriter) {
    journey.write(to: &stream)
    event.write(to: &stream)
    time.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      journey: try UInt64(from: &stream),
      event: try UInt64(from: &stream),
      time: try UInt64?(from: &stream)
    )
  }
}

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
      frame: try stream.raw(try stream.count()),
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

extension StepKind: StreamValue {}

extension Command: StreamValue {
  func write(to stream: inout StreamWriter) {
    switch self {
    case .anytime(.freeze): stream.byte(0)
    case .anytime(.resume): stream.byte(1)
    case .anytime(.detail(let request)):
      stream.byte(2)
      request.write(to: &stream)
    case .anytime(.recordingLevel(let party, let level)):
      stream.byte(3)
      party.write(to: &stream)
      level.write(to: &stream)
    case .atRest(.pauseAdapter(let adapter)): write(4, adapter, to: &stream)
    case .atRest(.restartAdapter(let adapter)): write(5, adapter, to: &stream)
    case .atRest(.attachFilter(let adapter, let component)):
      write(6, adapter, to: &stream)
      component.write(to: &stream)
    case .atRest(.detachFilter(let module)): write(7, module, to: &stream)
    case .atRest(.bind(let adapter, let component)):
      write(8, adapter, to: &stream)
      component.write(to: &stream)
    case .atRest(.unbind(let binding)): write(9, binding, to: &stream)
    case .atRest(.plugMedia(let adapter)): write(10, adapter, to: &stream)
    case .atRest(.unplugMedia(let adapter)): write(11, adapter, to: &stream)
    case .anytime(.quit): stream.byte(12)
    case .atRest(.queryOID(let adapter, let number)):
      write(15, adapter, to: &stream)
      number.write(to: &stream)
    case .atRest(.setOID(let adapter, let number, let value)):
      write(16, adapter, to: &stream)
      number.write(to: &stream)
      value.write(to: &stream)
    case .atRest(.inject(let request)):
      stream.byte(20)
      request.write(to: &stream)
    case .atRest(.stopInjection(let number)):
      stream.byte(21)
      number.write(to: &stream)
    case .atRest(.setKeyword(let party, let keyword, let value)):
      write(30, party, to: &stream)
      keyword.write(to: &stream)
      value.write(to: &stream)
    case .atRest(.saveStack(let path, let replaces)):
      stream.byte(31)
      path.write(to: &stream)
      replaces.write(to: &stream)
    case .anytime(.addBreakpoint(let text)):
      stream.byte(40)
      text.write(to: &stream)
    case .anytime(.enableBreakpoint(let id, let isEnabled)):
      write(41, id, to: &stream)
      isEnabled.write(to: &stream)
    case .anytime(.ignoreBreakpoint(let id, let count)):
      write(42, id, to: &stream)
      count.write(to: &stream)
    case .anytime(.deleteBreakpoint(let id)): write(43, id, to: &stream)
    case .anytime(.step(let kind)):
      stream.byte(44)
      kind.write(to: &stream)
    case .anytime(.release): stream.byte(45)
    case .anytime(.dropPacket): stream.byte(46)
    case .anytime(.editPacket(let bytes)):
      stream.byte(47)
      stream.number(UInt64(bytes.count))
      stream.raw(bytes.span.bytes)
    case .anytime(.runBack(let place)):
      stream.byte(49)
      place.write(to: &stream)
    case .anytime(.runForward(let place)):
      stream.byte(50)
      place.write(to: &stream)
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
    case 40: self = .addBreakpoint(try String(from: &stream))
    case 41: self = .enableBreakpoint(try UInt32(from: &stream), try Bool(from: &stream))
    case 42: self = .ignoreBreakpoint(try UInt32(from: &stream), try UInt64(from: &stream))
    case 43: self = .deleteBreakpoint(try UInt32(from: &stream))
    case 44: self = .step(try StepKind(from: &stream))
    case 45: self = .release
    case 46: self = .dropPacket
    case 47: self = .editPacket(try stream.raw(try stream.count()))
    // The first writers knew no place but a packet.
    case 48: self = .runBack(RecordedPlace(journey: try UInt64(from: &stream)))
    case 49: self = .runBack(try RecordedPlace(from: &stream))
    case 50: self = .runForward(try RecordedPlace(from: &stream))
    default: throw SessionError(.badValue, at: start)
    }
  }
}
