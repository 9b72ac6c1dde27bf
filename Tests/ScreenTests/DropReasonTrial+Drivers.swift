extension DropReasonTrial {
  /// Reasons that need a driver of the tests, a person, or a state that the stack was brought to.
  static let more: [DropReasonTrial] = [
    DropReasonTrial(
      reason: "LowPower",
      place: "eth1",
      value: "power state = NdisDeviceStateD3",
      source: "command setOID at ",
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
            "*WakeOnMagicPacket": 1
        protocols:
          near:
            driver: sink
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - oid: { name: OID_PNP_SET_POWER, adapter: eth1, value: NdisDeviceStateD3 }
          - send: { at: near, frame: "eth(dst=02-00-00-00-00-02)/ipv4/udp(dport=9)" }
          - advance: 5 ms
        """#
    ),
    DropReasonTrial(
      reason: "LoopbackSuppressed",
      place: "NDIS",
      value: "near sent it and has packet filter = 0x20 PROMISCUOUS",
      source: "OID_GEN_CURRENT_PACKET_FILTER flight ",
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
                  - { match: udp port 7, action: drop }
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
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)" }
        """#
    ),
    DropReasonTrial(
      reason: "ResetInProgress",
      place: "again",
      value: "resetting completed it with NDIS_STATUS_RESET_IN_PROGRESS",
      source: "NdisFSendNetBufferListsComplete",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            filters:
              - driver: resetting
                name: again
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
          - send: { at: near, frame: "eth/ipv4/udp(dport=9)" }
        """#
    ),
    DropReasonTrial(
      reason: "DriverGaveNoReason",
      place: "keep",
      value: "keeping returned it without indicating it",
      source: "NdisFReturnNetBufferLists",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            filters:
              - driver: keeping
                name: keep
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
      reason: "SendAborted",
      place: "eth0",
      value: "NetBufferListCancelId = 0x77",
      source: "NdisCancelSendNetBufferLists",
      stack: #"""
        name: drops
        adapters:
          eth0:
            driver: wire
            peer: eth1
            mac: 02-00-00-00-00-01
            rate: 1 Mbit/s
          eth1:
            driver: wire
            mac: 02-00-00-00-00-02
        protocols:
          near:
            driver: canceller
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - advance: 9 ms
        """#
    ),
    DropReasonTrial(
      reason: "PortInactive",
      place: "near",
      value: "port 5 of eth0 does not exist",
      source: "default",
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
            driver: stray
            bind: eth0
          far:
            driver: responder
            bind: eth1
            addresses: [10.0.0.2/24]
        steps:
          - advance: 9 ms
        """#
    ),
    DropReasonTrial(
      reason: "DroppedByHand",
      place: "gate",
      value: "breakpoint 1: packet udp.dstport == 9 at eth0/gate",
      source: "command dropPacket",
      breakpoint: "packet udp.dstport == 9 at eth0/gate",
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
                  - { match: udp port 7, action: drop }
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
          - advance: 1 ms
          - receive: { at: eth0, frame: "eth/ipv4/udp(dport=9)" }
        """#
    ),
  ]
}
