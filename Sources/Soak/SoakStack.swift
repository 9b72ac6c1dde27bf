/// The stack that is soaked: two ends of a wire that talk, a source faster than any stack, and a cable to this host.
enum SoakStack {
  /// Filters and bindings that are there from the start; others come and go.
  static let lasting: Set<String> = [
    "tag", "watch", "untag", "gate", "lossy", "sift", "tapped", "caller", "counter", "drain",
    "answer",
  ]

  /// The stack file's text.
  ///
  /// `host`: with an adapter whose cable leads to this host.
  static func text(host: Bool) -> String {
    var text = """
      name: soak
      adapters:
        left:
          driver: wire
          peer: right
          rate: 10 Gbit/s
          delay: 20 us
          filters:
            - { driver: vlan, name: tag, id: 7 }
            - { driver: capture, name: watch }
        right:
          driver: wire
          rate: 10 Gbit/s
          delay: 20 us
          filters:
            - { driver: vlan, name: untag, id: 7 }
            - { driver: classify, name: gate, rules: [{ match: "icmp[7] & 15 = 0", action: drop }] }
            - { driver: impair, name: lossy, loss: 1 % }
        flood:
          driver: generator
          profile: flows
          flows: 4096
          rate: 5 Mpps
          queues: 4
          filters:
            - { driver: classify, name: sift, rules: [{ match: "udp[3] & 31 = 0", action: drop }] }

      """
    if host {
      text += """
          host:
            driver: tap
            interface: \(HostInterface.name)
            addresses: [10.77.0.2/24]
            filters:
              - { driver: capture, name: tapped }

        """
    }
    text += """
      protocols:
        caller: { driver: talker, bind: left, address: 10.0.0.1/24, target: 10.0.0.2, interval: 200 us }
        counter: { driver: talker, bind: right, address: 10.0.0.2/24, target: 10.0.0.1, interval: 300 us }
        drain: { driver: sink, bind: [right, flood] }

      """
    if host {
      text += """
          answer: { driver: responder, bind: host, addresses: [10.77.0.1/24] }

        """
    }
    return text
  }
}
