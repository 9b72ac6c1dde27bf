#!/usr/bin/env python3
"""What `trace` sums up, calculated a second time.

usage: journey-sums.py BINARY SCRATCH

Drops: each with its cause, as many as the counters say. Paths: counts, shares and percentiles of `--signatures` against those of `trace --jsonl`. Conversations and payloads:
against `tshark -z conv` and `-z follow` on the same capture. Prints what was compared; exit 1 at the first difference.
"""

import collections
import json
import math
import os
import subprocess
import sys

BINARY, SCRATCH = sys.argv[1:3]
TOOLS = os.path.dirname(os.path.abspath(__file__))


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def lines(*arguments):
    return [json.loads(line) for line in run(BINARY, "trace", *arguments, "--jsonl").splitlines()]


def fail(text):
    sys.exit(f"failed: {text}")


def same(what, ours, theirs):
    if ours != theirs:
        fail(f"{what}: {ours} is not {theirs}")


def percentile(values, percent):
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def signature(journey):
    """Stations without the way back, and the ending."""
    stations = []
    for hop in journey["hops"]:
        if hop["edge"] in ("complete", "return"):
            continue
        if stations[-1:] != [hop["module"]]:
            stations.append(hop["module"])
        stations.append(hop["to"])
    if journey["outcome"] != "held" and stations[-1:] != [journey["endedAt"]]:
        stations.append(journey["endedAt"])
    edges = [hop["edge"] for hop in journey["hops"] if hop["edge"] in ("send", "indicate")]
    return tuple(stations), tuple(edges), journey["outcome"], journey["reason"]


def took(journey):
    times = [journey["born"]] + [hop["t"] for hop in journey["hops"]]
    if journey["ended"] is not None:
        times.append(journey["ended"])
    return max(times) - min(times)


def check_signatures(name, *target):
    groups = collections.defaultdict(list)
    journeys = lines(*target)
    for journey in journeys:
        if journey["hops"] or journey["outcome"] != "held":
            groups[signature(journey)].append(took(journey))
    paths = lines(*target, "--signatures")
    same(f"{name}: paths", len(paths), len(groups))
    for path in paths:
        key = (
            tuple(path["modules"]), tuple(step["edge"] for step in path["steps"]),
            path["outcome"], path["reason"],
        )
        times = groups.get(key)
        if not times:
            fail(f"{name}: no journey took {key}")
        same(f"{name}: count of {key}", path["count"], len(times))
        if abs(path["share"] - len(times) / len(journeys)) > 1e-12:
            fail(f"{name}: share of {key}")
        same(f"{name}: p50 of {key}", path["timeP50"], percentile(times, 50))
        same(f"{name}: p99 of {key}", path["timeP99"], percentile(times, 99))
        for place, step in enumerate(path["steps"]):
            # Every journey whose way begins with these hand-offs.
            flow = sum(
                len(found) for other, found in groups.items()
                if hands(other)[:place + 1] == hands(key)[:place + 1]
            )
            same(f"{name}: flow of {key} at {place}", step["flow"], flow)
    print(f"{name}: {len(journeys)} journeys on {len(paths)} paths, the same counts and percentiles")


def hands(key):
    stations, edges = key[:2]
    # A station that gives and takes in turn stands once in the list.
    pairs, place = [], 0
    for edge in edges:
        pairs.append((stations[place], stations[place + 1], edge))
        place += 1
    return pairs


def endpoint(text):
    host, port = text.rsplit(":", 1)
    return host.strip("[]"), int(port)


def tshark_conversations(capture, protocol):
    """Packets and bytes by (sender, receiver), counted from tshark's packets."""
    port = f"{protocol}."
    fields = ["ip.src", "ip.dst", "ipv6.src", "ipv6.dst", port + "srcport", port + "dstport", "frame.len",
              port + "stream"]
    arguments = [option for field in fields for option in ("-e", field)]
    found = collections.defaultdict(lambda: [0, 0])
    streams = {}
    output = run("tshark", "-r", capture, "-Y", f"{protocol} and not icmp and not icmpv6", "-T", "fields", *arguments)
    for line in output.splitlines():
        v4s, v4d, v6s, v6d, source, destination, length, stream = line.split("\t")
        sender = (v4s or v6s, int(source))
        receiver = (v4d or v6d, int(destination))
        found[sender, receiver][0] += 1
        found[sender, receiver][1] += int(length)
        streams.setdefault(int(stream), (sender, receiver))
    return found, streams


def tshark_table(capture, protocol):
    """The rows of `-z conv`: unordered ends with packets and bytes in all."""
    rows = {}
    for line in run("tshark", "-q", "-r", capture, "-z", f"conv,{protocol}").splitlines():
        if "<->" not in line:
            continue
        left, right = line.split("<->")
        cells = right.split()
        ends = frozenset((endpoint(left.strip()), endpoint(cells[0])))
        rows[ends] = int(cells[-5])
    return rows


def check_conversations(name, capture):
    ours = lines(capture, "--conversations")
    for protocol in ("tcp", "udp"):
        mine = [one for one in ours if one["protocol"].lower() == protocol]
        flows, streams = tshark_conversations(capture, protocol)
        table = tshark_table(capture, protocol)
        same(f"{name}: {protocol} conversations", len(mine), len(table))
        same(f"{name}: {protocol} streams", len(mine), len(streams))
        packets = 0
        for one in mine:
            first, second = endpoint(one["first"]), endpoint(one["second"])
            if frozenset((first, second)) not in table:
                fail(f"{name}: -z conv does not know {first} {second}")
            total = one["forward"]["packets"] + one["backward"]["packets"]
            same(f"{name}: packets of {first} {second}", total, table[frozenset((first, second))])
            same(f"{name}: number of {first} {second}", streams.get(one["number"]), (first, second))
            for way, key in (("forward", (first, second)), ("backward", (second, first))):
                same(f"{name}: {way} of {key}", [one[way]["packets"], one[way]["bytes"]], flows.get(key, [0, 0]))
                packets += one[way]["packets"]
        print(f"{name}: {len(mine)} {protocol} conversations, {packets} packets, as tshark counts them")


def check_payload(name, capture, count):
    numbers = [one["number"] for one in lines(capture, "--conversations") if one["protocol"] == "TCP"][:count]
    total = 0
    for number in numbers:
        ours = {"forward": "", "backward": ""}
        for piece in lines(capture, "--follow", str(number)):
            same(f"{name}: missing bytes of {number}", piece["missing"], 0)
            ours[piece["way"]] += piece["bytes"]
        theirs = {"forward": "", "backward": ""}
        body = run("tshark", "-q", "-r", capture, "-z", f"follow,tcp,raw,{number}").splitlines()
        nodes = {}
        for line in body:
            if line.startswith("Node "):
                nodes[line[5]] = endpoint(line.split(": ", 1)[1])
            elif line and not line.startswith(("=", "Follow", "Filter")):
                theirs["backward" if line.startswith("\t") else "forward"] += line.strip()
        first = endpoint(next(one["first"] for one in lines(capture, "--conversations")
                              if one["protocol"] == "TCP" and one["number"] == number))
        if nodes.get("0") != first:
            theirs["forward"], theirs["backward"] = theirs["backward"], theirs["forward"]
        for way in ours:
            if ours[way] != theirs[way]:
                fail(f"{name}: payload of {number}, {way}: {len(ours[way])} and {len(theirs[way])} digits")
            total += len(ours[way]) // 2
    print(f"{name}: payload of {len(numbers)} TCP conversations, {total} bytes, as tshark follows them")


def check_causes(name, *target):
    """Every drop has a cause with its source, and there are as many by reason and place as the counters say."""
    causes, drops = collections.Counter(), collections.Counter()
    for journey in lines(*target):
        if journey["outcome"] != "dropped":
            continue
        drops[journey["reason"], journey["endedAt"]] += 1
        cause = journey["cause"] or ""
        causes[cause] += 1
        if not (cause.endswith(")") and " (" in cause.strip("()")):
            fail(f"{name}: #{journey['journey']} was dropped without a cause and its source: {cause!r}")
    counted = collections.Counter()
    for adapter in json.loads(run(BINARY, "show", *target, "--json"))["adapters"]:
        for drop in adapter["drops"]:
            counted[drop["reason"], drop["module"]] += drop["count"]
    same(f"{name}: drops", drops, counted)
    print(f"{name}: {sum(drops.values())} drops, as many as are counted, with {len(causes)} causes")


def main():
    check_causes("lab", "lab", "--stepped", "--for", "4s", "--seed", "1")
    check_signatures("lab", "lab", "--stepped", "--for", "4s", "--seed", "1")
    capture = os.path.join(SCRATCH, "sums.pcap")
    run(os.path.join(TOOLS, "make-capture.py"), capture, "--count", "20000")
    check_signatures("sums.pcap", capture)
    check_conversations("sums.pcap", capture)
    check_payload("sums.pcap", capture, 10)


main()
