import ArgumentParser
import Engine
import Explorer

/// The manual page as roff: commands and options as the parser knows them, keys as the explorer does.
enum ManualPage {
  /// The whole page, without the last line end.
  static var text: String {
    var lines = [
      ".TH NDISSECT 1 \"\" \"ndissect \(ProductVersion.text)\" \"User Commands\"",
      ".SH NAME", "ndissect \\- " + Roff.text(lowered(NDISsect.configuration.abstract)),
    ]
    lines += [
      ".SH SYNOPSIS", ".B ndissect",
      "[\\fISTACK\\fR|\\fICAPTURE\\fR|\\fISESSION\\fR] [\\fIoptions\\fR]",
      ".br", ".B ndissect", "\\fIcommand\\fR [\\fIoptions\\fR]",
    ]
    lines += [".SH DESCRIPTION"] + Roff.paragraph(NDISsect.configuration.discussion)
    lines += [".SH COMMANDS"]
    for command in NDISsect.configuration.subcommands where command.configuration.shouldDisplay {
      lines += section(command)
    }
    lines += [".SH KEYS"] + keys
    lines += [".SH FILES"] + files
    lines += [".SH EXIT STATUS"] + exits
    return lines.joined(separator: "\n")
  }

  private static func section(_ command: any ParsableCommand.Type) -> [String] {
    let name = command._commandName
    let help = HelpText(NDISsect.helpMessage(for: command, columns: 1_000))
    var lines = [".SS \"" + Roff.text(name) + "\"", Roff.text(command.configuration.abstract)]
    if !help.usage.isEmpty { lines += [".PP", ".B " + Roff.text(help.usage)] }
    for entry in help.entries {
      lines += [".TP", ".B " + Roff.text(entry.name), Roff.text(entry.text)]
    }
    return lines
  }

  private static var keys: [String] {
    KeyTable.places.flatMap { place in
      [".SS \"\(Roff.text(place.name))\""]
        + place.rows.flatMap { row in
          [".TP", ".B " + Roff.text(row.keys.joined(separator: "  ")), Roff.text(row.sentence)]
        }
    }
  }

  private static let files = [
    ".TP", ".I $XDG_CONFIG_HOME/ndissect/config",
    "Theme, characters, colours, figures in a second, memory of the past, layout and keys; ~/.config if the variable is not set.",
    ".B ndissect \\-\\-print\\-config",
    "prints one with every setting at its default. It is never written.",
    ".TP", ".I $XDG_CONFIG_HOME/ndissect/stacks, themes",
    "Stack files (NAME.yaml) and themes (NAME.theme) that can be called by name.",
  ]

  private static let exits = [
    "0 if all went well, 1 for a failed run, 2 for bad use. Standard error says what is wrong, where, and how",
    "to mend it.",
  ]

  private static func lowered(_ text: String) -> String {
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    return (text.first.map { $0.lowercased() } ?? "") + text.dropFirst()
  }
}
