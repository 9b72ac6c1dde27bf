/// What interface providers, such as intermediate drivers, may do with the interfaces of a stack.
///
/// Source: network/ndis-network-interface-services
extension NetworkStack {
  /// Registers an interface of a provider's own.
  public func registerInterface(_ name: String, type: UInt16) -> NetworkInterface {
    defer { changed() }
    return interfaces.register(name, type: type)
  }

  /// Removes an interface of a provider's own.
  public func deregisterInterface(_ index: UInt32) {
    interfaces.deregister(index)
    changed()
  }

  /// Notes that one interface stands on another, where NDIS cannot know.
  public func addInterfaceStackEntry(higher: UInt32, lower: UInt32) -> NDISStatus {
    defer { changed() }
    return interfaces.add(higher: higher, lower: lower)
  }

  /// Removes such a note.
  public func removeInterfaceStackEntry(higher: UInt32, lower: UInt32) -> NDISStatus {
    defer { changed() }
    return interfaces.remove(higher: higher, lower: lower)
  }
}
