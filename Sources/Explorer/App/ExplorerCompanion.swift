/// A program that shares the terminal with the explorer, one of them shown at a time.
public protocol ExplorerCompanion: AnyObject {
  /// What to watch while the explorer is shown.
  var descriptors: [Int32] { get }
  /// Looks after them; false if the program has ended, and the explorer with it.
  func attend() -> Bool
  /// Shows the program until the person calls the explorer.
  ///
  /// - Parameter keys: bytes of the keyboard that are the program's.
  /// - Returns: bytes of the keyboard that are the explorer's; nil if the program has ended.
  func show(keys: [UInt8]) -> [UInt8]?
}
