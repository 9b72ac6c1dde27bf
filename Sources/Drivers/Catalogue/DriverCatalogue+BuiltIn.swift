public import NDIS

extension DriverCatalogue {
  /// Every driver of the product.
  public static let builtIn = DriverCatalogue([
    Entry(
      WireMiniport.component,
      .miniport { configuration throws(DriverError) in try WireMiniport(configuration) }
    ),
    Entry(
      GeneratorMiniport.component,
      .miniport { configuration throws(DriverError) in try GeneratorMiniport(configuration) }
    ),
    Entry(
      ReplayMiniport.component,
      .miniport { configuration throws(DriverError) in try ReplayMiniport(configuration) }
    ),
    Entry(
      TapMiniport.component,
      .miniport { configuration throws(DriverError) in try TapMiniport(configuration) }
    ),
    Entry(
      PacketMiniport.component,
      .miniport { configuration throws(DriverError) in try PacketMiniport(configuration) }
    ),
    Entry(
      CaptureFilter.component,
      .filter { configuration throws(DriverError) in CaptureFilter(configuration) }
    ),
    Entry(
      VLANFilter.component,
      .filter { configuration throws(DriverError) in VLANFilter(configuration) }
    ),
    Entry(
      ClassifyFilter.component,
      .filter { configuration throws(DriverError) in try ClassifyFilter(configuration) }
    ),
    Entry(
      ImpairFilter.component,
      .filter { configuration throws(DriverError) in ImpairFilter(configuration) }
    ),
    Entry(
      SinkProtocol.component,
      .protocol { configuration throws(DriverError) in SinkProtocol(configuration) }
    ),
    Entry(
      RelayProtocol.component,
      .protocol { configuration throws(DriverError) in try RelayProtocol(configuration) }
    ),
    Entry(
      ResponderProtocol.component,
      .protocol { configuration throws(DriverError) in try ResponderProtocol(configuration) }
    ),
    Entry(
      TalkerProtocol.component,
      .protocol { configuration throws(DriverError) in try TalkerProtocol(configuration) }
    ),
  ])

  /// The descriptions as a stack file's reader wants them.
  public var components: ComponentCatalogue {
    ComponentCatalogue(entries.map(\.component)) { expression in
      do throws(PacketFilterProgram.CompileError) {
        _ = try PacketFilterProgram(expression)
        return nil
      } catch {
        return error.reason
      }
    }
  }
}
