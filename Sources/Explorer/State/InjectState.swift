import Inspection
import TUIKit
import Wire

/// A packet a person is about to inject.
struct InjectState: Equatable {
  /// The lines that can have the keyboard.
  enum Row: Int, CaseIterable {
    case place, way, frame, count, interval, result
  }

  /// What came of the last packet sent from here.
  enum Answer: Equatable {
    /// The engine has not answered the request with this number.
    case awaited(UInt64)
    /// The packet's journey and what the engine says of it.
    case done(UInt64, String)
    /// Why it did not go.
    case refused(String)
  }

  /// The party that originates it.
  var place: PartyID
  /// Down or up.
  var direction: Direction
  /// Layers, or bytes in hex.
  var frame = TextField()
  /// How often; 0 without end.
  var count = TextField("1")
  /// From one to the next, such as `10ms`.
  var interval = TextField("0")
  /// The line with the keyboard.
  var focus = Row.frame
  /// The journey the bytes were taken from; 0 for none.
  var parent: UInt64 = 0
  /// What is to be known of the bytes, until they are edited.
  var remark = ""
  /// Not all bytes of the packet are known: it is not sent before somebody has edited it.
  var isCut = false
  /// What was wrong with a pasted text, until the next edit.
  var pasteFailure: CraftError?
  /// What came of the last packet.
  var answer: Answer?

  /// The frame, or what is wrong with it.
  var made: Result<[UInt8], CraftError> {
    if let pasteFailure { return .failure(pasteFailure) }
    do throws(CraftError) {
      return .success(try FrameText.bytes(of: frame.text))
    } catch {
      return .failure(error)
    }
  }

  /// How often; nil if that is no number.
  var times: UInt64? { UInt64(FilterText.trimmed(count.text)) }

  /// Engine nanoseconds from one to the next; nil if that is no time.
  var pause: UInt64? { EngineTime.span(FilterText.trimmed(interval.text)) }

  /// Takes in pasted text: a dump of several lines becomes plain hex in the line for the frame.
  mutating func paste(_ text: String) {
    switch focus {
    case .count: count.insert(text)
    case .interval: interval.insert(text)
    case .place, .way, .result: break
    case .frame:
      edited()
      let lines = text.split(whereSeparator: \.isNewline)
      guard lines.count > 1 else { return frame.insert(text) }
      do throws(CraftError) {
        frame.set(Self.hex(try HexText.bytes(of: text)))
      } catch {
        pasteFailure = error
      }
    }
  }

  /// Gives a key to the line that is typed in.
  mutating func type(_ event: KeyEvent) {
    switch focus {
    case .frame:
      let before = frame.text
      _ = frame.handle(event)
      if frame.text != before { edited() }
    case .count: _ = count.handle(event)
    case .interval: _ = interval.handle(event)
    case .place, .way, .result: break
    }
  }

  private mutating func edited() {
    pasteFailure = nil
    isCut = false
    remark = ""
  }

  /// Bytes as pairs of digits.
  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
