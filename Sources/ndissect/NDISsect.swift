import ArgumentParser
import Engine

/// The command line's root; without a subcommand it explores.
struct NDISsect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ndissect",
    abstract: "Explore network driver stacks: the live tree, every packet hop by hop.",
    discussion: """
      STACK is a stack file or the name of a ready one (see `ndissect stacks`); CAPTURE is a pcap or pcapng file; \
      SESSION is a file written by --record.
      """,
    version: "ndissect \(ProductVersion.text)",
    subcommands: [
      Explore.self, Shell.self, Enter.self, Doctor.self, Run.self, Replay.self, Show.self,
      Trace.self, Diff.self, WhatIfCommand.self, OIDCommand.self, EventsCommand.self,
      SnapshotCommand.self,
      Check.self, DriversCommand.self, StacksCommand.self,
      ThemesCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: Explore.self
  )
}
