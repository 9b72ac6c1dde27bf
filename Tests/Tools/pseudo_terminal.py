"""A program on a pseudo-terminal: what it writes, and what it leaves behind."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time


class PseudoTerminal:
    """Runs a program on a terminal of its own, so that this side can play the terminal."""

    def __init__(self, arguments, environment, columns=80, rows=24):
        self.output = b""
        self.status = None
        self.leader, follower = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(follower)
        # Held open, so that the modes can still be read when the program is gone.
        self.follower = follower
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(follower, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(follower, number)
            os.closerange(3, 256)
            # As a shell starts it: what whoever runs this ignores (nohup, a job in the background) is not passed on.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            os.execvpe(arguments[0], arguments, environment)

    def resize(self, columns, rows):
        fcntl.ioctl(self.leader, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number):
        os.kill(self.pid, number)

    def type(self, text):
        os.write(self.leader, text.encode())

    def read(self, seconds):
        """Takes what comes within a time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.leader], [], [], left)[0]:
                break
            try:
                part = os.read(self.leader, 65536)
            except OSError:
                break
            if not part:
                break
            self.output += part
        return self.output

    def read_until(self, mark, seconds=20, since=0):
        """Takes what comes until a mark is in it, after so many bytes; false if it does not come in time."""
        end = time.monotonic() + seconds
        while self.output.find(mark, since) < 0:
            if time.monotonic() > end or self.ended():
                return self.read(0.2).find(mark, since) >= 0
            self.read(0.05)
        return True

    def read_until_quiet(self, seconds=20):
        """Takes what comes until nothing came for a while."""
        end = time.monotonic() + seconds
        count = -1
        while count != len(self.output) and time.monotonic() < end:
            count = len(self.output)
            self.read(0.4)
        return self.output

    def ended(self):
        """Whether the program has ended; `status` then says how."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def wait(self, seconds=20):
        """Waits for the end of the program; false if it does not come in time."""
        end = time.monotonic() + seconds
        while not self.ended():
            if time.monotonic() > end:
                return False
            self.read(0.05)
        self.read(0.2)
        return True

    def wait_stopped(self, seconds=10):
        """Waits until the program is stopped."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                self.read(0.2)
                return True
            if pid:
                self.status = status
                return False
            self.read(0.05)
        return False

    def modes(self):
        return termios.tcgetattr(self.follower)

    def close(self):
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            self.wait()
        os.close(self.follower)
        os.close(self.leader)
