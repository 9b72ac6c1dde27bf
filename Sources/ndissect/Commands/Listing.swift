import ArgumentParser
import Engine
import Inspection

/// `ndissect drivers`: what a stack file may name.
struct DriversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drivers",
    abstract: "List the drivers and their keywords."
  )

  @Argument(help: "One driver, with all its keywords.")
  var name: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let drivers = DriverListing.all
    guard let name else { return list(drivers) }
    guard let driver = drivers.first(where: { $0.name == name }) else {
      throw Failure.use(
        "no driver has this name: \(name): one of \(drivers.map(\.name).joined(separator: ", "))"
      )
    }
    if output.isJSON {
      var json = JSONWriter()
      write(driver, &json)
      return put(json.text)
    }
    put("\(driver.name)  \(driver.displayName) (\(driver.kind), NDIS \(driver.ndisVersion))")
    put(driver.summary)
    for keyword in driver.keywords {
      put("  \(keyword.name.padded(12)) \(keyword.summary)")
      put("  \("".padded(12)) \(keyword.type); default: \(keyword.value)")
    }
  }

  private func list(_ drivers: [DriverListing]) {
    guard output.isJSON else {
      for driver in drivers {
        put("\(driver.name.padded(12)) \(driver.kind.padded(10)) \(driver.summary)")
      }
      return
    }
    output.put(items: drivers, write)
  }

  private func write(_ driver: DriverListing, _ json: inout JSONWriter) {
    json.object { json in
      json.member("name", driver.name)
      json.member("kind", driver.kind)
      json.member("displayName", driver.displayName)
      json.member("ndisVersion", driver.ndisVersion)
      json.member("summary", driver.summary)
      json.array("keywords") { json in
        for keyword in driver.keywords {
          json.object { json in
            json.member("name", keyword.name)
            json.member("type", keyword.type)
            json.member("default", keyword.value)
            json.member("summary", keyword.summary)
          }
        }
      }
    }
  }
}

/// `ndissect stacks`: what is ready to run.
struct StacksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stacks",
    abstract: "List the stacks that can be named."
  )

  @OptionGroup var output: OutputOptions

  func run() throws {
    let stacks = StackLibrary.ofThisProcess().names.map { name in
      (name: name, summary: (try? Loading.stack(name))?.0.summary ?? "")
    }
    guard output.isJSON else {
      for stack in stacks { put("\(stack.name.padded(12)) \(stack.summary)") }
      return
    }
    output.put(items: stacks) { stack, json in
      json.object { json in
        json.member("name", stack.name)
        json.member("summary", stack.summary)
      }
    }
  }
}

extension OutputOptions {
  /// Prints items as one array or a line each.
  func put<Item>(items: [Item], _ write: (Item, inout JSONWriter) -> Void) {
    if jsonl {
      for item in items {
        var json = JSONWriter()
        write(item, &json)
        ndissect.put(json.text)
      }
      return
    }
    var json = JSONWriter()
    json.array { json in
      for item in items { write(item, &json) }
    }
    ndissect.put(json.text)
  }
}

extension String {
  /// At least `width` characters, filled with spaces.
  func padded(_ width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
