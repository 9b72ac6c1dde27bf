import Inspection
import TUIKit

/// What the Events view says of one event, as lines of text.
struct EventText {
  /// The instant.
  var snapshot: Snapshot
  /// The event.
  var event: EngineEvent
  /// Where enter leads; nil for nowhere.
  var cause: ExplorerModel.Cause?
  /// Columns there are.
  var width: Int
  /// Characters there are.
  var charset: Charset = .braille

  /// All lines; what is too long goes on in the next line.
  var lines: [StyledText] {
    var lines = labelled("what", EventColumns.what(event))
    if !event.note.isEmpty { lines += labelled("note", StyledText(event.note)) }
    if !event.cause.isEmpty { lines += labelled("because", StyledText(event.cause)) }
    lines += labelled("leads to", target)
    lines += labelled("when", when)
    if event.kind == .dropSummary {
      lines += labelled(
        "told",
        StyledText(
          "at once; while it goes on again after 10 s, then once a minute. The counters have all.",
          .dim
        )
      )
    }
    return lines
  }

  private var when: StyledText {
    var line = StyledText(EngineTime.seconds(event.time)) + StyledText(" s", .dim)
    if snapshot.time >= event.time {
      line += StyledText(
        "   \(Quantity.duration(nanoseconds: snapshot.time - event.time).text) ago",
        .dim
      )
    }
    line += StyledText("   event ", .dim) + StyledText("\(event.sequence)")
    if event.request > 0 {
      line += StyledText(event.kind == .oid ? "   request " : "   command ", .dim)
      line += StyledText("\(event.request)")
    }
    return line
  }

  /// The key that leads there, in words where its sign cannot be shown.
  private var enter: StyledText {
    StyledText(KeyLabel.text([KeyEvent(.enter)], charset) + " ", .key)
  }

  private var target: StyledText {
    switch cause {
    case .packet(let journey)?:
      return enter + StyledText("packet #\(journey) in Trace")
    case .flight(let flight, _)?:
      return enter + StyledText("request \(flight) in OIDs")
    case .row?:
      return enter
        + EventColumns.who(event, snapshot.structure) + StyledText(" in Stack", .dim)
    case nil:
      return StyledText(event.party == 0 ? "nothing else: the engine's own" : "it is gone", .dim)
    }
  }

  private func labelled(_ name: String, _ text: StyledText) -> [StyledText] {
    let label = 9
    return text.wrapped(to: max(12, width - label)).enumerated().map { index, line in
      StyledText((index == 0 ? name : "").padding(to: label), .dim) + line
    }
  }
}

extension StyledText {
  /// The text in lines of at most so many columns, broken at blanks where there are any.
  func wrapped(to columns: Int) -> [StyledText] {
    guard width > columns else { return [self] }
    var lines: [StyledText] = []
    var line = StyledText()
    for span in spans {
      for word in Self.words(span.text) {
        let wide = CharacterWidth.columns(of: word)
        if line.width + wide > columns, !line.isEmpty {
          lines.append(line)
          line = StyledText()
          if word.allSatisfy({ $0 == " " }) { continue }
        }
        line.append(word, span.style)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { $0.truncated(to: columns) }
  }

  /// Words and the blanks between them; a bar stays with the word before it.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    for piece in pieces(text) {
      if piece == "|", words.count >= 2, words[words.count - 1] == " " {
        words.removeLast()
        words[words.count - 1] += " |"
      } else {
        words.append(piece)
      }
    }
    return words
  }

  private static func pieces(_ text: String) -> [String] {
    var words: [String] = []
    for character in text {
      if let last = words.last, (last.first == " ") == (character == " ") {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
    }
    return words
  }
}
