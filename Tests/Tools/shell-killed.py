#!/usr/bin/env python3
"""`ndissect shell` is killed by SIGKILL while it has the terminal: its keeper gives the terminal back.

usage: shell-killed.py NDISSECT
"""

import os
import signal
import sys
import termios
import time

from pseudo_terminal import PseudoTerminal


def main():
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "inner: "}
    terminal = PseudoTerminal([sys.argv[1], "shell", "--", "sh"], environment)
    if not terminal.read_until(b"inner: "):
        sys.exit(f"the shell never came: {terminal.output!r}")
    if termios.tcgetattr(terminal.follower)[3] & termios.ICANON:
        sys.exit("the terminal was never taken")
    terminal.output = b""
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    end = time.monotonic() + 20
    while termios.tcgetattr(terminal.follower) != terminal.before:
        if time.monotonic() > end:
            sys.exit("the terminal is left raw")
        terminal.read(0.02)
    if not terminal.read_until(b"\x1b[?1049l") or b"\x1b[?25h" not in terminal.output:
        sys.exit(f"the screen is left as it was: {terminal.output!r}")


main()
