import ArgumentParser
import Engine
import Glibc
import Inspection
import TUIKit

/// `ndissect doctor`: what works here.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try what this machine allows, and tell how to mend what it does not."
  )

  @OptionGroup var output: OutputOptions

  func run() throws {
    let checks = HostCheck.all() + [Self.terminal, Self.colours, Self.characters] + Self.tools
    guard output.isJSON else {
      for check in checks {
        put("\(check.state.rawValue.padded(8)) \(check.name.padded(16)) \(check.text)")
        if !check.remedy.isEmpty { put("\("".padded(25)) \(check.place): \(check.remedy)") }
      }
      return
    }
    output.put(items: checks) { check, json in
      json.object { json in
        json.member("name", check.name)
        json.member("state", check.state.rawValue)
        json.member("text", check.text)
        json.member("place", check.place)
        json.member("remedy", check.remedy)
      }
    }
  }

  private static var report: TerminalReport {
    TerminalReport(environment: ScreenOptions.environment)
  }

  private static var terminal: HostCheck {
    let report = report
    if !report.isKnown {
      return HostCheck(
        "terminal",
        .no,
        "\"\(report.name)\" is unknown or cannot move the cursor",
        place: "TERM",
        remedy: "set TERM, or install its terminfo (ncurses-term)"
      )
    }
    guard report.isTerminal else {
      return HostCheck(
        "terminal",
        .limited,
        "standard input or output is none: no explorer",
        place: report.name,
        remedy: "run it in a terminal; run, show and trace need none"
      )
    }
    return HostCheck("terminal", .ok, report.name)
  }

  private static var colours: HostCheck {
    let depth = report.depth
    switch depth {
    case .truecolor, .palette256: return HostCheck("colours", .ok, depth.rawValue)
    default:
      return HostCheck(
        "colours",
        .limited,
        depth.rawValue,
        place: "TERM, COLORTERM, NO_COLOR",
        remedy: "use a terminal with 256 colours and its name in TERM"
      )
    }
  }

  private static var characters: HostCheck {
    let charset = report.charset
    guard charset == .ascii else {
      return HostCheck("characters", .ok, "UTF-8, \(charset.rawValue)")
    }
    return HostCheck(
      "characters",
      .limited,
      "ASCII only",
      place: "LC_ALL, LC_CTYPE, LANG",
      remedy: "export LANG=C.UTF-8"
    )
  }

  private static var tools: [HostCheck] {
    [("tshark", "reads what --pcapng writes"), ("ping", "makes traffic inside a shell")].map {
      let (tool, use) = $0
      let search = ScreenOptions.environment("PATH") ?? "/usr/bin:/bin"
      let places: [String] = search.split(separator: ":").map { "\($0)/\(tool)" }
      let path = places.first { access($0, X_OK) == 0 }
      if let path { return HostCheck(tool, .ok, path) }
      return HostCheck(
        tool,
        .limited,
        "not installed; \(use)",
        place: "PATH",
        remedy: "install the package with \(tool)"
      )
    }
  }
}
