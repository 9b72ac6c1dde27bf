import Kernel

/// A keyword that NDIS wrote back because a request changed what it says.
///
/// It holds until the keyword is configured anew.
/// - Source: network/oid-gen-receive-scale-parameters
struct WrittenKeyword: Equatable {
  /// What stood there before; nil where nothing was configured.
  let replaced: InstanceSetting?
  /// The new value, with the request as its source.
  let row: InstanceSetting

  /// True if what is configured is still what was replaced.
  func holds(over configured: InstanceSetting?) -> Bool { configured == replaced }
}

extension MiniportAdapter {
  /// What `*RSS` is configured as; nil where it has no value of its own.
  private func configuredScaling(_ settings: KeywordSettings) -> InstanceSetting? {
    settings["*RSS"].map { InstanceSetting("*RSS", $0.value.description, source: $0.source) }
  }

  /// The keywords of receive scaling as they hold for this adapter: configured, or written back since.
  public func scaleSettings(_ settings: KeywordSettings) -> ReceiveScaleSettings {
    var result = ReceiveScaleSettings(settings, version: component.ndisVersion)
    if let written = writtenScaling, written.holds(over: configuredScaling(settings)) {
      result.take(written)
    }
    return result
  }

  /// Writes `*RSS` back after a request switched scaling on or off, if that is not what it says.
  func writeScaling(back isEnabled: Bool, _ request: OIDRequest) {
    guard let scaling = receiveScaling, scaling.settings.isEnabled != isEnabled else { return }
    let row = InstanceSetting(
      "*RSS",
      isEnabled ? "1" : "0",
      source: .oid(name: request.oid.description, flight: request.flight.id)
    )
    let shown = settings.first { $0.name == row.name }
    writtenScaling = WrittenKeyword(replaced: writtenScaling?.replaced ?? shown, row: row)
    if let written = writtenScaling { scaling.take(written) }
    show(row)
  }

  /// Shows what was written back among what a driver shows, until that was configured anew.
  func keepWrittenScaling() {
    guard let written = writtenScaling else { return }
    let row = settings.first { $0.name == written.row.name }
    guard row != written.row else { return }
    if written.holds(over: row) { show(written.row) } else { writtenScaling = nil }
  }

  private func show(_ row: InstanceSetting) {
    if let place = settings.firstIndex(where: { $0.name == row.name }) {
      settings[place] = row
    } else {
      settings.append(row)
    }
  }
}
