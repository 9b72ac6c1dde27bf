extension BuiltInStacks {
  /// The stack a program runs inside of.
  public static let shell = Stack(
    name: "shell",
    text: """
      # Shell: a program of this machine whose only network is this stack; it needs no root.
      #
      # `ndissect shell` starts your shell on a host of its own, "inside" (10.77.0.2 and fd77::2). The interface nd0 of that
      # host is the far end of the cable of "nic": what a program there sends, "nic" receives. At the top "router" answers for
      # 10.77.0.1 and fd77::1, the gateway of the host.
      #
      # What to look at:
      #   1. Type `ping 10.77.0.1` and press ^]. A request is received by "nic", looked at by "rules", seen by "watch" and
      #      consumed by "router"; the reply is a packet of its own, sent down the same way. Follow both, hop by hop.
      #   2. Before the first ping there was an ARP request; before a `ping fd77::1` a neighbour solicitation. The kernel asks
      #      for them, not the program.
      #   3. `echo hello > /dev/udp/10.77.0.1/9` in bash: the discard port. "rules" drops the frame, and its last hop names
      #      the rule and its line in this file. Any other port: "router" takes it and drops it as not for it.
      #   4. `ip link set nd0 down` unplugs the cable: the adapter runs on and its link is down. `up` plugs it in again.
      #   5. `ping -s 4000 10.77.0.1`: the kernel cuts the packet into fragments, and each is a packet of its own here.
      #   6. `ip -s link show nd0` counts what "nic" counts, the other way round.
      name: shell
      description: A program of this machine with no other network than this stack

      adapters:
        nic:
          driver: tap
          host: inside
          interface: nd0
          mac: 02-00-00-77-00-01
          addresses: [10.77.0.2/24, "fd77::2/64"]
          gateway: [10.77.0.1, "fd77::1"]
          filters:
            - driver: classify
              name: rules
              rules:
                - { match: udp dst port 9, action: drop }
            - driver: capture
              name: watch

      protocols:
        router:
          driver: responder
          bind: nic
          addresses: [10.77.0.1/24, "fd77::1/64"]

      """
  )
}
