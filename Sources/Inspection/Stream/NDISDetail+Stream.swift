extension NDISDetail.Interface: StreamValue {
  func write(to stream: inout StreamWriter) {
    ifIndex.write(to: &stream)
    luid.write(to: &stream)
    name.write(to: &stream)
    lower.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      ifIndex: try UInt32(from: &stream),
      luid: try UInt64(from: &stream),
      name: try String(from: &stream),
      lower: try [UInt32](from: &stream)
    )
  }
}

extension NDISDetail.Port: StreamValue {
  func write(to stream: inout StreamWriter) {
    adapter.write(to: &stream)
    number.write(to: &stream)
    type.write(to: &stream)
    active.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      adapter: try AdapterID(from: &stream),
      number: try UInt32(from: &stream),
      type: try String(from: &stream),
      active: try Bool(from: &stream)
    )
  }
}

extension NDISDetail.Driver: StreamValue {
  func write(to stream: inout StreamWriter) {
    party.write(to: &stream)
    version.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(party: try PartyID(from: &stream), version: try String(from: &stream))
  }
}

extension NDISDetail.Structure: StreamValue {
  func write(to stream: inout StreamWriter) {
    name.write(to: &stream)
    revision.write(to: &stream)
    size.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      name: try String(from: &stream),
      revision: try UInt8(from: &stream),
      size: try UInt16(from: &stream)
    )
  }
}

extension NDISDetail.Version: StreamValue {
  func write(to stream: inout StreamWriter) {
    version.write(to: &stream)
    infoSlots.write(to: &stream)
    features.write(to: &stream)
    structures.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      version: try String(from: &stream),
      infoSlots: try UInt8(from: &stream),
      features: try [String](from: &stream),
      structures: try [NDISDetail.Structure](from: &stream)
    )
  }
}

extension NDISDetail: StreamValue {
  func write(to stream: inout StreamWriter) {
    interfaces.write(to: &stream)
    ports.write(to: &stream)
    drivers.write(to: &stream)
    versions.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      interfaces: try [Interface](from: &stream),
      ports: try [Port](from: &stream),
      drivers: try [Driver](from: &stream),
      versions: try [Version](from: &stream)
    )
  }
}
