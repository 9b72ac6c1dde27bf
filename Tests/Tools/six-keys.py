#!/usr/bin/env python3
"""One packet of a hundred thousand was dropped by a classify rule: found, explained and exported in at most six keys.

usage: six-keys.py BINARY SCRATCH

The keys are those below. What the screen says is read from a snapshot with the same keys; the export is that of the
explorer on a pseudo-terminal, and tshark reads it. Prints the keys and what they led to; exit 1 if anything is missing.
"""

import os
import subprocess
import sys
import tempfile

from pseudo_terminal import PseudoTerminal

BINARY, SCRATCH = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
TOOLS = os.path.dirname(os.path.abspath(__file__))
# Go to the dropped packet before the newest one; export: packet.
KEYS = ["{", "e", "p"]
LIMIT = 6
STACK = """name: six-keys
adapters:
  capture0:
    driver: replay
    file: capture.pcap
    timing: original
    filters:
      - driver: classify
        name: gate
        rules:
          - {{ match: "tcp[4:4] = {sequence}", action: drop }}
protocols:
  end:
    driver: sink
    bind: capture0
"""


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def fail(text):
    sys.exit(f"FAILED: {text}")


def sequences(capture):
    """Frame and sequence number of every TCP packet over IPv4."""
    fields = run("tshark", "-r", capture, "-Y", "ip and tcp", "-T", "fields", "-e", "frame.number", "-e", "tcp.seq_raw")
    return [line.split("\t") for line in fields.splitlines()]


def main():
    capture = os.path.join(SCRATCH, "big.pcap")
    if not os.path.exists(capture):
        run(os.path.join(TOOLS, "make-capture.py"), capture, "--count", "100000")
    found = sequences(capture)
    known = [number for _, number in found]
    frame, sequence = next(
        (frame, number) for frame, number in found[len(found) // 2:] if known.count(number) == 1
    )
    stack = os.path.join(SCRATCH, "six-keys.yaml")
    with open(stack, "w", encoding="utf-8") as file:
        file.write(STACK.format(sequence=sequence))
    line = next(n for n, text in enumerate(open(stack, encoding="utf-8"), 1) if "match:" in text)
    session = os.path.join(SCRATCH, "six-keys.ndissect")
    run(BINARY, "replay", capture, stack, "--record", session)
    if len(KEYS) > LIMIT:
        fail(f"{len(KEYS)} keys")
    # The explorer opens a session where its packets are; a snapshot begins at the tree.
    screen = run(BINARY, "snapshot", session, "--size", "100x30", "--keys", "5" + KEYS[0])
    for words in ("ClassifyRule", "gate", f"tcp[4:4] = {sequence}", f"six-keys.yaml:{line}:"):
        if words not in screen:
            fail(f"the screen does not say {words!r}:\n{screen}")
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        environment = {"HOME": place, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        terminal = PseudoTerminal([BINARY, session], environment, 100, 30)
        if not terminal.read_until(b"\x1b[?2026l"):
            fail("the explorer does not start")
        for key in KEYS:
            terminal.read(0.5)
            terminal.type(key)
            if key == "{" and not terminal.read_until(b"ClassifyRule"):
                fail("the dropped packet is not found")
        if not terminal.read_until(b"wrote "):
            fail("nothing is exported")
        terminal.type("q")
        terminal.read(1)
        files = [name for name in os.listdir(place) if name.endswith(".pcapng")]
        if len(files) != 1:
            fail(f"exported: {files}")
        packets = run(
            "tshark", "-r", files[0], "-T", "fields", "-e", "frame.packet_id", "-e", "tcp.seq_raw", "-e",
            "frame.comment",
        ).splitlines()
        if not packets or any(packet.split("\t")[1] != sequence for packet in packets):
            fail(f"the wrong packet: {packets}")
        comments = [packet.split("\t")[2] for packet in packets if packet.split("\t")[2:] != [""]]
        if len(comments) != 1 or f"six-keys.yaml:{line}:" not in comments[0] or "ClassifyRule" not in comments[0]:
            fail(f"the export does not say why: {comments}")
        print(f"{len(KEYS)} keys ({' '.join(KEYS)}): frame {frame} of {capture}, {files[0]} with {len(packets)} packets")
        print(comments[0])


main()
