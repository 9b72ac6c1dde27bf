import ArgumentParser

/// `ndissect man`: the manual page, from the tables the program itself is made from; for those who install.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Print the manual page in roff.",
    shouldDisplay: false
  )

  func run() {
    put(ManualPage.text)
  }
}
