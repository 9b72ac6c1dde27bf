"""A program that ran to its end: what it printed, the processor time it took and the most memory it had; and targets."""

import operator
import os
import subprocess


class Measured:
    """Runs a command; `seconds` are those of all its threads, `kilobytes` its highest resident size."""

    def __init__(self, command, keeps_output=True):
        output = subprocess.PIPE if keeps_output else subprocess.DEVNULL
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE)
        self.output = child.stdout.read() if keeps_output else b""
        self.complaint = child.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.status = child.returncode
        self.seconds = usage.ru_utime + usage.ru_stime
        self.kilobytes = usage.ru_maxrss

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
