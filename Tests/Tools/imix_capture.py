#!/usr/bin/env python3
"""A capture of many packets in many flows, for measurements: the same bytes for the same numbers.

usage: imix_capture.py FILE [PACKETS [FLOWS [SIZE…]]]

Frames of 64, 570 and 1518 bytes with their check sequence, which a capture does not hold, as 7 to 4 to 1; flows of TCP and UDP
in turn over IPv4, with running sequence numbers and right checksums; 100,000 packets a second. A classic pcap of Ethernet.
"""

import struct
import subprocess
import sys

SIZES = (64, 570, 64, 64, 570, 64, 1518, 64, 570, 64, 570, 64)
FRAME_CHECK_SEQUENCE = 4
START = 1_700_000_000
PACKETS_PER_SECOND = 100_000


def fold(total):
    total = (total & 0xFFFF) + (total >> 16)
    total = (total & 0xFFFF) + (total >> 16)
    return ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF


def words(data):
    data += b"\0" * (len(data) % 2)
    return sum(struct.unpack(f"!{len(data) // 2}H", data))


def write(path, packets, flows, sizes=SIZES):
    """Writes the capture; returns the bytes of all frames."""
    ethernet = bytes.fromhex("020000000001" "020000000002" "0800")
    head = struct.Struct("!14sBBHHHBBH4s4s")
    tcp, udp, record = struct.Struct("!HHIIHHHH"), struct.Struct("!HHHH"), struct.Struct("<IIII")
    sequence = {}
    payloads = {}
    for length in set(sizes):
        for header in (20, 8):
            data = b"a" * (length - FRAME_CHECK_SEQUENCE - 34 - header)
            payloads[length, header] = (data, words(data))
    total = 0
    parts = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)]
    with open(path, "wb") as file:
        for number in range(packets):
            size = sizes[number % len(sizes)]
            length = size - FRAME_CHECK_SEQUENCE
            flow = number * 7919 % flows if flows % 7919 else number % flows
            is_tcp = flow % 2 == 0
            header = 20 if is_tcp else 8
            payload, sum_of_payload = payloads[size, header]
            source, target = 0x0A000000 | flow, 0x0B000000 | flow // 3
            port, well_known = 0x8000 | flow & 0x3FFF, 8080 if is_tcp else 4500
            protocol = 6 if is_tcp else 17
            addresses = (source >> 16) + (source & 0xFFFF) + (target >> 16) + (target & 0xFFFF)
            identification = number & 0xFFFF
            check = fold(0x4500 + length - 14 + identification + 0x4000 + (64 << 8 | protocol) + addresses)
            ip = head.pack(
                ethernet, 0x45, 0, length - 14, identification, 0x4000, 64, protocol, check,
                source.to_bytes(4, "big"), target.to_bytes(4, "big"),
            )
            pseudo = addresses + protocol + header + len(payload) + sum_of_payload + port + well_known
            if is_tcp:
                place = sequence.get(flow, 1)
                sequence[flow] = (place + len(payload)) & 0xFFFFFFFF
                check = fold(pseudo + (place >> 16) + (place & 0xFFFF) + 1 + 0x5010 + 0x1000)
                transport = tcp.pack(port, well_known, place, 1, 0x5010, 0x1000, check, 0)
            else:
                check = fold(pseudo + 8 + len(payload)) or 0xFFFF
                transport = udp.pack(port, well_known, 8 + len(payload), check)
            parts.append(record.pack(START + number // PACKETS_PER_SECOND, number % PACKETS_PER_SECOND * 10, length, length))
            parts.append(ip + transport + payload)
            total += length
            if len(parts) >= 4096:
                file.write(b"".join(parts))
                parts.clear()
        file.write(b"".join(parts))
    return total


def make(path, packets, flows, sizes=SIZES):
    """`write` in a process of its own: what is measured later starts from a small one, whose size counts as its own."""
    command = [sys.executable, __file__, path, str(packets), str(flows), *(str(size) for size in sizes)]
    return int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    numbers = [int(word) for word in sys.argv[2:]]
    print(write(sys.argv[1], *(numbers[:2] + [1_000_000, 10_000][len(numbers):]), tuple(numbers[2:]) or SIZES))
