#!/usr/bin/env python3
"""The explorer gives the terminal back, whatever ends it, and stands any size.

usage: signals.py BINARY

Each signal is sent to an explorer on a pseudo-terminal. Afterwards the terminal's modes must be those it was found
with, the first screen and the cursor must be back and the mouse off, and the signal itself must have ended the process.
"""

import os
import random
import signal
import sys
import time

from pseudo_terminal import PseudoTerminal

FATAL = ["TERM", "HUP", "INT", "QUIT", "SEGV", "ABRT", "ILL", "TRAP", "BUS", "FPE"]
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"
# The end of a whole frame.
FRAME = b"\x1b[?2026l"
OFF = [b"\x1b[?1000l", b"\x1b[?1002l", b"\x1b[?1006l", b"\x1b[?2004l"]


def environment():
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nonexistent"}


def start(binary):
    run = PseudoTerminal([binary, "lab"], environment())
    if not (run.read_until(ENTER) and run.read_until(b"MODULE") and frame_after(run, b"MODULE")):
        raise SystemExit(f"FAILED: the explorer does not start: {run.output[-400:]!r}")
    return run


def frame_after(run, mark, since=0):
    """Waits for the end of the frame that a mark is in; false if it does not come."""
    return run.read_until(mark, since=since) and run.read_until(FRAME, since=run.output.find(mark, since))


def left_behind(run):
    """What the terminal was not given back of; empty if all is as it was."""
    wrong = []
    if run.modes()[:6] != run.before[:6]:
        wrong.append("the modes")
    end = run.output.rfind(ENTER)
    after = run.output[end:]
    if LEAVE not in after:
        wrong.append("the second screen")
    rest = after[after.rfind(LEAVE):]
    if SHOW_CURSOR not in after[after.rfind(b"\x1b[?25l") if b"\x1b[?25l" in after else 0:]:
        wrong.append("the cursor")
    if ENTER in rest[1:]:
        wrong.append("the second screen, again")
    wrong += [f"mode {mode!r}" for mode in OFF if mode not in after]
    return wrong


def report(name, wrong):
    print(f"{name}: " + ("given back" if not wrong else "FAILED: " + ", ".join(wrong)))
    return 1 if wrong else 0


def fatal(binary, name):
    number = getattr(signal, "SIG" + name)
    run = start(binary)
    started = time.monotonic()
    run.kill(number)
    if not run.wait(20):
        run.close()
        return report(name, ["it does not end"])
    wrong = left_behind(run)
    if not (os.WIFSIGNALED(run.status) and os.WTERMSIG(run.status) == number):
        wrong.append(f"status {run.status:#x}")
    if time.monotonic() - started > 10:
        wrong.append("it took longer than 10 s")
    run.close()
    return report(name, wrong)


def stopped(binary):
    run = start(binary)
    run.kill(signal.SIGTSTP)
    if not run.wait_stopped():
        run.close()
        return report("TSTP", ["it does not stop"])
    failures = report("TSTP", left_behind(run))
    seen = len(run.output)
    run.kill(signal.SIGCONT)
    is_drawn = run.read_until(ENTER, since=seen) and frame_after(run, b"MODULE", seen)
    wrong = [] if is_drawn else ["the picture is not drawn again"]
    run.type("q")
    if not run.wait():
        wrong.append("it does not quit")
    elif run.status != 0:
        wrong.append(f"status {run.status:#x}")
    else:
        wrong += left_behind(run)
    run.close()
    return failures + report("CONT, then q", wrong)


def sizes(binary):
    run = start(binary)
    choose = random.Random(1)
    shapes = [(1, 1), (1, 1000), (1000, 1), (2, 2), (39, 9), (40, 10)]
    shapes += [(choose.randint(1, 240), choose.randint(1, 70)) for _ in range(60)] + [(1, 1)]
    wrong = []
    for columns, rows in shapes:
        run.resize(columns, rows)
        run.kill(signal.SIGWINCH)
        run.type(choose.choice(["1", "5", "j", "k", "x", "{", "]", "?", "\x1b", "T", "\x1b"]))
        run.read(0.03)
        if run.ended():
            wrong.append(f"it ends at {columns}x{rows}: status {run.status:#x}")
            break
    else:
        run.resize(80, 24)
        run.kill(signal.SIGWINCH)
        run.type("\x1b")
        run.read_until_quiet(2)
        seen = len(run.output)
        run.type("\x0c")
        if not frame_after(run, b"ndissect", seen):
            wrong.append("nothing is drawn after the storm")
        run.type("q")
        if not run.wait():
            wrong.append("it does not quit")
        elif run.status != 0:
            wrong.append(f"status {run.status:#x}")
        else:
            wrong += left_behind(run)
    run.close()
    return report(f"{len(shapes)} sizes, 1x1 among them", wrong)


def main():
    binary = os.path.abspath(sys.argv[1])
    failures = sum(fatal(binary, name) for name in FATAL)
    failures += stopped(binary) + sizes(binary)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
