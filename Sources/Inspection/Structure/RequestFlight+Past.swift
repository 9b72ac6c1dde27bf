extension RequestFlight {
  /// The request as it was at an engine time; nil if it was not made yet.
  public func asOf(_ time: UInt64) -> RequestFlight? {
    guard start <= time else { return nil }
    guard let last = steps.last, last.time > time else { return self }
    var past = self
    past.steps = steps.filter { $0.time <= time }
    past.status = ""
    past.hasSucceeded = false
    past.output = []
    past.fields = []
    past.bytesNeeded = 0
    return past
  }
}
