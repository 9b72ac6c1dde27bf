import Kernel
import NDIS
import Wire

/// When it asks, what it asks, and what came back.
extension TalkerProtocol {
  private var machine: Machine { configuration.context.machine }

  func start() {
    // First thing after the stack runs.
    timer = machine.timers.schedule(at: machine.now, every: interval, for: questionTimer) {
      [weak self] in
      self?.speak()
    }
  }

  func stop() {
    if let timer { machine.timers.cancel(timer) }
    timer = nil
  }

  private func speak() {
    expire()
    guard limit == 0 || roundTrips.sent < limit else {
      if isFinished { finish() }
      return
    }
    if let neighbor { ping(neighbor) } else { resolve() }
    host.flush()
    board.refreshLater()
  }

  /// Asks for the target's station.
  private func resolve() {
    let frame =
      switch (address, target) {
      case (.v4(let own), .v4(let other)):
        try? StationFrame.arp(
          .request,
          sender: (host.station, own),
          target: (.zero, other),
          to: .broadcast
        )
      case (.v6(let own), .v6(let other)):
        try? StationFrame.solicitation(for: other, from: (host.station, own))
      case (.v4, .v6), (.v6, .v4): [UInt8]?.none
      }
    if let frame { host.queue(frame) }
  }

  func learn(_ address: IPAddress, _ station: MACAddress) {
    guard address == target, neighbor != station else { return }
    let isFirst = neighbor == nil
    neighbor = station
    // What waited for the answer goes out at once.
    if isFirst, host.isRunning, timer != nil, limit == 0 || roundTrips.sent < limit {
      ping(station)
    }
  }

  private func ping(_ station: MACAddress) {
    let sequence = UInt16(truncatingIfNeeded: roundTrips.sent + 1)
    let frame = data.withUnsafeBytes {
      try? StationFrame.echo(
        StationFrame.Echo(isReply: false, identifier: identifier, sequence: sequence),
        data: $0,
        from: (host.station, address),
        to: (station, target)
      )
    }
    guard let frame, host.queue(frame) else { return }
    roundTrips.sent += 1
    outstanding.append((sequence, machine.now))
  }

  func takeReply(from source: IPAddress, _ identifier: UInt16, _ sequence: UInt16, _ count: Int) {
    guard source == target, identifier == self.identifier, count == data.count,
      let place = outstanding.firstIndex(where: { $0.sequence == sequence })
    else { return }
    let ping = outstanding.remove(at: place)
    let time = machine.now - ping.sent
    if time > timeout { roundTrips.lost += 1 } else { roundTrips.add(time) }
    if isFinished { finish() }
  }

  /// Counts pings as lost whose time is up.
  private func expire() {
    let now = machine.now
    while let oldest = outstanding.first, now - oldest.sent > timeout {
      outstanding.removeFirst()
      roundTrips.lost += 1
      // Nobody may be there any more.
      if outstanding.isEmpty { neighbor = nil }
    }
  }

  private func finish() {
    stop()
    board.refresh()
    onFinished?()
    onFinished = nil
  }

  var liveRows: [(String, String)] {
    var rows = [
      ("neighbor", neighbor?.description ?? "unresolved"),
      ("sent", "\(roundTrips.sent)"), ("received", "\(roundTrips.received)"),
      ("lost", "\(roundTrips.lost)"),
    ]
    if roundTrips.received > 0 {
      rows += [
        ("rttMinimum", "\(KeywordValue.duration(roundTrips.minimum))"),
        ("rttAverage", "\(KeywordValue.duration(roundTrips.average))"),
        ("rttMaximum", "\(KeywordValue.duration(roundTrips.maximum))"),
      ]
    }
    return rows
  }
}
