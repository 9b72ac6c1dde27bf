/// Turns the bytes of a terminal into events.
///
/// Any bytes are accepted; what makes no sense vanishes. A sequence may arrive in pieces, and one longer than
/// `longestSequence` is lost to its end. An escape byte alone is the Escape key once `escapeDelay` has passed; the
/// caller tells the time.
public struct InputDecoder: Sendable {
  /// Nanoseconds after which an unfinished sequence is given up.
  public static let escapeDelay: UInt64 = 25_000_000
  /// Bytes of one paste that are kept.
  public static let longestPaste = 1 << 20
  static let longestSequence = 256
  private static let pasteDelay: UInt64 = 1_000_000_000

  private var buffer: [UInt8] = []
  private var pasted: [UInt8]?
  private var lastByte: UInt64 = 0
  /// The sequence at the beginning of the buffer was longer than what is left of it.
  private var isShortened = false

  /// Starts with nothing.
  public init() {}

  /// What a look at the beginning of the buffer gave.
  enum Step {
    /// Bytes used up, and what they mean.
    case event(InputEvent?, count: Int)
    /// More bytes are needed.
    case incomplete
    /// A paste begins after so many bytes.
    case paste(count: Int)
  }

  /// When to call `expire`, if no byte arrives before; nil while nothing is unfinished.
  public var deadline: UInt64? {
    if pasted != nil { return lastByte &+ Self.pasteDelay }
    return buffer.isEmpty ? nil : lastByte &+ Self.escapeDelay
  }

  /// Takes bytes that arrived at a time, in nanoseconds of any clock that does not go back.
  public mutating func feed(_ bytes: some Sequence<UInt8>, at now: UInt64) -> [InputEvent] {
    buffer += bytes
    lastByte = now
    return drain(isFinal: false)
  }

  /// Ends what is unfinished if its deadline has passed.
  public mutating func expire(at now: UInt64) -> [InputEvent] {
    guard let deadline, now >= deadline else { return [] }
    var events = drain(isFinal: true)
    if let bytes = pasted {
      pasted = nil
      events.append(Self.paste(bytes + buffer))
      buffer = []
    }
    return events
  }

  private mutating func drain(isFinal: Bool) -> [InputEvent] {
    var events: [InputEvent] = []
    var start = 0
    while start < buffer.count {
      if pasted != nil {
        start = takePaste(from: start, into: &events)
        if pasted != nil { break }
        continue
      }
      switch Self.step(buffer[start...]) {
      case .event(let event, let count):
        if let event, isKept(count) { events.append(event) }
        isShortened = false
        start += count
      case .paste(let count):
        if isKept(count) { pasted = [] }
        isShortened = false
        start += count
      case .incomplete:
        if !isFinal {
          buffer.removeFirst(start)
          shorten()
          return events
        }
        if !isShortened, let event = Self.abandoned(buffer[start...]) { events.append(event) }
        isShortened = false
        start = buffer.count
      }
    }
    buffer.removeFirst(start)
    return events
  }

  private func isKept(_ count: Int) -> Bool { !isShortened && count <= Self.longestSequence }

  /// Keeps of a sequence that grows too long what tells where it ends.
  private mutating func shorten() {
    guard buffer.count > Self.longestSequence else { return }
    isShortened = true
    buffer.removeSubrange(2..<(buffer.count - 1))
  }

  /// Takes pasted bytes in; returns where the buffer goes on, which is before its end if the paste's end may be cut.
  private mutating func takePaste(from start: Int, into events: inout [InputEvent]) -> Int {
    let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var index = start
    while index < buffer.count {
      guard buffer[index] == 0x1B else {
        keepPasted(buffer[index])
        index += 1
        continue
      }
      let rest = buffer[index...].prefix(end.count)
      if rest.elementsEqual(end) {
        events.append(Self.paste(pasted ?? []))
        pasted = nil
        return index + end.count
      }
      if rest.count < end.count, end.starts(with: rest) {
        return index
      }
      keepPasted(buffer[index])
      index += 1
    }
    return index
  }

  private mutating func keepPasted(_ byte: UInt8) {
    if let count = pasted?.count, count < Self.longestPaste { pasted?.append(byte) }
  }

  private static func paste(_ bytes: [UInt8]) -> InputEvent {
    var text = ""
    for character in String(decoding: bytes, as: UTF8.self) {
      if character.isNewline {
        text += "\n"
      } else if character == "\t" {
        text += "\t"
      } else if let scalar = character.unicodeScalars.first, !CharacterWidth.isUnsafe(scalar) {
        text.append(character)
      }
    }
    return .paste(text)
  }

  /// What an unfinished sequence was, now that nothing follows: Escape, or Alt with a key; longer ones are lost.
  private static func abandoned(_ bytes: ArraySlice<UInt8>) -> InputEvent? {
    guard bytes.first == 0x1B else { return nil }
    if bytes.count == 1 { return .key(KeyEvent(.escape)) }
    guard bytes.count == 2, let byte = bytes.last, let scalar = ascii(byte) else { return nil }
    return .key(KeyEvent(.character(scalar), .alt))
  }

  static func ascii(_ byte: UInt8) -> Character? {
    (0x20..<0x7F).contains(byte) ? Character(Unicode.Scalar(byte)) : nil
  }
}
