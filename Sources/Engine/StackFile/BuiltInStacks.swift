/// The stacks compiled into the program, so that it starts without any file.
///
/// Each is the same, byte for byte, as the file of its name in `stacks/`.
public enum BuiltInStacks {
  /// A stack with the name it is found by.
  public struct Stack: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The text of its file.
    public let text: String
  }

  /// The stacks by name.
  public static let all = [lab, replay, shell]

  /// The stack that is explored when none is named.
  public static let lab = Stack(
    name: "lab",
    text: """
      # The lab: two adapters on one wire, a conversation, and a filter that drops a part of it.
      #
      # What to look at:
      #   1. The stack of eth0, from the top: the protocol "caller", the filters "watch" (monitoring), "gate" and "tag"
      #      (modifying), the miniport. This file does not say that order. It follows from what the filters declare:
      #      monitoring ones stand above modifying ones, and of two modifying ones of a class the first one named is nearest
      #      the miniport.
      #   2. Follow a ping of "caller": down through eth0, over the wire, up through eth1 to "answer", and the reply back.
      #      "tag" puts a VLAN tag into the frame on its way down, "untag" takes it out on its way up: see the bytes change.
      #   3. One ping in sixteen never arrives. Find one of them: "gate" dropped it, and its last hop names the rule and its
      #      line in this file.
      #   4. Two protocols are bound to eth1. A frame that both want goes to each as a list of its own over the same bytes,
      #      and the miniport gets its list back when the last of them is returned.
      #   5. eth2 has no medium. Its adapter runs and "quiet" is bound to it, and yet its link is down: running and
      #      connected are two different things.
      name: lab
      description: Two adapters on a wire, three filters on one of them, one dropping
      seed: 1

      adapters:
        eth0:
          driver: wire
          peer: eth1
          rate: 1 Gbit/s
          delay: 250 us
          mac: 02-00-00-00-00-01
          filters:
            - driver: vlan
              name: tag
              mode: access
              id: 100
            - driver: classify
              name: gate
              rules:
                - { match: "icmp[icmptype] = icmp-echo and icmp[7] & 15 = 0", action: drop }
                - { match: icmp or arp, action: permit }
            - driver: capture
              name: watch
        eth1:
          driver: wire
          rate: 1 Gbit/s
          delay: 250 us
          mac: 02-00-00-00-00-02
          filters:
            - driver: vlan
              name: untag
              mode: access
              id: 100
        eth2:
          driver: wire
          mac: 02-00-00-00-00-03
          media: disconnected

      protocols:
        caller:
          driver: talker
          bind: eth0
          address: 10.0.0.1/24
          target: 10.0.0.2
          interval: 20 ms
          size: 512
        answer:
          driver: responder
          bind: eth1
          addresses: [10.0.0.2/24]
        observer:
          driver: sink
          bind: eth1
        quiet:
          driver: sink
          bind: eth2

      """
  )

  /// The stack a capture file is fed through.
  public static let replay = Stack(
    name: "replay",
    text: """
      # Replay: the packets of a capture file received by an adapter, with a filter to watch them.
      #
      # `ndissect replay FILE` puts its file in the place of "file" below.
      #
      # What to look at:
      #   1. Every record of the capture is born at the miniport and indicated upward at the time it was captured.
      #   2. A record that was cut when it was captured stays cut, and is marked truncated: nothing is padded.
      #   3. "end" takes every packet whose destination its packet filter matches. Give its adapter another filter and see
      #      what changes: ndissect diff compares two sessions journey by journey.
      name: replay
      description: A capture file received by one adapter

      adapters:
        capture0:
          driver: replay
          file: capture.pcap
          timing: original
          filters:
            - capture

      protocols:
        end:
          driver: sink
          bind: capture0

      """
  )
}
