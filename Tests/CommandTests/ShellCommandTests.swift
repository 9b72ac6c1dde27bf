import TestSupport
import Testing

@Suite(
  "A program inside the stack",
  .enabled(if: PrivateHosts.areAllowed, "skipped: private hosts are not allowed here"),
  .serialized
)
struct ShellCommandTests {
  static func inside(_ words: String..., options: [String] = []) throws -> ToolRun {
    try Program.run(["shell", "--headless"] + options + ["--"] + words)
  }

  static let endings: [(script: String, status: Int32)] = [
    ("exit 0", 0), ("exit 42", 42), ("kill -9 $$", 137), ("kill -SEGV $$", 139),
    ("exec /no/such/program", 127),
  ]

  @Test("the exit code is the command's", arguments: endings)
  func exitCode(script: String, status: Int32) throws {
    let run = try Self.inside("sh", "-c", script)
    #expect(run.status == status && run.output.isEmpty, "\(run.errors)")
  }

  @Test("a command that is not there gives 127, one that cannot be run 126")
  func notStarted() throws {
    let missing = try Self.inside("no-such-command")
    BadInputTests.expect(missing, status: 127, says: ["no such command", "no-such-command"])
    let file = try TemporaryFile(Array("text".utf8))
    let plain = try Self.inside(file.path)
    BadInputTests.expect(plain, status: 126, says: ["cannot be run", file.path])
    let folder = try Self.inside("/tmp")
    BadInputTests.expect(folder, status: 126, says: ["/tmp"])
  }

  @Test("standard input and output are the command's, byte for byte, and nothing else is printed")
  func streams() throws {
    let run = try Program.shell(
      #"printf 'a\000\001\377b\n' | "$0" shell --headless -- cat; echo "status $?" >&2"#
    )
    #expect(run.output == [0x61, 0, 1, 0xFF, 0x62, 0x0A])
    #expect(run.errors == "status 0\n")
    let other = try Program.shell(#"echo three | "$0" shell --headless -- sh -c 'cat <&7' 7<&0"#)
    #expect(other.text == "three\n", "descriptors of the caller are the command's too")
  }

  @Test("the command is the same user, with one interface and what the stack file says of it")
  func surroundings() throws {
    let run = try Self.inside(
      "sh",
      "-c",
      "id -u; echo $NDISSECT_HOST; cat /proc/net/route /proc/net/if_inet6; grep : /proc/net/dev"
    )
    #expect(run.lines.first == (try ToolRun("id", ["-u"])).lines.first)
    #expect(run.lines.contains("inside"))
    #expect(run.text.contains("nd0\t00000000\t01004D0A"), "the default route leads to 10.77.0.1")
    #expect(run.text.contains("fd770000000000000000000000000002"))
    let devices = run.lines.filter { $0.contains(":") && !$0.contains("\t") }
    #expect(devices.count == 2, "\(devices)")
  }

  static let echoes: [(address: String, request: String, reply: String)] = [
    ("10.77.0.1", "icmp.type == 8", "icmp.type == 0"),
    ("fd77::1", "icmpv6.type == 128", "icmpv6.type == 129"),
  ]

  @Test(
    "every ping is a journey up through the stack, and every reply one down",
    .enabled(
      if: ToolRun.isPresent("ping") && ToolRun.isPresent("python3"),
      "skipped: no ping or python3"
    ),
    arguments: echoes
  )
  func pings(address: String, request: String, reply: String) throws {
    let run = try ToolRun(
      PrivateHosts.tool("shell-pings"),
      [Program.path ?? "", address, request, reply, "20"]
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("20 requests, 20 replies, all in stack order"), "\(run.text)")
  }

  @Test("whoever is killed, nothing is left", arguments: ["engine", "keeper", "command", "child"])
  func leftovers(part: String) throws {
    let run = try ToolRun(
      PrivateHosts.tool("shell-leftovers"),
      [Program.path ?? "", "2", part]
    )
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(
    "in a terminal ^] leads to the explorer and back, and job control is the command's own",
    .enabled(
      if: ["tmux", "vi", "ping", "bash"].allSatisfy(ToolRun.isPresent),
      "skipped: no tmux, vi, ping or bash"
    ),
    arguments: ["80x24", "160x48"]
  )
  func screen(size: String) throws {
    let run = try ToolRun(PrivateHosts.tool("shell-screen"), [Program.path ?? "", size])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(
    "a terminal that nobody reads holds up neither the engine nor the end",
    .enabled(
      if: ["python3", "ping"].allSatisfy(ToolRun.isPresent),
      "skipped: no python3 or ping"
    )
  )
  func stuck() throws {
    let run = try ToolRun(PrivateHosts.tool("shell-stuck"), [Program.path ?? ""])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(
    "killed by SIGKILL, the explorer's terminal is given back by the process that keeps the host",
    .enabled(if: ToolRun.isPresent("python3"), "skipped: no python3")
  )
  func killed() throws {
    let run = try ToolRun(PrivateHosts.tool("shell-killed.py"), [Program.path ?? ""])
    #expect(run.status == 0, "\(run.text)\(run.errors)")
  }

  @Test("a signal is passed on, and what the command makes of it counts")
  func signals() throws {
    let run = try Program.shell(
      #"""
      "$0" shell --headless -- sh -c 'trap "exit 9" TERM; kill -TERM $NDISSECT_SHELL; while :; do :; done'
      """#
    )
    #expect(run.status == 9, "\(run.errors)")
  }

  @Test("two at once have a network each")
  func two() throws {
    let run = try Program.shell(
      #"""
      script='readlink /proc/self/ns/net; ping -q -c 5 -i 0.05 10.77.0.1 >/dev/null && echo pinged'
      "$0" shell --headless -- sh -c "$script" & "$0" shell --headless -- sh -c "$script"; wait
      """#
    )
    #expect(Set(run.lines).count == 3 && run.lines.count == 4, "\(run.text)\(run.errors)")
  }

  @Test("at the end of --for the command is hung up")
  func duration() throws {
    let run = try Self.inside("sleep", "100", options: ["--for", "100ms"])
    #expect(run.status == 129, "\(run.errors)")
    let early = try Self.inside("true", options: ["--for", "1h"])
    #expect(early.status == 0)
  }

  @Test("the summary is the document of run, in a file")
  func summary() throws {
    let file = try TemporaryFile([])
    let run = try Self.inside("true", options: ["--summary", file.path, "--timing"])
    #expect(run.status == 0 && run.errors.contains("host cost"), "\(run.errors)")
    let bytes = try #require(TemporaryFile.read(file.path))
    let document = try JSON(String(decoding: bytes.dropLast(), as: UTF8.self))
    #expect(document["stack"].text == "shell")
    #expect(document["verifier"].elements.isEmpty)
  }

  @Test("a recording that cannot be stored is told and fails, and the command is not disturbed")
  func fullDisk() throws {
    for option in ["--record", "--pcapng"] {
      let run = try Self.inside(
        "ping",
        "-q",
        "-c",
        "3",
        "-i",
        "0.05",
        "10.77.0.1",
        options: [option, "/dev/full"]
      )
      BadInputTests.expect(
        run,
        status: 1,
        says: ["No space left on device", "bytes were not stored"]
      )
      #expect(run.text.contains("3 received"), "\(run.text)")
    }
  }

  @Test("what is recorded as it goes is a capture that others read")
  func capture() throws {
    guard ToolRun.isPresent("tshark") else { return }
    let file = try TemporaryFile([], suffix: ".pcapng")
    let run = try Self.inside(
      "ping",
      "-q",
      "-c",
      "4",
      "-i",
      "0.05",
      "10.77.0.1",
      options: ["--pcapng", file.path]
    )
    #expect(run.status == 0, "\(run.errors)")
    let read = try ToolRun("tshark", ["-r", file.path, "-Y", "icmp.type == 8"])
    #expect(read.lines.count == 16, "four requests at four hand-offs each")
  }

  @Test("a second terminal joins, by process or as the only one")
  func enter() throws {
    let run = try Program.shell(
      #"""
      work=$(mktemp -d); mkfifo "$work/up" "$work/end"
      "$0" shell --headless -- sh -c "readlink /proc/self/ns/net; echo >$work/up; read -r x <$work/end" &
      shell=$!; read -r x <"$work/up"
      "$0" enter $shell -- readlink /proc/self/ns/net
      "$0" enter $shell --host inside -- sh -c 'echo $NDISSECT_SHELL $NDISSECT_HOST; ping -q -c 1 10.77.0.1 >&2; exit 7'
      echo "status $? $shell"
      "$0" enter $shell --host other -- true 2>&1; "$0" enter $shell -- /no/such 2>&1; echo "status $?"
      echo >"$work/end"; wait $shell; rm -r "$work"
      """#
    )
    let lines = run.lines
    #expect(run.status == 0 && lines.count == 7, "\(run.text)\(run.errors)")
    guard lines.count == 7 else { return }
    #expect(lines[0] == lines[1] && lines[0].hasPrefix("net:["))
    let shell = lines[3].split(separator: " ").last ?? ""
    #expect(lines[2] == "\(shell) inside" && lines[3] == "status 7 \(shell)")
    #expect(lines[4].contains("no such host: --host other: give one of inside"))
    #expect(lines[5].contains("no such command: /no/such") && lines[6] == "status 127")
    #expect(run.errors.contains("1 received"))
  }

  @Test("what makes no sense inside a shell is refused")
  func refusals() throws {
    let none = try Program.run(["enter", "1"])
    #expect(none.status == 2 && BadInputTests.isPromised(none.errors), "\(none.errors)")
    BadInputTests.expect(
      try Program.run(["shell", "lab", "--headless", "--", "true"]),
      status: 2,
      says: ["no adapter leads to a private host", "host: NAME"]
    )
    BadInputTests.expect(
      try Program.run(["shell", "--headless", "--stepped", "--", "true"]),
      status: 2,
      says: ["real clock", "--stepped"]
    )
    BadInputTests.expect(
      try Program.run(["shell", "--", "true"]),
      status: 2,
      says: ["terminal", "--headless"]
    )
    BadInputTests.expect(
      try Self.inside("true", options: ["--record", "/no/such/file"]),
      status: 2,
      says: ["/no/such/file"]
    )
    for command in ["run", "show", "trace"] {
      let run = try Program.run([command, "shell"])
      BadInputTests.expect(run, status: 2, says: ["inside", "ndissect shell"])
    }
  }

  static let machines: [(script: String, words: [String])] = [
    (
      "echo 0 >/proc/sys/user/max_user_namespaces",
      ["user.max_user_namespaces is 0", "as root: sysctl"]
    ),
    (
      "mount -t tmpfs none /dev/net", ["TAP device is missing: /dev/net/tun: as root: modprobe tun"]
    ),
    (
      "mount --bind /dev/null /dev/net/tun",
      ["no TAP interface can be made", "/dev/net/tun"]
    ),
  ]

  @Test(
    "a machine that does not allow it is told with the setting and the way out",
    .enabled(if: ToolRun.isPresent("unshare"), "skipped: no unshare"),
    arguments: machines
  )
  func refused(script: String, words: [String]) throws {
    func run(_ command: String) throws -> ToolRun {
      try ToolRun(
        "unshare",
        ["-Urm", "sh", "-c", "\(script) && \"$0\" \(command)", Program.path ?? ""]
      )
    }
    BadInputTests.expect(try run("shell --headless -- true"), status: 1, says: words)
    let document = try JSON(try run("doctor --json").lines.joined())
    let host = document.elements.first { $0["name"].text == "private host" }
    #expect(host?["state"].text == "no" && host?["remedy"].text?.isEmpty == false)
  }

  @Test("doctor names every check with a state, and a remedy for what does not work")
  func doctor() throws {
    let run = try Program.run(["doctor", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    for check in try JSON(run.lines.joined()).elements {
      #expect(check.keys == ["name", "state", "text", "place", "remedy"])
      let isOK = check["state"].text == "ok"
      #expect(isOK == (check["remedy"].text ?? "").isEmpty, "\(check)")
    }
  }
}
