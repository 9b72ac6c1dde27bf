import Engine
import Inspection

/// What a person would ask of the engine.
extension SoakRig {
  /// Takes a filter module out of the stack.
  func detach(_ module: PartyID) throws { try engine.perform(.detachFilter(module: module)) }

  /// Takes a binding out of the stack.
  func unbind(_ binding: PartyID) throws { try engine.perform(.unbind(binding: binding)) }
}
