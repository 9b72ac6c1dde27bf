/// Why the reference could not be measured on this machine.
struct ReferenceUnavailable: Error {
  /// One sentence for the person at the screen.
  let reason: String
}
