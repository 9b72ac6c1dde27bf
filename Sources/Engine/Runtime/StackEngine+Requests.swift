public import Inspection
import Kernel
import NDIS

/// Requests of a person, and the flights of all requests as values a front may see.
extension StackEngine {
  /// The most bytes a person's query makes room for.
  private static let largestAnswer = 1 << 16

  /// Asks for a value from the top of a stack, through the filters; asks again with more room if the answer needs it.
  func query(_ id: AdapterID, _ oid: OIDNumber) throws(EngineError) {
    let adapter = try adapter(id)
    let answer = begin(id, "query \(oid)")
    query(oid, on: adapter, room: OIDCodec.usualLength(of: oid), answer)
  }

  private func query(
    _ oid: OIDNumber,
    on adapter: MiniportAdapter,
    room: Int,
    _ answer: @escaping (String?) -> Void
  ) {
    adapter.manage(.query, oid, outputLength: room) { [unowned self] request, status in
      if !status.isSuccess, request.bytesNeeded > room, request.bytesNeeded <= Self.largestAnswer {
        return query(oid, on: adapter, room: request.bytesNeeded, answer)
      }
      answer(status.isSuccess ? nil : status.symbol)
    }
  }

  /// Sets a value from the top of a stack; the text is read as the identifier's form wants it.
  func set(_ id: AdapterID, _ oid: OIDNumber, _ text: String) throws(EngineError) {
    let adapter = try adapter(id)
    let answer = begin(id, "set \(oid) = \(text)")
    do throws(RecordError) {
      let bytes = try OIDCodec.encode(oid, text: text)
      adapter.manage(.set, oid, input: bytes) { _, status in
        answer(status.isSuccess ? nil : status.symbol)
      }
    } catch {
      answer("\(error)")
    }
  }

  /// The requests under way and the last ones done, oldest first; empty if there is no such adapter.
  public func flights(of id: AdapterID) -> [RequestFlight] {
    stack.adapters.first { $0.party.id == id }.map(flights(of:)) ?? []
  }

  /// The same of an adapter at hand.
  func flights(of adapter: MiniportAdapter) -> [RequestFlight] {
    guard !adapter.flights.isEmpty else { return [] }
    let id = adapter.party.id
    var kept: [UInt64: RequestFlight] = [:]
    let rows = adapter.flights.map { flight in
      let row = flightRows[id]?[flight.id] ?? Self.row(of: flight, id)
      if !row.isPending { kept[flight.id] = row }
      return row
    }
    flightRows[id] = kept
    return rows
  }

  static func row(of flight: OIDFlight, _ adapter: AdapterID) -> RequestFlight {
    let kind = RequestFlight.Kind(rawValue: UInt8(truncatingIfNeeded: flight.kind.rawValue))
    let value = flight.output.isEmpty ? flight.input : flight.output
    return RequestFlight(
      id: flight.id,
      adapter: adapter,
      number: flight.oid.rawValue,
      name: flight.oid.description,
      kind: kind ?? .query,
      issuer: flight.issuer,
      steps: flight.steps.map {
        RequestFlight.Step(time: $0.time.nanoseconds, party: $0.party, text: $0.what)
      },
      status: flight.status?.symbol ?? "",
      hasSucceeded: flight.status?.isSuccess ?? false,
      input: flight.input,
      output: flight.output,
      bytesNeeded: flight.bytesNeeded,
      fields: value.isEmpty
        ? []
        : OIDCodec.fields(of: flight.oid, bytes: value).map(RequestFlight.Field.init)
    )
  }
}

extension RequestFlight.Field {
  /// A field of a record as a front sees it.
  init(_ field: RecordField) {
    self.init(
      field.name,
      field.value,
      start: UInt32(clamping: field.range.lowerBound),
      count: UInt32(clamping: field.range.count),
      isDerived: field.role != .value
    )
  }
}
