/// A value with one way to stand in the stream.
protocol StreamValue {
  func write(to stream: inout StreamWriter)
  init(from stream: inout StreamReader) throws(SessionError)
}

extension StreamValue where Self: FixedWidthInteger & UnsignedInteger {
  func write(to stream: inout StreamWriter) { stream.number(UInt64(self)) }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    guard let value = Self(exactly: try stream.number()) else {
      throw SessionError(.badValue, at: start)
    }
    self = value
  }
}

extension UInt8: StreamValue {}
extension UInt16: StreamValue {}
extension UInt32: StreamValue {}
extension UInt64: StreamValue {}

extension Bool: StreamValue {
  func write(to stream: inout StreamWriter) { stream.byte(self ? 1 : 0) }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    let value = try stream.byte()
    guard value <= 1 else { throw SessionError(.badValue, at: start) }
    self = value == 1
  }
}

extension String: StreamValue {
  func write(to stream: inout StreamWriter) {
    let bytes = Array(utf8)
    stream.number(UInt64(bytes.count))
    stream.raw(bytes.span.bytes)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    let bytes = try stream.raw(try stream.count())
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SessionError(.badText, at: start)
    }
    self = text
  }
}

extension Array: StreamValue where Element: StreamValue {
  func write(to stream: inout StreamWriter) {
    stream.number(UInt64(count))
    for element in self { element.write(to: &stream) }
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let count = try stream.count()
    self = []
    // Not reserved: a hostile count costs no more memory than the bytes behind it.
    for _ in 0..<count { append(try Element(from: &stream)) }
  }
}

extension Optional: StreamValue where Wrapped: StreamValue {
  func write(to stream: inout StreamWriter) {
    (self != nil).write(to: &stream)
    if let self { self.write(to: &stream) }
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self = try Bool(from: &stream) ? try Wrapped(from: &stream) : nil
  }
}

extension StreamValue where Self: RawRepresentable, RawValue: StreamValue {
  func write(to stream: inout StreamWriter) { rawValue.write(to: &stream) }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    guard let value = Self(rawValue: try RawValue(from: &stream)) else {
      throw SessionError(.badValue, at: start)
    }
    self = value
  }
}
