/// A driver whose object can take other values of its keywords while it runs.
///
/// A filter module takes them while its stack is paused (network/starting-a-filter-module), an adapter while it is halted
/// (network/halting-a-miniport-adapter).
public protocol Reconfigurable: AnyObject {
  /// The values in effect.
  var configuration: InstanceConfiguration { get }

  /// Takes other values.
  ///
  /// - Throws: what is wrong with them; the values before stay in effect.
  func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError)
}
