import CNDIS
import DataPath
import Kernel
import NDIS
import Wire

/// One direction of a bad line: decides what becomes of each packet, and holds those that have to wait.
final class ImpairedWay {
  /// What was decided about a list.
  private struct Verdict: Equatable {
    enum Way { case lost, limited, onTime, late }
    var way: Way
    /// When it goes on; at once if that has come.
    var release: Instant = .start
    var isCopied = false
    var isDamaged = false
  }

  let direction: Direction
  private(set) var impairment: Impairment
  let machine: Machine
  private(set) var counts = ImpairCounts()
  /// Told whenever the counts have changed.
  var changed: () -> Void = {}
  private weak var module: FilterModule?
  private var random = SeededRandom(seed: 0)
  private var copies: PacketCopies?
  private let onTime = HeldLists()
  private let late = HeldLists()
  private var timer: (id: TimerID, at: Instant)?
  private lazy var releaseTimer = machine.timers.use(
    direction == .receive ? "release of received lists" : "release of sent lists"
  ) { [weak self] in
    guard let self, !impairment.isNothing else { return nil }
    return module?.party.id
  }
  private var lastRelease = Instant.start
  private var lastLate = Instant.start
  /// When the bucket would be full again, had it no bottom.
  private var bucketFull = Instant.start
  private var verdicts: [Verdict] = []

  init(_ direction: Direction, _ impairment: Impairment, _ machine: Machine) {
    self.direction = direction
    self.impairment = impairment
    self.machine = machine
  }

  func attach(_ module: FilterModule, _ random: SeededRandom) throws(MemoryError) {
    self.module = module
    self.random = random
    if impairment.makesPackets { copies = try PacketCopies(module, direction) }
  }

  /// Gets the memory that another impairment needs.
  func prepare(_ impairment: Impairment) throws(MemoryError) {
    guard impairment.makesPackets, copies == nil, let module else { return }
    copies = try PacketCopies(module, direction)
  }

  /// Goes on with another impairment.
  func change(_ impairment: Impairment) {
    self.impairment = impairment
  }

  func detach() {
    module = nil
    copies = nil
  }

  func restart() {
    lastRelease = machine.now
    lastLate = machine.now
    bucketFull = machine.now
  }

  /// The counts as a person sees them.
  var rows: [(String, String)] {
    guard !impairment.isNothing || counts.packets > 0 else { return [] }
    let way = direction == .receive ? "received" : "sent"
    return [
      ("\(way)Packets", "\(counts.packets)"), ("\(way)Lost", "\(counts.lost)"),
      ("\(way)Limited", "\(counts.limited)"), ("\(way)Duplicated", "\(counts.duplicated)"),
      ("\(way)Reordered", "\(counts.reordered)"), ("\(way)Corrupted", "\(counts.corrupted)"),
      ("\(way)Held", "\(onTime.count + late.count)"),
    ]
  }

  // MARK: Packets come

  /// Takes lists in; those whose time has come go on before this returns.
  func take(_ chain: consuming NetBufferChain, _ module: FilterModule) {
    var rest = chain
    var verdicts = self.verdicts
    self.verdicts = []
    verdicts.removeAll(keepingCapacity: true)
    // On its way to a pause a module starts no packets.
    let mayMake = module.state == .running
    rest.forEach { verdicts.append(judge($0, mayMake: mayMake)) }
    var passing = NetBufferChain()
    var lost = NetBufferChain()
    var limited = NetBufferChain()
    var consumed = NetBufferChain()
    var place = 0
    while place < verdicts.count {
      let verdict = verdicts[place]
      var end = place + 1
      while end < verdicts.count, verdicts[end] == verdict { end += 1 }
      var run = rest.split(end - place)
      place = end
      switch verdict.way {
      case .lost: lost.append(run)
      case .limited: limited.append(run)
      case .onTime, .late:
        if verdict.isCopied || verdict.isDamaged { alter(&run, verdict, &consumed) }
        if verdict.way == .late {
          late.append(run, until: verdict.release)
        } else if verdict.release > machine.now {
          onTime.append(run, until: verdict.release)
        } else {
          passing.append(run)
        }
      }
    }
    self.verdicts = verdicts
    arm()
    changed()
    if !lost.isEmpty {
      drop(lost, module, reason: .simulatedLoss, cause: impairment.lossCause)
    }
    if !limited.isEmpty {
      drop(limited, module, reason: .rateLimited, cause: impairment.rateCause, status: .resources)
    }
    if !consumed.isEmpty { consume(consumed, module) }
    passOn(passing, module)
  }

  private func judge(_ list: NetBufferList, mayMake: Bool) -> Verdict {
    counts.packets += 1
    if happens(impairment.loss) {
      counts.lost += 1
      return Verdict(way: .lost)
    }
    var verdict = Verdict(way: .onTime)
    verdict.isCopied = happens(impairment.duplicate) && mayMake
    verdict.isDamaged =
      happens(impairment.corrupt) && mayMake && !list.isLargeSend(direction)
    let bytes = UInt64(list.totalLength) * (verdict.isCopied ? 2 : 1)
    guard let departure = depart(bytes) else {
      counts.limited += 1
      return Verdict(way: .limited)
    }
    let release = departure + wait()
    if happens(impairment.reorder) {
      counts.reordered += 1
      // Those that are late keep their order among themselves.
      verdict.way = .late
      lastLate = max(max(release, lastRelease) + impairment.reorderDelay, lastLate)
      verdict.release = lastLate
    } else {
      lastRelease = max(release, lastRelease)
      verdict.release = lastRelease
    }
    return verdict
  }

  private func happens(_ millionths: UInt32) -> Bool {
    millionths > 0 && random.bounded(1_000_000) < UInt64(millionths)
  }

  /// The delay of a packet.
  private func wait() -> Nanoseconds {
    let jitter = impairment.jitter.count
    guard jitter > 0 else { return impairment.delay }
    let shift = random.bounded(jitter &* 2 &+ 1)
    return impairment.delay + Nanoseconds(shift) - impairment.jitter
  }

  /// When the token bucket lets so many bytes go; nil if too many wait already.
  private func depart(_ bytes: UInt64) -> Instant? {
    guard let rate = impairment.rate else { return machine.now }
    let burst = Self.time(impairment.burst, rate)
    let start = max(bucketFull, machine.now)
    // The bucket holds what is still missing to full; a packet may go once its last byte has its token.
    let full = start + Self.time(bytes, rate)
    let whole = full - .start
    let departure = max(machine.now, .start + (whole - burst))
    if departure > machine.now, departure - machine.now > Self.time(impairment.limit, rate) {
      return nil
    }
    bucketFull = full
    return departure
  }

  /// How long so many bytes take, rounded up.
  private static func time(_ bytes: UInt64, _ rate: UInt64) -> Nanoseconds {
    let scaled = (bytes &* 8).multipliedFullWidth(by: 1_000_000_000)
    guard scaled.high < rate else { return Nanoseconds(.max) }
    let part = rate.dividingFullWidth(scaled)
    return Nanoseconds(part.quotient) + Nanoseconds(part.remainder == 0 ? 0 : 1)
  }

  /// Puts damaged packets into the place of the originals, and duplicates behind theirs.
  private func alter(
    _ run: inout NetBufferChain,
    _ verdict: Verdict,
    _ consumed: inout NetBufferChain
  ) {
    guard let copies else { return }
    var rest = run.takeAll()
    while !rest.isEmpty {
      var one = rest.split(1)
      guard let list = one.first else { break }
      if verdict.isDamaged {
        var damaged = copies.make(of: list)
        if !damaged.isEmpty {
          counts.corrupted += 1
          damage(&damaged)
          // The bytes of the original go on in the damaged packet alone.
          consumed.append(one)
          one = damaged
        }
      }
      if verdict.isCopied, let source = one.first {
        let copy = copies.make(of: source)
        if !copy.isEmpty {
          counts.duplicated += 1
          one.append(copy)
        }
      }
      run.append(one)
    }
  }

  /// Turns over one bit of each packet.
  private func damage(_ chain: inout NetBufferChain) {
    chain.write { editor in
      guard let buffer = editor.list.firstBuffer, buffer.dataLength > 0 else { return }
      let offset = Int(random.bounded(UInt64(buffer.dataLength)))
      var byte: UInt8 = 0
      _ = withUnsafeMutableBytes(of: &byte) { buffer.copyBytes(to: $0, from: offset) }
      byte ^= 1 << UInt8(random.bounded(8))
      _ = withUnsafeBytes(of: byte) { editor.overwrite(at: offset, with: $0) }
      if editor.list.info(.checksum) != 0 { editor.setInfo(.checksum, 0) }
    }
  }

  // MARK: Packets go

  private func arm() {
    let next = [onTime.nextRelease, late.nextRelease].compactMap { $0 }.min()
    if let timer, timer.at == next { return }
    if let timer { machine.timers.cancel(timer.id) }
    timer = nil
    guard let next else { return }
    let id = machine.timers.schedule(at: next, for: releaseTimer) { [weak self] in self?.release() }
    timer = (id, next)
  }

  /// Lets go what is due, in the order of the times.
  private func release() {
    timer = nil
    var due = NetBufferChain()
    while true {
      let isLateFirst =
        (late.nextRelease ?? .distantFuture) < (onTime.nextRelease ?? .distantFuture)
      let run = (isLateFirst ? late : onTime).takeDue(by: machine.now)
      if run.isEmpty { break }
      due.append(run)
    }
    arm()
    changed()
    guard let module else { return }
    if module.state == .running {
      passOn(due, module)
    } else {
      drop(due, module, reason: .paused, cause: module.stateCause, status: .paused)
    }
  }

  private func passOn(_ chain: consuming NetBufferChain, _ module: FilterModule) {
    guard !chain.isEmpty else { return }
    switch direction {
    case .transmit: module.send(chain)
    case .receive: module.indicate(chain)
    }
  }

  /// Takes out everything that waits.
  func takeHeld() -> NetBufferChain {
    var held = onTime.takeAll()
    held.append(late.takeAll())
    arm()
    return held
  }

  /// Takes out what waits and is as asked.
  func takeHeld(where isWanted: (NetBufferList) -> Bool) -> NetBufferChain {
    var held = onTime.take(where: isWanted)
    held.append(late.take(where: isWanted))
    arm()
    return held
  }

  /// Ends packets here, with a reason; the packets made here are freed.
  func drop(
    _ chain: consuming NetBufferChain,
    _ module: FilterModule,
    reason: DropReason,
    cause: CauseID,
    status: NDISStatus = .success
  ) {
    var lists = chain
    var own = takeOwn(&lists, module)
    if !own.isEmpty {
      module.party.record.end(
        &own,
        .dropped,
        direction,
        reason: reason.rawValue,
        cause: cause.rawValue
      )
      module.free(own, direction)
    }
    guard !lists.isEmpty else { return }
    switch direction {
    case .transmit: module.dropSend(lists, reason: reason, cause: cause, status: status)
    case .receive: module.dropReceive(lists, reason: reason, cause: cause)
    }
  }

  /// Ends originals whose bytes go on in packets made here.
  private func consume(_ chain: consuming NetBufferChain, _ module: FilterModule) {
    var lists = chain
    module.party.record.end(&lists, .delivered, direction)
    switch direction {
    case .transmit: module.completeSend(lists)
    case .receive: module.returnReceived(lists)
    }
  }

  /// Frees what was made here and has come home.
  func takeHome(_ chain: inout NetBufferChain, _ module: FilterModule) {
    let own = takeOwn(&chain, module)
    if !own.isEmpty { module.free(own, direction) }
  }

  private func takeOwn(_ chain: inout NetBufferChain, _ module: FilterModule) -> NetBufferChain {
    guard module.party.record.away(direction) > 0 else { return NetBufferChain() }
    return module.takeOwn(&chain, direction)
  }
}

extension NetBufferList {
  /// True if the adapter is to cut it into segments.
  fileprivate func isLargeSend(_ direction: Direction) -> Bool {
    direction == .transmit && LargeSendInfo(rawValue: info(.largeSend)).segmentSize > 0
  }
}
