import CNDIS

/// Events, reset, shutdown and direct requests of a miniport in C.
extension CMiniportDriver {
  var hasResetHandlers: Bool { characteristics.ResetHandlerEx != nil }
  var hasDirectRequestHandlers: Bool { characteristics.DirectOidRequestHandler != nil }

  /// Calls `MiniportCheckForHangEx`.
  public func checkForHang(_ adapter: MiniportAdapter) -> Bool {
    guard let instance, let handler = characteristics.CheckForHangHandlerEx else { return false }
    return instance.run { handler(instance.context) } != 0
  }

  /// Calls `MiniportResetEx`.
  public func reset(_ adapter: MiniportAdapter) -> ResetAnswer {
    guard let instance, let handler = characteristics.ResetHandlerEx else {
      return .done(.notSupported, addressingReset: false)
    }
    var addressing: UInt8 = 0
    let status = NDISStatus(rawValue: instance.run { handler(instance.context, &addressing) })
    return status == .pending ? .pending : .done(status, addressingReset: addressing != 0)
  }

  /// Calls `MiniportShutdownEx`; its handle is closed.
  public func shutdown(_ adapter: MiniportAdapter, action: ShutdownAction) {
    guard let instance else { return }
    instance.run { characteristics.ShutdownHandlerEx?(instance.context, action.rawValue) }
    instance.isOpen = false
  }

  /// Calls `MiniportDevicePnPEventNotify`.
  public func devicePnPEvent(_ event: DevicePnPEventCode, on adapter: MiniportAdapter) {
    guard let instance, instance.isOpen else { return }
    var record = NET_DEVICE_PNP_EVENT(event)
    instance.run { characteristics.DevicePnPEventNotifyHandler?(instance.context, &record) }
  }

  /// Calls `MiniportDirectOidRequest`.
  public func directRequest(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    guard let instance, let handler = characteristics.DirectOidRequestHandler, instance.isOpen
    else { return .done(.notSupported) }
    return image.host.give(request, to: instance) { handler(instance.context, request.record) }
  }

  /// Calls `MiniportCancelDirectOidRequest`.
  public func cancelDirectRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    guard let instance, let handler = characteristics.CancelDirectOidRequestHandler else { return }
    instance.handler("MiniportCancelDirectOidRequest") {
      handler(instance.context, request.record.pointee.RequestId)
    }
  }
}

extension NET_DEVICE_PNP_EVENT {
  /// The record of an event without a buffer.
  init(_ event: DevicePnPEventCode) {
    self.init()
    Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.default.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NET_DEVICE_PNP_EVENT>.size)
    )
    DevicePnPEvent = event.rawValue
  }
}

extension CDriverHost {
  /// Gives a request to a driver in C: its handler answers, pends, or has completed it already.
  func give(_ request: OIDRequest, to instance: CParty, _ handler: () -> Int32) -> Completion {
    requests.given[request.record] = request
    let status = NDISStatus(rawValue: instance.run(handler))
    guard status != .pending else { return .pending }
    guard requests.given[request.record] === request else {
      instance.report(
        .doubleOIDCompletion,
        "\(request.oid.description) was completed by a call and by the answer \(status.symbol)"
      )
      return .pending
    }
    requests.complete(request)
    return .done(status)
  }

  /// Calls `body` with a net event in its documented structure; an event without values has a NULL buffer.
  func withNetPnPEvent<Result>(
    _ event: NetPnPEvent,
    _ body: (UnsafeMutablePointer<NET_PNP_EVENT_NOTIFICATION>) -> Result
  ) -> Result {
    var record = NET_PNP_EVENT_NOTIFICATION()
    record.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.default.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NET_PNP_EVENT_NOTIFICATION>.size)
    )
    record.PortNumber = event.port
    record.NetPnPEvent.NetEvent = NET_PNP_EVENT_CODE(rawValue: event.code.rawValue)
    if event.code == .portActivation {
      // The list of activated ports is linked; everything else is an array.
      var ports = event.values.map { number in
        var port = NDIS_PORT()
        port.PortCharacteristics.PortNumber = number
        return port
      }
      return ports.withUnsafeMutableBufferPointer { list in
        for index in list.indices.dropLast() {
          list[index].Next = list.baseAddress.map { $0 + index + 1 }
        }
        record.NetPnPEvent.Buffer = UnsafeMutableRawPointer(list.baseAddress)
        record.NetPnPEvent.BufferLength = UInt32(MemoryLayout<NDIS_PORT>.size)
        return body(&record)
      }
    }
    var values = event.values
    return values.withUnsafeMutableBytes { bytes in
      if !bytes.isEmpty {
        record.NetPnPEvent.Buffer = bytes.baseAddress
        record.NetPnPEvent.BufferLength = UInt32(bytes.count)
      }
      return body(&record)
    }
  }
}
