/// Links, addresses and routes of the network namespace a socket was opened in, through rtnetlink.
///
/// Every call is made on a socket and acts in that socket's namespace, whoever uses it. Nothing here allocates, starts
/// a thread or keeps state, so that a forked child may call it. Each returns 0 (or a count) or -errno.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// Bytes of an interface name with its end.
  ND_LINK_NAME = 16,
};

/// An IPv4 or IPv6 address in network order; an IPv4 one takes the first four bytes.
typedef struct nd_ip_address {
  uint8_t bytes[16];
  bool is_ipv6;
  /// Bits of the network, 0...32 or 0...128.
  uint8_t prefix_length;
} nd_ip_address;

/// What the kernel counts of an interface; "received" is what came into the host.
typedef struct nd_link_statistics {
  uint64_t received_frames, received_bytes, receive_errors, receive_dropped;
  uint64_t sent_frames, sent_bytes, send_errors, send_dropped;
} nd_link_statistics;

/// An interface as the kernel describes it.
typedef struct nd_link {
  uint32_t index;
  uint32_t mtu;
  uint32_t queue_length;
  /// ARPHRD_ number; 1 is Ethernet.
  uint16_t type;
  /// IFF_UP: somebody switched it on.
  bool is_up;
  /// IFLA_CARRIER: its cable is connected, also while it is switched off.
  bool has_carrier;
  /// The interface was removed; only the index and the name hold.
  bool is_gone;
  char name[ND_LINK_NAME];
  uint8_t address[6];
  nd_link_statistics statistics;
} nd_link;

/// Opens a socket for requests in the namespace of the caller. Returns the descriptor or -errno.
int nd_netlink_open(void);

/// Switches an interface on or off.
int nd_link_set_up(int netlink, uint32_t index, bool up);
int nd_link_set_mtu(int netlink, uint32_t index, uint32_t mtu);
/// Frames the interface queues before it drops (IFLA_TXQLEN).
int nd_link_set_queue_length(int netlink, uint32_t index, uint32_t frames);
int nd_link_set_address(int netlink, uint32_t index, const uint8_t address[6]);
/// Gives the interface an address; an IPv6 one is usable at once (no duplicate address detection).
int nd_address_add(int netlink, uint32_t index, const nd_ip_address *address);
/// Adds a route through an interface. `destination` NULL is the default route; `gateway` NULL is on-link.
int nd_route_add(int netlink, uint32_t index, const nd_ip_address *destination, const nd_ip_address *gateway);

/// Reads an interface with its 64-bit statistics. -ENODEV if there is none.
int nd_link_read(int netlink, uint32_t index, nd_link *link);
/// The same by name.
int nd_link_find(int netlink, const char *name, nd_link *link);

/// What the interface says of its speed in bits per second, each direction. -EOPNOTSUPP if it says nothing.
int nd_link_speed(int netlink, const char *name, uint64_t *speed);

/// Opens a non-blocking socket that becomes readable when a link of the caller's namespace changes.
int nd_link_monitor_open(void);
/// Takes up to `limit` changes of links, oldest first. Returns their number; 0 if none waits.
///
/// -ENOBUFS: the kernel had more than it could keep; read the links again.
int nd_link_monitor_read(int monitor, nd_link *links, size_t limit);
