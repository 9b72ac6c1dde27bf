public import NDIS

/// Makes driver objects of one component; each object serves one adapter, module or binding.
public enum DriverFactory: Sendable {
  case miniport(@Sendable (InstanceConfiguration) throws(DriverError) -> any MiniportDriver)
  case filter(@Sendable (InstanceConfiguration) throws(DriverError) -> any FilterDriver)
  case `protocol`(@Sendable (InstanceConfiguration) throws(DriverError) -> any ProtocolDriver)
}
