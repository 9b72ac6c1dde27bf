import Kernel
import NDIS

/// The settings of an instance as a person sees them: the configured ones, then values that change as it runs.
///
/// Live values are renewed at most once a second, and only after something happened.
final class SettingsBoard {
  private var configured: [InstanceSetting]
  private let machine: Machine
  private var timer: TimerID?
  /// Puts rows onto the instance.
  var show: ([InstanceSetting]) -> Void = { _ in }
  /// The values that change, in order.
  var live: () -> [(String, String)] = { [] }

  init(_ configuration: InstanceConfiguration) {
    configured = configuration.rows
    machine = configuration.context.machine
  }

  /// Takes other values, shown at the next refresh.
  func configure(_ configuration: InstanceConfiguration) {
    configured = configuration.rows
  }

  /// Shows the values of this moment.
  func refresh() {
    show(configured + live().map { InstanceSetting($0.0, $0.1, source: .counted) })
  }

  /// Shows the values within a second.
  func refreshLater() {
    guard timer == nil else { return }
    timer = machine.timers.schedule(at: machine.now + .seconds(UInt64(1))) { [weak self] in
      self?.timer = nil
      self?.refresh()
    }
  }

  /// Shows the values a last time.
  func stop() {
    if let timer { machine.timers.cancel(timer) }
    timer = nil
    refresh()
  }
}

extension ProtocolBinding {
  /// Tells a person of a request that did not succeed.
  func warn(of request: OIDRequest, _ status: NDISStatus, in configuration: InstanceConfiguration) {
    guard !status.isSuccess else { return }
    configuration.context.stack.emit(
      .warning("\(request.oid) of \(configuration.name) failed: \(status.symbol)"),
      party: party.id
    )
  }
}
