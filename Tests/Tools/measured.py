"""A program that ran to its end: what it printed, the processor time it took and the most memory it had; and targets."""

import json
import operator
import os
import subprocess
import sys


class Measured:
    """Runs a command; `seconds` are those of all its threads, `kilobytes` its highest resident size.

    It is started by a small process between: Linux counts the size of whoever starts a program as the program's own.
    """

    def __init__(self, command, keeps_output=True):
        reading, writing = os.pipe()
        starter = subprocess.Popen(
            [sys.executable, "-S", "-E", __file__, str(writing), *command],
            stdout=subprocess.PIPE if keeps_output else subprocess.DEVNULL, stderr=subprocess.PIPE, pass_fds=[writing],
        )
        os.close(writing)
        self.output = starter.stdout.read() if keeps_output else b""
        self.complaint = starter.stderr.read().decode(errors="replace")
        starter.wait()
        with os.fdopen(reading) as told:
            self.status, self.seconds, self.kilobytes = json.load(told)

    def succeeded(self):
        """Itself; ends this program if the command failed."""
        if self.status != 0:
            raise SystemExit(f"FAILED: exit {self.status}: {self.complaint[-500:]}")
        return self


SIDES = {"\u2264": operator.le, "\u2265": operator.ge}


def target(name, figure, side, limit):
    """What a figure has to reach, as a row of a report: `side` is one of the signs of SIDES."""
    return {"name": name, "figure": round(figure, 3), "target": f"{side} {limit:g}", "met": SIDES[side](figure, limit)}


def print_targets(targets):
    """The rows as text."""
    print()
    for row in targets:
        verdict = {True: "met", False: "MISSED", None: "told only"}[row["met"]]
        print(f"{row['name']:58}{row['figure']:>10}{row['target'] or '':>9}  {verdict}")


def start(told, command):
    """Runs a command to its end and tells its exit code, seconds and kilobytes as JSON to a descriptor."""
    pid = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    figures = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
    os.write(told, json.dumps(figures).encode())


if __name__ == "__main__":
    start(int(sys.argv[1]), sys.argv[2:])
