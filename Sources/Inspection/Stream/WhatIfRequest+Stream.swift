extension WhatIfRequest: StreamValue {
  func write(to stream: inout StreamWriter) {
    changes.write(to: &stream)
    journey.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    self.init(
      changes: try [WhatIfChange](from: &stream),
      journey: try UInt64?(from: &stream)
    )
    guard changes.count <= Self.limit else { throw SessionError(.badValue, at: start) }
  }
}

extension WhatIfChange: StreamValue {
  func write(to stream: inout StreamWriter) {
    func write(_ tag: UInt8, _ texts: String...) {
      stream.byte(tag)
      for text in texts { text.write(to: &stream) }
    }
    switch self {
    case .bypass(let place): write(1, place)
    case .above(let place, let other): write(2, place, other)
    case .below(let place, let other): write(3, place, other)
    case .set(let place, let keyword, let value): write(4, place, keyword, value)
    case .table(let adapter, let edit): write(5, adapter, edit)
    }
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    let tag = try stream.byte()
    let place = try String(from: &stream)
    switch tag {
    case 1: self = .bypass(place: place)
    case 2: self = .above(place: place, other: try String(from: &stream))
    case 3: self = .below(place: place, other: try String(from: &stream))
    case 4:
      self = .set(
        place: place,
        keyword: try String(from: &stream),
        value: try String(from: &stream)
      )
    case 5: self = .table(adapter: place, edit: try String(from: &stream))
    default: throw SessionError(.badValue, at: start)
    }
  }
}
