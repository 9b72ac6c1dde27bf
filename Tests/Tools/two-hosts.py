"""What the files of a two-hosts run say: see two-hosts, which makes them."""
import collections
import hashlib
import json
import os
import subprocess
import sys

work, impaired, digest = sys.argv[1], sys.argv[2] == "yes", sys.argv[3]
alice, bob = "10.77.1.1", "10.77.1.2"
CHECKED = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
           "-o", "udp.check_checksum:TRUE"]


def fail(text):
    sys.exit(f"failed: {text}")


def tshark(file, *words):
    run = subprocess.run(
        ["tshark", "-r", os.path.join(work, file), *words], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, check=True)
    return run.stdout


def journeys():
    with open(os.path.join(work, "trace.jsonl")) as lines:
        for line in lines:
            yield json.loads(line)


def large_sends():
    """Units longer than the MTU: received coalesced on one adapter, sent for segmentation on the other."""
    units, children, lengths = 0, 0, collections.Counter()
    parents = {}
    for journey in journeys():
        info = journey["hops"][0].get("info", {}) if journey["hops"] else {}
        if "TcpRecvSegCoalesceInfo" in info and (journey["length"] or 0) > 1514:
            units += 1
            lengths[journey["length"]] += 1
            parents[journey["journey"]] = (journey["adapter"], info["TcpRecvSegCoalesceInfo"])
        if "TcpLargeSendNetBufferListInfo" in info:
            parent = parents.get(journey["parent"])
            if parent is None or parent[0] == journey["adapter"]:
                fail(f"journey {journey['journey']} is a large send and no child of a unit")
            children += 1
            example = (journey, parent)
    if units == 0 or units != children:
        fail(f"{units} coalesced units, {children} large sends")
    journey, parent = example
    print(f"segmentation: {units} units longer than the MTU (longest {max(lengths)} bytes), each a large send "
          f"on the other adapter; one: {parent[0]} {parent[1]} → {journey['adapter']} "
          f"{journey['hops'][0]['info']['TcpLargeSendNetBufferListInfo']}")


def folded(words):
    total = sum(words)
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def captured(name, own):
    """Checksums on one host's interface."""
    fields = ["ip.src", "ip.dst", "tcp.checksum", "tcp.len", "tcp.hdr_len", "ip.checksum.status",
              "tcp.checksum.status", "frame.len"]
    table = tshark(f"{name}.pcapng", *CHECKED, "-Y", "tcp", "-T", "fields",
                   *[word for field in fields for word in ("-e", field)]).decode()
    good = partial = longest = 0
    for line in table.splitlines():
        row = dict(zip(fields, line.split("\t")))
        longest = max(longest, int(row["frame.len"]))
        if row["ip.checksum.status"] != "1":
            fail(f"{name}: an IPv4 header checksum is wrong: {row}")
        if row["tcp.checksum.status"] == "1":
            good += 1
            continue
        # The sender's own capture sees frames before its adapter has finished them: the field holds the sum over the
        # pseudo-header, not yet complemented.
        if row["ip.src"] != own:
            fail(f"{name}: a TCP checksum of {row['ip.src']} is wrong: {row}")
        length = int(row["tcp.len"]) + int(row["tcp.hdr_len"])
        words = [int.from_bytes(bytes(map(int, row[side].split(".")))[at:at + 2], "big")
                 for side in ("ip.src", "ip.dst") for at in (0, 2)]
        if int(row["tcp.checksum"], 16) != folded(words + [6, length]):
            fail(f"{name}: a TCP checksum is neither right nor the pseudo-header's sum: {row}")
        partial += 1
    others = tshark(f"{name}.pcapng", *CHECKED, "-Y",
                    "udp.checksum.status == 0 or icmp.checksum.status == 0 or icmpv6.checksum.status == 0")
    if others.strip():
        fail(f"{name}: a checksum is wrong: {others.decode()[:200]}")
    print(f"capture on {name}: {good + partial} TCP frames, longest {longest} bytes; {good} checksums right, "
          f"{partial} of {own} itself not finished yet and exactly the pseudo-header sum, 0 wrong")


def stream():
    """The download as tshark puts it together from one hop of our own capture."""
    names = tshark("hops.pcapng", "-Y", f"ip.src == {bob} and tcp.srcport == 8000", "-T", "fields", "-e",
                   "frame.interface_name").decode().split("\n")
    counts = collections.Counter(name for name in names if "indicate" in name or "send" in name)
    for name in sorted(counts):
        one = os.path.join(work, "one.pcapng")
        tshark("hops.pcapng", "-Y", f'frame.interface_name == "{name}"', "-w", one)
        best = None
        numbers = set(tshark("one.pcapng", "-Y", "tcp.len > 0", "-T", "fields", "-e", "tcp.stream").decode().split())
        for number in sorted(numbers, key=int):
            text = tshark("one.pcapng", "-q", "-z", f"follow,tcp,raw,{number}").decode()
            data = bytes.fromhex("".join(
                line.strip() for line in text.split("\n") if line.strip() and set(line.strip()) <= set("0123456789abcdef")))
            body = data[data.find(b"\r\n\r\n") + 4:] if b"\r\n\r\n" in data else data
            if hashlib.sha256(body).hexdigest() == digest:
                best = number
        if best is None:
            fail(f"no TCP stream on {name} is the payload")
        print(f"stream: tshark follows stream {best} on '{name}' to the payload's SHA-256")
        return
    fail("no hop carries the download")


def counters(name):
    with open(os.path.join(work, f"{name}.dev")) as lines:
        for line in lines:
            interface, _, rest = line.partition(":")
            if interface.strip() == "nd0":
                values = [int(word) for word in rest.split()]
                return values[1], values[9]
    fail(f"{name} has no interface nd0")


def losses():
    """Drops in the document, in the trace and between the two interfaces."""
    document = json.load(open(os.path.join(work, "document.json")))
    told = collections.Counter()
    for adapter in document["adapters"]:
        for drop in adapter["drops"]:
            told[drop["reason"]] += drop["count"]
    seen, causes = collections.Counter(), collections.Counter()
    for journey in journeys():
        if journey["outcome"] == "dropped":
            seen[journey["reason"]] += 1
            causes[journey["cause"]] += 1
    (alice_got, alice_sent), (bob_got, bob_sent) = counters("alice"), counters("bob")
    missing = alice_sent - bob_got + bob_sent - alice_got
    print(f"losses: {sum(told.values())} in the document {dict(told)}, {sum(seen.values())} journeys dropped "
          f"{dict(seen)}, {missing} of {alice_sent + bob_sent} frames did not reach the other interface")
    if not sum(told.values()) == sum(seen.values()) == missing or missing == 0:
        fail("the three do not agree")
    print(f"causes: {dict(causes)}")
    if document["verifier"]:
        fail(f"the verifier found {document['verifier'][:2]}")


if impaired:
    losses()
else:
    large_sends()
    captured("alice", alice)
    captured("bob", bob)
    stream()
print("passed")
