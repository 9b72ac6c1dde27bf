#!/usr/bin/env python3
"""What-if beside a second calculation: a session is run again with changes, and nothing but the change shows.

usage: what-if.py BINARY SCRATCH

For each stack, two that a seed decides among them, and change: the fork's journeys are those of a fresh run of the changed stack file; and the journeys that
`whatif` and `diff` say differ are the same. Of a filter that is bypassed they are those that had passed it and, beside
them, what came of those, by a comparison of the two traces made here. Prints a line for each; exit 1 if anything is off.
"""

import collections
import json
import os
import random
import subprocess
import sys

BINARY, SCRATCH = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TIME = "400ms"
# Stack, options of the change, the filter that is bypassed if it gives packets on as they are.
TRIALS = [
    ("lab", ["--bypass", "gate"], "gate"),
    ("lab", ["--bypass", "watch"], "watch"),
    ("lab", ["--bypass", "eth1/untag"], None),
    ("lab", ["--above", "tag=gate"], None),
    ("lab", ["--below", "gate=tag"], None),
    ("lab", ["--set", "gate.rules[1].match=arp"], None),
    ("lab", ["--set", "caller.size=99"], None),
    ("lab", ["--set", "tag.id=200"], None),
    ("stacks/scaling.yaml", ["--table", "eth0=0,1,0,3"], None),
    ("stacks/scaling.yaml", ["--bypass", "capture"], "capture"),
]
# Changes of the stacks that a seed decides.
RANDOM_TRIALS = [
    (["--bypass", "eth0/gate"], "gate"),
    (["--bypass", "low"], "low"),
    (["--above", "low=high"], None),
    (["--set", "gate.rules[1].action=permit"], None),
    (["--set", "caller.size=64", "--bypass", "far"], None),
]


def random_stack(seed):
    """The path of a stack file with other times, sizes and rules for each seed."""
    dice = random.Random(seed)
    mask = dice.choice([1, 3, 7])
    path = os.path.join(SCRATCH, f"what-if-random-{seed}.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"""name: random-{seed}
seed: {seed}
adapters:
  eth0:
    driver: wire
    peer: eth1
    delay: {dice.randint(10, 900)} us
    filters:
      - driver: classify
        name: gate
        rules:
          - {{ match: "icmp[icmptype] = icmp-echo and icmp[7] & {mask} = 0", action: drop }}
      - {{ driver: capture, name: low }}
      - {{ driver: capture, name: high }}
  eth1:
    driver: wire
    filters:
      - {{ driver: capture, name: far }}
  eth2: {{ driver: generator, profile: imix, rate: {dice.randint(50, 900)} packets/s }}
protocols:
  caller: {{ driver: talker, bind: eth0, address: 10.0.0.1/24, target: 10.0.0.2,
             interval: {dice.randint(2, 20)} ms, size: {dice.randint(65, 1200)} }}
  answer: {{ driver: responder, bind: eth1, addresses: [10.0.0.2/24] }}
  drain: {{ driver: sink, bind: [eth1, eth2] }}
""")
    return path


def run(*words, code=0):
    """The program's output; it must end with the code."""
    done = subprocess.run([BINARY, *words], capture_output=True, text=True, cwd=ROOT)
    if done.returncode != code:
        sys.exit(f"exit {done.returncode}, not {code}: {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def journeys(target, *more):
    return [json.loads(line) for line in run("trace", target, "--jsonl", *more).splitlines()]


def bare(journey):
    """Without the place a rule was read from, which is another in another file."""
    journey = dict(journey)
    journey["cause"] = (journey.get("cause") or "").split(" (")[0]
    return journey


def told(journey):
    """What two runs are compared by: who to whom, what it looked like there, and how it ended; no times, no numbers."""
    hops = [
        (hop["module"], hop["to"], hop["edge"], hop["status"], json.dumps(hop.get("changes", [])),
         json.dumps(hop.get("info", {}), sort_keys=True))
        for hop in journey["hops"]
    ]
    end = (journey["outcome"], journey["reason"], journey["endedAt"], bare(journey)["cause"])
    return hops, end, journey["summary"], journey["length"]


def named(run_journeys):
    """Each journey under a name that both runs have: its ancestors' names, its own beginning, and which of these it is."""
    names, counts = {}, collections.Counter()
    for journey in run_journeys:
        above = names.get(journey["parent"], "")
        first = journey["hops"][0]["module"] if journey["hops"] else journey["endedAt"]
        name = f"{above}/{journey['adapter']} {first} {journey['summary']}"
        counts[name] += 1
        names[journey["journey"]] = f"{name} {counts[name]}"
    return {names[journey["journey"]]: journey for journey in run_journeys}


def differing(one, two):
    """Numbers in the first run of those that differ by what a trace tells; all that are in one run only."""
    first, second = named(one), named(two)
    shared = first.keys() & second.keys()
    return (
        {first[name]["journey"] for name in shared if told(first[name]) != told(second[name])},
        len(first.keys() - shared),
        len(second.keys() - shared),
    )


def trial(number, stack, change, bypassed):
    base, fork, changed = (os.path.join(SCRATCH, f"what-if-{number}{end}")
                           for end in ("a.ndissect", "b.ndissect", ".yaml"))
    run("run", stack, "--stepped", "--for", TIME, "--record", base, "--json")
    words = ["whatif", base, *change, "--json", "--record", fork, "--save", changed]
    document = json.loads(run(*words, code=1))
    problems = []
    one, two = journeys(base), journeys(fork)
    fresh = journeys(changed, "--stepped", "--for", TIME)
    if [bare(journey) for journey in two] != [bare(journey) for journey in fresh]:
        problems.append("the fork is not a fresh run of its file")
    diff = json.loads(run("diff", base, fork, "--json", code=1))
    sums = [{key: found[key] for key in ("same", "differing", "onlyInA", "onlyInB")}
            for found in (document, diff)]
    if sums[0] != sums[1]:
        problems.append(f"whatif {sums[0]}, diff {sums[1]}")
    found = {journey["a"] for journey in document["journeys"]
             if journey.get("a") is not None and journey.get("b") is not None}
    if bypassed:
        passed = {journey["journey"] for journey in one
                  if any(bypassed in (hop["module"], hop["to"]) for hop in journey["hops"])}
        if found != passed:
            problems.append(f"{len(found)} differ, {len(passed)} passed {bypassed}")
        others, gone, new = differing(one, two)
        counted = len(others), gone, new
        if counted != (sums[0]["differing"], sums[0]["onlyInA"], sums[0]["onlyInB"]):
            problems.append(f"the traces differ in {counted}")
    print(f"{os.path.basename(stack)} {' '.join(change)}: {sums[0]['differing']} differ, {sums[0]['onlyInA']} and "
          f"{sums[0]['onlyInB']} in one run only, {sums[0]['same']} the same"
          + "".join(f"; {problem}" for problem in problems))
    for path in (base, fork, changed):
        os.unlink(path)
    return not problems


def main():
    trials = TRIALS + [(random_stack(seed), *each) for seed in (1, 2) for each in RANDOM_TRIALS]
    results = [trial(number, *each) for number, each in enumerate(trials)]
    print(f"{sum(results)} of {len(results)} as they should be")
    sys.exit(0 if all(results) else 1)


main()
