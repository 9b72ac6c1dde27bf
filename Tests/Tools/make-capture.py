#!/usr/bin/env python3
"""Writes a capture of made-up traffic, the same bytes for the same options, on any machine.

A thousand flows (TCP with handshakes and running sequence numbers, UDP, DNS, ICMP echo, over IPv4
and IPv6) and ARP, between hosts of one network; frame sizes follow the 7:4:1 internet mix. Every
length and checksum is right. The file is a classic pcap, microseconds, Ethernet.
"""

import argparse
import random
import struct
import sys

START = 1_700_000_000_000_000  # microseconds; the moment is arbitrary but must not change
IMIX = (64, 64, 64, 64, 64, 64, 64, 594, 594, 594, 594, 1518)  # with the frame check sequence
FRAME_CHECK_SEQUENCE = 4  # captures do not hold it
ETHERNET, VLAN_TAG = 14, 4
ALPHABET = b"abcdefghijklmnopqrstuvwxyz" * 60  # longer than any payload and a start in it
TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58


def internet_sum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Source:
    """Random choices that depend on the seed alone: only random() is the same in every version."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def below(self, limit):
        return int(self._random.random() * limit)

    def share(self, part):
        return self._random.random() < part

    def choose(self, values):
        return values[self.below(len(values))]


class Host:
    def __init__(self, number):
        self.mac = bytes((0x02, 0x00, 0x5E, 0x10, number >> 8, number & 0xFF))
        self.v4 = bytes((10, 0, number >> 8, number & 0xFF))
        self.v6 = bytes.fromhex("fd770000000000000000000000000000")[:14] + struct.pack("!H", number)


class Flow:
    """One conversation; each call of frame() gives its next packet."""

    def __init__(self, source, hosts, vlan_share):
        self.source = source
        first = source.below(len(hosts))
        second = (first + 1 + source.below(len(hosts) - 1)) % len(hosts)
        self.ends = (hosts[first], hosts[second])
        self.version = 6 if source.share(0.3) else 4
        self.kind = source.choose(("tcp", "tcp", "tcp", "tcp", "udp", "udp", "dns", "echo"))
        self.vlan = 100 + source.below(4) if source.share(vlan_share) else None
        self.ports = (1024 + source.below(60000), source.choose((80, 443, 22, 5201, 8080)))
        self.sequence = [source.below(1 << 32), source.below(1 << 32)]
        self.identifier = source.below(1 << 16)
        self.step = 0

    def frame(self):
        forward, protocol, segment = getattr(self, "_" + self.kind)()
        self.step += 1
        sender, receiver = self.ends if forward else self.ends[::-1]
        if self.version == 4:
            packet, ether_type = self._ipv4(sender, receiver, protocol, segment), 0x0800
        else:
            packet, ether_type = self._ipv6(sender, receiver, protocol, segment), 0x86DD
        return ethernet(receiver.mac, sender.mac, self.vlan, ether_type, packet)

    def _room(self, header):
        """Payload bytes that make the frame one of the mix's sizes."""
        size = self.source.choose(IMIX) - FRAME_CHECK_SEQUENCE
        used = ETHERNET + (20 if self.version == 4 else 40) + header
        return max(0, size - used)

    def _payload(self, count):
        start = self.source.below(26)
        return ALPHABET[start:start + count]

    def _tcp(self):
        handshake = ((True, 0x02), (False, 0x12), (True, 0x10))
        if self.step < len(handshake):
            forward, flags = handshake[self.step]
            payload = b""
        else:
            forward = self.source.share(0.4)
            payload = self._payload(self._room(20))
            flags = 0x18 if payload else 0x10
        side = 0 if forward else 1
        options = b"\x02\x04\x05\xb4" if flags & 0x02 else b""
        ports = self.ports if forward else self.ports[::-1]
        acknowledged = self.sequence[1 - side] if flags & 0x10 else 0
        header = struct.pack(
            "!HHIIBBHHH", *ports, self.sequence[side], acknowledged,
            (5 + len(options) // 4) << 4, flags, 64240, 0, 0,
        )
        used = len(payload) + (1 if flags & 0x02 else 0)
        self.sequence[side] = (self.sequence[side] + used) & 0xFFFFFFFF
        return forward, TCP, self._sum(forward, TCP, header + options + payload, 16)

    def _udp(self):
        forward = self.source.share(0.5)
        ports = self.ports if forward else self.ports[::-1]
        return forward, UDP, self._datagram(forward, ports, self._payload(self._room(8)))

    def _dns(self):
        forward = self.step % 2 == 0
        if forward:
            self.identifier = (self.identifier + 1) & 0xFFFF
            self.name = self.source.below(1000)
        label = f"host{self.name}".encode()
        kind = 1 if self.version == 4 else 28
        question = bytes((len(label),)) + label + b"\x07example\x03com\0" + struct.pack("!HH", kind, 1)
        flags, answers, answer = 0x0100, 0, b""
        if not forward:
            address = self.ends[1].v4 if self.version == 4 else self.ends[1].v6
            flags, answers = 0x8180, 1
            answer = struct.pack("!HHHIH", 0xC00C, kind, 1, 300, len(address)) + address
        message = struct.pack("!6H", self.identifier, flags, 1, answers, 0, 0) + question + answer
        ports = (self.ports[0], 53) if forward else (53, self.ports[0])
        return forward, UDP, self._datagram(forward, ports, message)

    def _echo(self):
        forward = self.step % 2 == 0
        protocol = ICMP if self.version == 4 else ICMPV6
        kinds = (8, 0) if self.version == 4 else (128, 129)
        if forward:
            self.echoed = self._payload(56)
        number = self.step // 2 + 1 & 0xFFFF
        message = struct.pack("!BBHHH", kinds[0 if forward else 1], 0, 0, self.identifier, number)
        message += self.echoed
        if protocol == ICMP:
            message = message[:2] + struct.pack("!H", internet_sum(message)) + message[4:]
        else:
            message = self._sum(forward, protocol, message, 2)
        return forward, protocol, message

    def _datagram(self, forward, ports, payload):
        header = struct.pack("!HHHH", *ports, 8 + len(payload), 0)
        return self._sum(forward, UDP, header + payload, 6)

    def _sum(self, forward, protocol, segment, offset):
        """The segment with its checksum, over the pseudo header, at the offset."""
        sender, receiver = self.ends if forward else self.ends[::-1]
        if self.version == 4:
            pseudo = sender.v4 + receiver.v4 + struct.pack("!BBH", 0, protocol, len(segment))
        else:
            pseudo = sender.v6 + receiver.v6 + struct.pack("!IHBB", len(segment), 0, 0, protocol)
        value = internet_sum(pseudo + segment)
        if protocol == UDP and value == 0:
            value = 0xFFFF
        return segment[:offset] + struct.pack("!H", value) + segment[offset + 2:]

    def _ipv4(self, sender, receiver, protocol, segment):
        self.identifier = (self.identifier + 1) & 0xFFFF if self.kind in ("tcp", "udp") else self.identifier
        header = struct.pack(
            "!BBHHHBBH", 0x45, 0, 20 + len(segment), self.identifier, 0x4000, 64, protocol, 0
        ) + sender.v4 + receiver.v4
        return header[:10] + struct.pack("!H", internet_sum(header)) + header[12:] + segment

    def _ipv6(self, sender, receiver, protocol, segment):
        label = self.identifier & 0xFFFFF if self.kind == "tcp" else 0
        first = 6 << 28 | label
        return struct.pack("!IHBB", first, len(segment), protocol, 64) + sender.v6 + receiver.v6 + segment


def ethernet(destination, sender, vlan, ether_type, packet):
    tag = struct.pack("!HH", 0x8100, vlan) if vlan is not None else b""
    frame = destination + sender + tag + struct.pack("!H", ether_type) + packet
    shortest = 60 + len(tag)
    return frame + bytes(max(0, shortest - len(frame)))


def arp(source, hosts, open_requests):
    """A request, or the answer to one asked before."""
    if open_requests and source.share(0.5):
        asker, asked = open_requests.pop(0)
        body = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 2)
        body += asked.mac + asked.v4 + asker.mac + asker.v4
        return ethernet(asker.mac, asked.mac, None, 0x0806, body)
    asker = source.below(len(hosts))
    asked = hosts[(asker + 1 + source.below(len(hosts) - 1)) % len(hosts)]
    asker = hosts[asker]
    open_requests.append((asker, asked))
    body = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 1) + asker.mac + asker.v4 + bytes(6) + asked.v4
    return ethernet(b"\xff" * 6, asker.mac, None, 0x0806, body)


def write(output, count, seed, flow_count, vlan_share):
    source = Source(seed)
    hosts = [Host(number) for number in range(1, 257)]
    flows = [Flow(source, hosts, vlan_share) for _ in range(flow_count)]
    open_requests = []
    time = START
    output.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
    for _ in range(count):
        time += 1 + source.below(40)
        if source.share(0.01):
            frame = arp(source, hosts, open_requests)
        else:
            frame = source.choose(flows).frame()
        output.write(struct.pack("<IIII", time // 10**6, time % 10**6, len(frame), len(frame)))
        output.write(frame)


def share(text):
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("a share is between 0 and 1")
    return value


def positive(text):
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("a count is not negative")
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("file", help="where to write; - is standard output")
    parser.add_argument("--count", type=positive, default=100_000, help="packets (default 100000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flows", type=positive, default=1000, help="conversations (default 1000)")
    parser.add_argument("--vlan-share", type=share, default=0.1, help="share of flows with a tag")
    options = parser.parse_args()
    if options.flows == 0:
        parser.error("at least one flow")
    arguments = (options.count, options.seed, options.flows, options.vlan_share)
    if options.file == "-":
        write(sys.stdout.buffer, *arguments)
    else:
        with open(options.file, "wb", buffering=1 << 20) as output:
            write(output, *arguments)


if __name__ == "__main__":
    main()
