public import Drivers
import NDIS

extension DriverCatalogue {
  /// The built-in drivers, each inside one that answers PENDING wherever it may.
  public static var pending: DriverCatalogue {
    DriverCatalogue(
      DriverCatalogue.builtIn.entries.map { entry in
        DriverCatalogue.Entry(entry.component, pending(entry.factory))
      }
    )
  }

  private static func pending(_ factory: DriverFactory) -> DriverFactory {
    switch factory {
    case .miniport(let make):
      .miniport { configuration throws(DriverError) in
        let inner = try make(configuration)
        let schedule = schedule(configuration)
        return inner is any MediaSwitching
          ? PendingSwitchingMiniport(inner, schedule: schedule)
          : PendingMiniport(inner, schedule: schedule)
      }
    case .filter(let make):
      .filter { configuration throws(DriverError) in
        PendingFilter(try make(configuration), schedule: schedule(configuration))
      }
    case .protocol(let make):
      .protocol { configuration throws(DriverError) in
        PendingProtocol(try make(configuration), schedule: schedule(configuration))
      }
    }
  }

  private static func schedule(_ configuration: InstanceConfiguration) -> PendingSchedule {
    PendingSchedule(configuration.context.machine, name: configuration.name)
  }
}
