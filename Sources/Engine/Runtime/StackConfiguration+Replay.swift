import Glibc
import Kernel
import NDIS

extension StackConfiguration {
  /// The same stack with this capture in every adapter that replays one; nil if there is none.
  public func replaying(_ path: String) -> StackConfiguration? {
    // A relative path is the caller's, not the stack file's.
    var absolute = path
    if !path.hasPrefix("/"), let directory = getcwd(nil, 0) {
      absolute = String(cString: directory) + "/" + path
      free(directory)
    }
    var adapters = adapters
    var isChanged = false
    for index in adapters.indices where adapters[index].component.name == "replay" {
      adapters[index].settings.set(
        "file",
        to: ConfiguredValue(.path(absolute), source: .command("replay"))
      )
      isChanged = true
    }
    guard isChanged else { return nil }
    return StackConfiguration(
      name: name,
      summary: summary,
      seed: seed,
      file: file,
      adapters: adapters,
      filters: filters,
      protocols: protocols,
      plan: plan,
      scenario: scenario,
      heldAlarm: heldAlarm
    )
  }
}
