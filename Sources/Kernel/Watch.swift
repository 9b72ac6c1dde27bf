/// A live descriptor and the interrupt it raises when it is readable, hung up or in error.
///
/// Made by `Machine.watch`; switched off while its driver takes nothing in, so that what comes waits in the host.
public final class Watch {
  /// The descriptor; whoever registered it keeps it open and closes it.
  public let descriptor: Int32
  /// The processor the interrupt comes on.
  public let processor: Processor
  /// Takes in what waits, up to a budget; true if more waits.
  let handler: () -> Bool
  let number: UInt32
  /// True if it can raise its interrupt.
  public internal(set) var isEnabled = false
  var asksAgain = false

  init(
    _ descriptor: Int32,
    number: UInt32,
    on processor: Processor,
    _ handler: @escaping () -> Bool
  ) {
    self.descriptor = descriptor
    self.number = number
    self.processor = processor
    self.handler = handler
  }
}
