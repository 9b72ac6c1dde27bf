extension FactSection.Topic: StreamValue {}
extension RequestFlight.Kind: StreamValue {}
extension ObjectIdentifierRow.Kinds: StreamValue {}

extension FactSection.Row: StreamValue {
  func write(to stream: inout StreamWriter) {
    name.write(to: &stream)
    value.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(try String(from: &stream), try String(from: &stream))
  }
}

extension FactSection: StreamValue {
  func write(to stream: inout StreamWriter) {
    topic.write(to: &stream)
    rows.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(try Topic(from: &stream), try [Row](from: &stream))
  }
}

extension ObjectIdentifierRow: StreamValue {
  func write(to stream: inout StreamWriter) {
    number.write(to: &stream)
    name.write(to: &stream)
    kinds.write(to: &stream)
    ndisAnswers.write(to: &stream)
    isMandatory.write(to: &stream)
    form.write(to: &stream)
    page.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      number: try UInt32(from: &stream),
      name: try String(from: &stream),
      kinds: try Kinds(from: &stream),
      ndisAnswers: try Kinds(from: &stream),
      isMandatory: try Bool(from: &stream),
      form: try String(from: &stream),
      page: try String(from: &stream)
    )
  }
}

extension AdapterFacts: StreamValue {
  func write(to stream: inout StreamWriter) {
    adapter.write(to: &stream)
    sections.write(to: &stream)
    identifiers.write(to: &stream)
    attachable.write(to: &stream)
    bindable.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      adapter: try AdapterID(from: &stream),
      sections: try [FactSection](from: &stream),
      identifiers: try [ObjectIdentifierRow](from: &stream),
      attachable: try [String](from: &stream),
      bindable: try [String](from: &stream)
    )
  }
}

extension RequestFlight.Step: StreamValue {
  func write(to stream: inout StreamWriter) {
    time.write(to: &stream)
    party.write(to: &stream)
    text.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      time: try UInt64(from: &stream),
      party: try PartyID(from: &stream),
      text: try String(from: &stream)
    )
  }
}

extension RequestFlight.Field: StreamValue {
  func write(to stream: inout StreamWriter) {
    name.write(to: &stream)
    value.write(to: &stream)
    start.write(to: &stream)
    count.write(to: &stream)
    isDerived.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      try String(from: &stream),
      try String(from: &stream),
      start: try UInt32(from: &stream),
      count: try UInt32(from: &stream),
      isDerived: try Bool(from: &stream)
    )
  }
}

extension RequestFlight: StreamValue {
  func write(to stream: inout StreamWriter) {
    id.write(to: &stream)
    adapter.write(to: &stream)
    number.write(to: &stream)
    name.write(to: &stream)
    kind.write(to: &stream)
    issuer.write(to: &stream)
    steps.write(to: &stream)
    status.write(to: &stream)
    hasSucceeded.write(to: &stream)
    input.write(to: &stream)
    output.write(to: &stream)
    bytesNeeded.write(to: &stream)
    fields.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      id: try UInt64(from: &stream),
      adapter: try AdapterID(from: &stream),
      number: try UInt32(from: &stream),
      name: try String(from: &stream),
      kind: try Kind(from: &stream),
      issuer: try PartyID(from: &stream),
      steps: try [Step](from: &stream),
      status: try String(from: &stream),
      hasSucceeded: try Bool(from: &stream),
      input: try [UInt8](from: &stream),
      output: try [UInt8](from: &stream),
      bytesNeeded: try UInt32(from: &stream),
      fields: try [Field](from: &stream)
    )
  }
}
