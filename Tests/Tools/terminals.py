#!/usr/bin/env python3
"""The explorer on every kind of terminal: the picture is that of `ndissect snapshot`, and no byte is one too many.

usage: terminals.py BINARY FOLDER

A recorded session is opened in tmux under each terminal description; what tmux shows must equal the text that
`snapshot` draws of the same session. On a pseudo-terminal the bytes themselves are looked at: no colour where none is
allowed, nothing beyond ASCII in the C locale. FOLDER takes the session.
"""

import os
import re
import subprocess
import sys
import time

from pseudo_terminal import PseudoTerminal

UTF8 = "C.UTF-8"
# Terminal description, locale, further variables, what the program takes of characters and colours by itself.
KINDS = [
    ("xterm-256color", UTF8, {}, "braille", True),
    ("xterm-256color", UTF8, {"COLORTERM": "truecolor"}, "braille", True),
    ("xterm-direct", UTF8, {"COLORTERM": "truecolor"}, "braille", True),
    ("tmux-256color", UTF8, {}, "braille", True),
    ("screen-256color", UTF8, {}, "braille", True),
    ("linux", UTF8, {}, "block", True),
    ("vt100", UTF8, {}, "ascii", False),
    ("xterm-256color", UTF8, {"NO_COLOR": "1"}, "braille", False),
    ("xterm-256color", "C", {}, "ascii", True),
    ("vt100", "C", {}, "ascii", False),
    ("linux", "C", {"NO_COLOR": "1"}, "ascii", False),
]
# Keys of a script, and what is typed for them: a session is opened at its packets.
KEYS = [("2", "2"), ("3", "3"), ("4", "4"), ("6", "6"), ("5", "15"), ("", "1"), ("5 {", "5{"), ("5 { x", "x")]

# Select Graphic Rendition with a colour in it, in either way of dividing the parts.
SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def has_color(output):
    for match in SGR.finditer(output):
        for part in re.split(rb"[;:]", match.group(1)):
            number = int(part or b"0")
            if 30 <= number <= 49 or 90 <= number <= 107:
                return match.group(0)
    return None


def is_known(term):
    return subprocess.run(["infocmp", term], capture_output=True).returncode == 0


def environment(term, locale, more):
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    # A configuration of whoever runs this changes nothing.
    return {**kept, "TERM": term, "LC_ALL": locale, "XDG_CONFIG_HOME": "/nonexistent", **more}


def trimmed(text):
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]


class Tmux:
    """A tmux server of its own."""

    def __init__(self):
        self.command = ["tmux", "-L", f"ndissect-{os.getpid()}", "-f", "/dev/null", "-u"]

    def run(self, *arguments):
        done = subprocess.run(
            self.command + list(arguments), capture_output=True, text=True,
            env={**os.environ, "LC_ALL": UTF8, "TERM": "xterm-256color"}, timeout=60,
        )
        return done.stdout

    def screen(self, expected, seconds=20):
        """What it shows, as soon as that is what is expected; else what it shows at the end."""
        end = time.monotonic() + seconds
        while True:
            shown = trimmed(self.run("capture-pane", "-p", "-t", "0"))
            shown += [""] * (len(expected) - len(shown))
            if shown == expected or time.monotonic() > end:
                return shown
            time.sleep(0.02)

    def stop(self, seconds=20):
        """Ends the server; the next session begins another."""
        self.run("kill-server")
        end = time.monotonic() + seconds
        while subprocess.run(self.command + ["has-session"], capture_output=True).returncode == 0:
            if time.monotonic() > end:
                raise SystemExit("FAILED: tmux does not end")


def check_pictures(binary, session):
    tmux = Tmux()
    failures = 0
    for term, locale, more, charset, _ in KINDS:
        name = " ".join([term, f"LC_ALL={locale}"] + [f"{key}={value}" for key, value in more.items()])
        if not is_known(term):
            print(f"skipped: no description of {term} (package ncurses-term): {name}")
            continue
        variables = [f"{key}={value}" for key, value in environment(term, locale, more).items()]
        unset = [word for key in ("NO_COLOR", "COLORTERM") for word in ("-u", key)]
        command = ["env"] + unset + variables + [binary, session]
        tmux.run("new-session", "-d", "-x", "80", "-y", "24", *command)
        tmux.run("set-option", "-g", "status", "off")
        tmux.run("resize-window", "-t", "0", "-x", "80", "-y", "24")
        failed = False
        for keys, typed in KEYS:
            drawn = subprocess.run(
                [binary, "snapshot", session, "--size", "80x24", "--keys", keys, "--charset", charset],
                capture_output=True, text=True, check=True,
            ).stdout
            tmux.run("send-keys", "-t", "0", "-l", typed)
            expected = trimmed(drawn)
            shown = tmux.screen(expected)
            if shown != expected:
                failures += 1
                print(f"FAILED: {name}, keys {keys!r}: not the picture of snapshot")
                failed = True
                for line, (want, got) in enumerate(zip(expected, shown)):
                    if want != got:
                        print(f"  line {line}\n  drawn {want}\n  shown {got}")
        tmux.stop()
        if not failed:
            print(f"{name}: {len(KEYS)} pictures as drawn")
    return failures


def check_bytes(binary, session):
    failures = 0
    for term, locale, more, charset, may_color in KINDS:
        name = " ".join([term, f"LC_ALL={locale}"] + [f"{key}={value}" for key, value in more.items()])
        if not is_known(term):
            continue
        before = failures
        run = PseudoTerminal([binary, session], environment(term, locale, more))
        run.read_until_quiet()
        for key in ["1", "5", "{", "]", "x", "?", "\x1b", ":", "\x1b", "T", "j", "\x1b", "\x0c", "y"]:
            run.type(key)
            run.read(0.08)
        run.read_until_quiet()
        run.type("q")
        if not run.wait():
            print(f"FAILED: {name}: it does not quit")
            failures += 1
        run.close()
        if os.waitstatus_to_exitcode(run.status) != 0:
            print(f"FAILED: {name}: exit {os.waitstatus_to_exitcode(run.status)}")
            failures += 1
        found = None if may_color else has_color(run.output)
        if found:
            failures += 1
            print(f"FAILED: {name}: a colour is sent: {found!r}")
        if charset == "ascii":
            beyond = [byte for byte in run.output if byte >= 0x80]
            if beyond:
                failures += 1
                print(f"FAILED: {name}: {len(beyond)} bytes beyond ASCII")
        if failures == before:
            print(f"{name}: {len(run.output)} bytes, none one too many")
    return failures


def main():
    binary, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    session = os.path.join(folder, "terminals.ndissect")
    subprocess.run(
        [binary, "run", "lab", "--stepped", "--for", "5s", "--seed", "1", "--record", session],
        check=True, stdout=subprocess.DEVNULL,
    )
    failures = check_pictures(binary, session) + check_bytes(binary, session)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
