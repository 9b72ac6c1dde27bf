#!/usr/bin/env python3
"""Replays a capture of many flows into eight receive queues and calculates every frame's queue a second time.

usage: scaling.py BINARY   ndissect; the capture comes from make-capture.py, with frames of its own for what that has not:
fragments, options, extension headers with a home address and a type 2 routing header.

The hash is written from the documentation's text (network/rss-hashing-functions, rss-hashing-types), not from the product.
Compared are the frames of every queue and the hits of every entry of the table.
"""

import collections
import ipaddress
import json
import os
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
QUEUES, ENTRIES = 8, 128
KEY = bytes.fromhex(
    "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa"
)
VECTORS = (  # destination, port, source, port, hash of addresses, hash with ports
    ("161.142.100.80", 1766, "66.9.149.187", 2794, 0x323E8FC2, 0x51CCC178),
    ("65.69.140.83", 4739, "199.92.111.2", 14230, 0xD718262A, 0xC626B0EA),
    ("12.22.207.184", 38024, "24.19.198.95", 12898, 0xD2D0A5DE, 0x5C2B394A),
    ("209.142.163.6", 2217, "38.27.205.30", 48228, 0x82989176, 0xAFC7327F),
    ("202.188.127.2", 1303, "153.39.163.191", 44251, 0x5D1809C5, 0x10E828A2),
    ("3ffe:2501:200:3::1", 1766, "3ffe:2501:200:1fff::7", 2794, 0x2CC18CD5, 0x40207D3D),
    ("ff02::1", 4739, "3ffe:501:8::260:97ff:fe40:efab", 14230, 0x0F0C461C, 0xDDE51BBF),
    ("fe80::200:f8ff:fe21:67cf", 38024, "3ffe:1900:4545:3:200:f8ff:fe21:67cf", 44251, 0x4B61E985, 0x02D1FEEF),
)
STACK = """
name: scaling-check
adapters:
  capture0:
    driver: replay
    file: capture.pcap
    timing: fast
    queues: %d
protocols:
  end: { driver: sink, bind: capture0 }
""" % QUEUES


def toeplitz(data, cache={}):
    """For each bit of the input, from the left, that is set: the 32 bits of the key from there on."""
    if data not in cache:
        result, window = 0, int.from_bytes(KEY, "big")
        for number in range(len(data) * 8):
            if data[number // 8] >> (7 - number % 8) & 1:
                result ^= window >> (320 - 32 - number) & 0xFFFFFFFF
        cache[data] = result
    return cache[data]


def fields(frame):
    """The bytes a hash covers; None where there is none."""
    place, kind = 14, frame[12:14]
    while kind == b"\x81\x00":
        kind, place = frame[place + 2:place + 4], place + 4
    packet = frame[place:]
    if kind == b"\x08\x00":
        source, destination = packet[12:16], packet[16:20]
        fragment = struct.unpack("!H", packet[6:8])[0] & 0x3FFF
        protocol, rest = packet[9], packet[(packet[0] & 15) * 4:]
        is_fragment = fragment != 0
    elif kind == b"\x86\xdd":
        source, destination = packet[8:24], packet[24:40]
        protocol, rest, is_fragment = packet[6], packet[40:], False
        while protocol in (0, 43, 44, 60):
            size = 8 if protocol == 44 else rest[1] * 8 + 8
            if protocol == 44 and struct.unpack("!H", rest[2:4])[0] & 0xFFF9:
                is_fragment = True
            if protocol == 43 and rest[2] == 2:
                destination = rest[8:24]
            if protocol == 60:
                option = 2
                while option < size:
                    if rest[option] == 0:
                        option += 1
                        continue
                    if rest[option] == 201:
                        source = rest[option + 2:option + 18]
                    option += 2 + rest[option + 1]
            protocol, rest = rest[0], rest[size:]
    else:
        return None
    if protocol == 6 and not is_fragment:
        return source + destination + rest[:4]
    return source + destination


def frames_of(path):
    with open(path, "rb") as file:
        data = file.read()
    place = 24
    while place < len(data):
        size = struct.unpack("<I", data[place + 8:place + 12])[0]
        yield data[place + 16:place + 16 + size]
        place += 16 + size


def special_frames():
    """Frames whose headers are rare, each for many addresses."""
    tcp = struct.pack("!HHIIBBHHH", 4000, 443, 1, 0, 0x50, 2, 100, 0, 0)
    for number in range(500):
        to, sender = b"\x02\0\0\0\0\x01", b"\x02\0\0\0\0\x02"
        tail = struct.pack("!H", number)
        v4 = b"\x0a\x09" + tail + b"\xc0\xa8\x00\x01"
        v6 = b"\xfd\x09" + bytes(12) + tail + b"\xfd\x0a" + bytes(13) + b"\x01"

        def ipv4(fragment, options=b"", payload=tcp, protocol=6):
            head = 20 + len(options)
            return to + sender + b"\x08\x00" + struct.pack(
                "!BBHHHBBH", 0x40 | head // 4, 0, head + len(payload), number, fragment, 64, protocol, 0
            ) + v4 + options + payload

        def ipv6(first, payload):
            return to + sender + b"\x86\xdd" + struct.pack("!IHBB", 0x60000000, len(payload), first, 64) + v6 + payload

        home = bytes((0, 2, 1, 2, 0, 0, 201, 16)) + b"\x20\x01" + bytes(12) + tail
        routing = bytes((0, 2, 2, 1, 0, 0, 0, 0)) + b"\x20\x02" + bytes(12) + tail
        yield ipv4(0x2000)
        yield ipv4(0x0010, payload=b"the middle of a datagram")
        yield ipv4(0, options=b"\x01\x01\x01\x01")
        yield ipv4(0, payload=bytes(16), protocol=47)
        yield ipv6(60, b"\x06" + home[1:] + tcp)
        yield ipv6(43, b"\x06" + routing[1:] + tcp)
        yield ipv6(60, b"\x2b" + home[1:] + b"\x06" + routing[1:] + tcp)
        yield ipv6(44, b"\x06\0\0\x01\0\0\0\x07" + tcp)
        yield ipv6(0, b"\x3a\0\x01\x04\0\0\0\0" + bytes((128, 0, 0, 0, 0, 1, 0, number & 255)))


def main():
    for destination, to_port, source, from_port, short, full in VECTORS:
        data = ipaddress.ip_address(source).packed + ipaddress.ip_address(destination).packed
        assert toeplitz(data) == short, source
        assert toeplitz(data + struct.pack("!HH", from_port, to_port)) == full, source
    print(f"{2 * len(VECTORS)} published values reproduced by the second calculation")

    with tempfile.TemporaryDirectory() as folder:
        capture, stack = os.path.join(folder, "flows.pcap"), os.path.join(folder, "stack.yaml")
        subprocess.run(
            [sys.executable, os.path.join(HERE, "make-capture.py"), capture, "--count", "60000", "--flows", "16000"],
            check=True, stdout=subprocess.DEVNULL,
        )
        with open(capture, "ab") as file:
            for frame in special_frames():
                file.write(struct.pack("<IIII", 1_800_000_000, 0, len(frame), len(frame)) + frame)
        with open(stack, "w", encoding="utf-8") as file:
            file.write(STACK)
        run = subprocess.run(
            [sys.argv[1], "replay", capture, stack, "--stepped", "--json"], check=True, capture_output=True, text=True
        )
        adapter = json.loads(run.stdout)["adapters"][0]

        queues, hits, flows, unhashed = [0] * QUEUES, [0] * ENTRIES, collections.Counter(), 0
        for frame in frames_of(capture):
            covered = fields(frame)
            if covered is None:
                queues[0] += 1
                unhashed += 1
                continue
            flows[covered] += 1
            entry = toeplitz(covered) & (ENTRIES - 1)
            hits[entry] += 1
            queues[entry % QUEUES] += 1

    if len(flows) < 10_000:
        sys.exit(f"only {len(flows)} flows in the capture")
    failed = False
    for number, expected in enumerate(queues):
        counted = adapter["queues"][number]
        print(f"queue {number}: {counted['packets']} frames on processor {counted['processor']}, calculated {expected}")
        failed |= counted["packets"] != expected or counted["processor"] != number or counted["drops"] != 0
    table = adapter["receiveScaling"]["indirectionTable"]
    wrong = [entry["entry"] for entry in table if entry["hits"] != hits[entry["entry"]]]
    if failed or wrong or len(table) != ENTRIES:
        sys.exit(f"queues or entries differ: entries {wrong}")
    print(f"{sum(queues)} frames of {len(flows)} flows, {unhashed} without a hash: every queue and all {ENTRIES} entries agree")


main()
