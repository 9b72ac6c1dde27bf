extension HeldLists: StreamValue {
  func write(to stream: inout StreamWriter) {
    party.write(to: &stream)
    count.write(to: &stream)
    limit.write(to: &stream)
    oldest.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      party: try PartyID(from: &stream),
      count: try UInt64(from: &stream),
      limit: try UInt64(from: &stream),
      oldest: try [List](from: &stream)
    )
  }
}

extension HeldLists.List: StreamValue {
  func write(to stream: inout StreamWriter) {
    journey.write(to: &stream)
    // It is known by the millisecond.
    (since / 1_000_000).write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let journey = try UInt64(from: &stream)
    let place = stream.offset
    let (since, isTooLarge) = try UInt64(from: &stream).multipliedReportingOverflow(by: 1_000_000)
    guard !isTooLarge else { throw SessionError(.badValue, at: place) }
    self.init(journey: journey, since: since)
  }
}
