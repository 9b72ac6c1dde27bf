extension EventSeverity: StreamValue {}
extension EventKind: StreamValue {}
extension EngineMode: StreamValue {}

extension EngineEvent: StreamValue {
  func write(to stream: inout StreamWriter) {
    sequence.write(to: &stream)
    time.write(to: &stream)
    severity.write(to: &stream)
    party.write(to: &stream)
    kind.write(to: &stream)
    subject.write(to: &stream)
    text.write(to: &stream)
    note.write(to: &stream)
    cause.write(to: &stream)
    journey.write(to: &stream)
    request.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      sequence: try UInt64(from: &stream),
      time: try UInt64(from: &stream),
      severity: try EventSeverity(from: &stream),
      party: try PartyID(from: &stream),
      kind: try EventKind(from: &stream),
      subject: try String(from: &stream),
      text: try String(from: &stream),
      note: try String(from: &stream),
      cause: try String(from: &stream),
      journey: try UInt64(from: &stream),
      request: try UInt64(from: &stream)
    )
  }
}

extension VerifierFinding: StreamValue {
  func write(to stream: inout StreamWriter) {
    rule.write(to: &stream)
    sentence.write(to: &stream)
    page.write(to: &stream)
    party.write(to: &stream)
    driver.write(to: &stream)
    time.write(to: &stream)
    journey.write(to: &stream)
    text.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      rule: try String(from: &stream),
      sentence: try String(from: &stream),
      page: try String(from: &stream),
      party: try PartyID(from: &stream),
      driver: try String(from: &stream),
      time: try UInt64(from: &stream),
      journey: try UInt64(from: &stream),
      text: try String(from: &stream)
    )
  }
}

extension RecordingStatus: StreamValue {
  func write(to stream: inout StreamWriter) {
    level.write(to: &stream)
    samplingInterval.write(to: &stream)
    firstPosition.write(to: &stream)
    endPosition.write(to: &stream)
    overwrittenRecords.write(to: &stream)
    unstoredRecords.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      level: try UInt8(from: &stream),
      samplingInterval: try UInt64(from: &stream),
      firstPosition: try UInt64(from: &stream),
      endPosition: try UInt64(from: &stream),
      overwrittenRecords: try UInt64(from: &stream),
      unstoredRecords: try UInt64(from: &stream)
    )
  }
}

extension DropCount: StreamValue {
  func write(to stream: inout StreamWriter) {
    party.write(to: &stream)
    reason.write(to: &stream)
    count.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      party: try PartyID(from: &stream),
      reason: try UInt16(from: &stream),
      count: try UInt64(from: &stream)
    )
  }
}
