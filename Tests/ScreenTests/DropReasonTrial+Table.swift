extension DropReasonTrial {
  /// A stack for each reason that a stack file can bring about.
  static let all: [DropReasonTrial] = [
    DropReasonTrial(
      reason: "Paused",
      place: "eth1",
      value: "eth1 is Paused",
      source: "command pauseAdapter at ",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - pause: eth1
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)" }
          - advance: 5 ms
        """#
    ),
    DropReasonTrial(
      reason: "NoMatchingPacketFilter",
      place: "eth1",
      value: "packet filter = 0xb DIRECTED|MULTICAST|BROADCAST; to 02",
      source: "OID_GEN_CURRENT_PACKET_FILTER flight ",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - send: { at: near, frame: "eth(dst=02-00-00-00-00-09)/ipv4/udp(dport=9)" }
          - advance: 5 ms
        """#
    ),
    DropReasonTrial(
      reason: "NotForUs",
      place: "far",
      value: "IPv4 destination is 10.0.0.7, addresses = 10.0.0.2/24",
      source: "drops.yaml:17:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth1, frame: "eth(dst=02-00-00-00-00-02)/ipv4(src=10.0.0.1,dst=10.0.0.7)/icmp" }
        """#
    ),
    DropReasonTrial(
      reason: "ClassifyRule",
      place: "gate",
      value: "drop udp port 9",
      source: "drops.yaml:11:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            filters:
              - driver: classify
                name: gate
                rules:
                  - { match: udp port 9, action: drop }
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth0, frame: "eth/ipv4/udp(dport=9)" }
        """#
    ),
    DropReasonTrial(
      reason: "MediaDisconnected",
      place: "eth0",
      value: "media = disconnected",
      source: "unplugMedia",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - unplug: eth0
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)" }
        """#
    ),
    DropReasonTrial(
      reason: "MTUExceeded",
      place: "eth0",
      value: "mtu = 576",
      source: "drops.yaml:7:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            mtu: 576
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)/payload(size=900)" }
        """#
    ),
    DropReasonTrial(
      reason: "QueueOverrun",
      place: "eth0",
      value: "queue = 1",
      source: "drops.yaml:7:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            queue: 1
            rate: 1 Mbit/s
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)", count: 5 }
          - advance: 5 ms
        """#
    ),
    DropReasonTrial(
      reason: "NoResources",
      place: "gen0",
      value: "lists = 1",
      source: "drops.yaml:6:",
      stack: #"""
        name: drops
        adapters:
          gen0:
            driver: generator
            rate: 100000
            lists: 1
            batch: 8
        protocols:
          end:
            driver: sink
            bind: gen0
        """#
    ),
    DropReasonTrial(
      reason: "Malformed",
      place: "far",
      value: "IPv4 header cut short: needs 20 bytes, has 3",
      source: "packet byte 14",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth1, frame: "hex:0200000000020200000000010800450000" }
        """#
    ),
    DropReasonTrial(
      reason: "BadChecksum",
      place: "far",
      value: "IPv4 header checksum is 0x0001, expected 0x",
      source: "packet byte 24",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth1, frame: "eth(dst=02-00-00-00-00-02)/ipv4(src=10.0.0.1,dst=10.0.0.2,sum=1)/icmp" }
        """#
    ),
    DropReasonTrial(
      reason: "VLANNotMember",
      place: "tag",
      value: "id = 100",
      source: "drops.yaml:11:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            filters:
              - driver: vlan
                name: tag
                mode: access
                id: 100
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth0, frame: "eth/vlan(id=200)/ipv4/udp(dport=9)" }
        """#
    ),
    DropReasonTrial(
      reason: "InvalidLength",
      place: "eth0",
      value: "length = 5 bytes, at least 14",
      source: "packet byte 0",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - send: { at: near, frame: "hex:0102030405" }
        """#
    ),
    DropReasonTrial(
      reason: "NoBinding",
      place: "relay",
      value: "relay has no open binding to eth2",
      source: "command unbind at ",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
          eth1:
            driver: wire
          eth2:
            driver: wire
            peer: eth3
          eth3:
            driver: wire
        protocols:
          relay:
            driver: relay
            bind: [eth1, eth2]
          near:
            driver: sink
            bind: eth0
        steps:
          - unbind: eth2/relay
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)" }
          - advance: 5 ms
        """#
    ),
    DropReasonTrial(
      reason: "RateLimited",
      place: "slow",
      value: "rate = 1 kbit/s",
      source: "drops.yaml:10:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            filters:
              - driver: impair
                name: slow
                rate: 1 kbit/s
                burst: 64
                limit: 64
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth0, frame: "eth/ipv4/udp(dport=9)", count: 5 }
          - advance: 5 ms
        """#
    ),
    DropReasonTrial(
      reason: "SimulatedLoss",
      place: "lossy",
      value: "loss = 100 %",
      source: "drops.yaml:10:",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            filters:
              - driver: impair
                name: lossy
                loss: 100 %
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - receive: { at: eth0, frame: "eth/ipv4/udp(dport=9)" }
        """#
    ),
    DropReasonTrial(
      reason: "UnsupportedMedia",
      place: "capture0",
      value: "file = ",
      source: "drops.yaml:5:",
      stack: #"""
        name: drops
        adapters:
          capture0:
            driver: replay
            file: CAPTURE
        protocols:
          end:
            driver: sink
            bind: capture0
        """#
    ),
  ]
}
