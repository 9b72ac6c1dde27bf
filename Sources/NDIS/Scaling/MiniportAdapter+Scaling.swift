import CNDIS
public import Kernel

/// What NDIS does with the requests of receive scaling.
///
/// It answers queries from what the miniport stated and took; sets it translates to the miniport's version. Of scaling
/// and the receive hash it switches one off before the other goes on.
/// - Source: network/oid-gen-receive-scale-parameters, network/oid-gen-receive-hash
extension MiniportAdapter {
  /// What was set last and by whom.
  struct ScaleRecord {
    /// As the miniport took them; nil while scaling is off.
    var parameters: ReceiveScaleParameters?
    /// The binding that set them; nil for NDIS and people.
    var owner: UInt32?
    /// Hashing without scaling, as it was set; nil while it is off.
    var hash: ReceiveHashParameters?
  }

  /// Parameters of receive scaling are in force.
  public var isScaling: Bool { scaleRecord.parameters != nil }

  /// The binding whose parameters are in force; nil where NDIS, a person or nobody set them.
  public var scalingOwner: UInt32? { scaleRecord.owner }

  /// Processors that may receive for this adapter, in order.
  ///
  /// - C: `NdisGetRssProcessorInformation`
  public var scalingProcessors: [Processor] {
    let settings = receiveScaling?.settings ?? ReceiveScaleSettings()
    return settings.candidates(of: stack.machine.processors)
  }

  /// True for a set that NDIS takes a part in.
  func isScalingSet(_ request: OIDRequest) -> Bool {
    request.kind == .set && attributes?.receiveScale != nil
      && (request.oid == .genReceiveScaleParameters || request.oid == .genReceiveHash)
  }

  /// Takes such a set on its way down.
  ///
  /// - `isWrittenBack`: it comes from a driver or a person, whose choice becomes the keyword `*RSS`.
  func submitScalingSet(_ request: OIDRequest, owner: UInt32?, isWrittenBack: Bool = false) {
    do throws(NDISStatus) {
      if request.oid == .genReceiveHash {
        set(try ReceiveHashParameters(reading: request.input), request)
      } else {
        set(try ReceiveScaleParameters(reading: request.input), request, owner, isWrittenBack)
      }
    } catch {
      let minimum = request.oid == .genReceiveHash ? 20 : 40
      complete(request, error == .invalidLength ? request.rejectLength(needed: minimum) : error)
    }
  }

  private func set(
    _ new: ReceiveScaleParameters,
    _ request: OIDRequest,
    _ owner: UInt32?,
    _ isWrittenBack: Bool
  ) {
    func submit() {
      let bytes = new.bytes(for: component.ndisVersion)
      submitInner(request, .genReceiveScaleParameters, bytes) { status in
        if status.isSuccess {
          request.accept(request.input.count)
          self.scaleRecord.parameters =
            new.disables ? nil : new.completed(from: self.scaleRecord.parameters)
          self.scaleRecord.owner = new.disables ? nil : owner
          if isWrittenBack { self.writeScaling(back: !new.disables, request) }
          self.stack.changed()
        }
        self.complete(request, status)
      }
    }
    guard scaleRecord.hash != nil, !new.disables else { return submit() }
    submitInner(request, .genReceiveHash, ReceiveHashParameters.off.bytes) { status in
      guard status.isSuccess else { return self.complete(request, status) }
      self.scaleRecord.hash = nil
      submit()
    }
  }

  private func set(_ new: ReceiveHashParameters, _ request: OIDRequest) {
    let isOn = new.flags.contains(.enable)
    func submit() {
      submitInner(request, .genReceiveHash, request.input) { status in
        if status.isSuccess {
          request.accept(request.input.count)
          self.scaleRecord.hash = isOn ? new.completed(from: self.scaleRecord.hash) : nil
          self.stack.changed()
        }
        self.complete(request, status)
      }
    }
    guard isScaling, isOn else { return submit() }
    let off = ReceiveScaleParameters.off.bytes(for: component.ndisVersion)
    submitInner(request, .genReceiveScaleParameters, off) { status in
      guard status.isSuccess else { return self.complete(request, status) }
      self.scaleRecord.parameters = nil
      self.scaleRecord.owner = nil
      submit()
    }
  }

  /// Switches scaling off after the binding that had set it has gone.
  func endScaling(of binding: ProtocolBinding) {
    guard scaleRecord.owner == binding.party.id, state != .halted else { return }
    request(
      .set,
      .genReceiveScaleParameters,
      input: ReceiveScaleParameters.off.bytes(for: .v6_40)
    ) { _, _ in }
  }

  /// Answers a query of receive scaling; nil for another one, or without receive scaling.
  func answerScaling(_ request: OIDRequest) -> NDISStatus? {
    guard let capabilities = attributes?.receiveScale else { return nil }
    let version = version(ofOriginatorOf: request)
    switch request.oid {
    case OIDNumber.genReceiveScaleCapabilities:
      return request.answer(capabilities.bytes(for: version))
    case OIDNumber.genReceiveScaleParameters:
      let parameters =
        scaleRecord.parameters
        ?? ReceiveScaleParameters(hashInformation: 0, table: [], key: [])
      return request.answer(parameters.bytes(for: version))
    case OIDNumber.genReceiveHash:
      return request.answer((scaleRecord.hash ?? .off).bytes)
    default:
      return nil
    }
  }

  /// The version of the driver a request came from; the newest for NDIS and people.
  private func version(ofOriginatorOf request: OIDRequest) -> NDISVersion {
    var first = request
    while let original = first.original { first = original }
    return switch first.origin {
    case .binding(let binding): binding.component.ndisVersion
    case .filter(let module): module.component.ndisVersion
    case .none, .closure: .v6_40
    }
  }
}
