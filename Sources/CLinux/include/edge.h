/// Live edges: TAP interfaces and packet sockets, a frame and its virtio-net header at a time or in batches.
///
/// Nothing here allocates, starts a thread or keeps state; each call returns 0, a count or -errno.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// Bytes of the virtio-net header a TAP queue carries.
  ND_TAP_HEADER = 12,
  /// The same on a packet socket.
  ND_PACKET_HEADER = 10,
  ND_TAP_QUEUES_MAX = 8,
  /// Messages of one batch of a packet socket.
  ND_PACKET_BATCH = 64,
};

/// What the reader of a TAP accepts (TUN_F_ bits).
enum {
  /// Frames whose transport checksum is still to be finished.
  ND_TAP_CHECKSUM = 0x01,
  /// TCP over IPv4 in units larger than the MTU.
  ND_TAP_SEGMENT_IPV4 = 0x02,
  /// The same over IPv6.
  ND_TAP_SEGMENT_IPV6 = 0x04,
  /// The same with ECN.
  ND_TAP_SEGMENT_ECN = 0x08,
};

/// Flags and kinds of a virtio-net header.
enum {
  ND_VNET_NEEDS_CHECKSUM = 1,
  ND_VNET_CHECKSUM_VALID = 2,
  ND_VNET_SEGMENT_NONE = 0,
  ND_VNET_SEGMENT_TCP4 = 1,
  ND_VNET_SEGMENT_UDP = 3,
  ND_VNET_SEGMENT_TCP6 = 4,
  ND_VNET_SEGMENT_UDP_L4 = 5,
  ND_VNET_SEGMENT_ECN = 0x80,
};

/// The virtio-net header in the host's byte order.
typedef struct nd_vnet_header {
  uint8_t flags;
  uint8_t segment_kind;
  /// Bytes of all headers of a unit to segment.
  uint16_t header_length;
  /// Payload bytes of each segment.
  uint16_t segment_size;
  /// Where the checksum's sum begins, and where in it the checksum is stored.
  uint16_t checksum_start;
  uint16_t checksum_offset;
  uint16_t buffers;
} nd_vnet_header;
_Static_assert(sizeof(nd_vnet_header) == ND_TAP_HEADER, "the header of a TAP queue is 12 bytes");

/// Opens `queues` (1...8) queues of a TAP interface in the namespace of the caller.
///
/// The queues are non-blocking and close-on-exec; each frame carries a 12-byte virtio-net header. `mac` is the address
/// the interface gets, NULL for none. An interface made here is down, and goes when the last queue is closed; a
/// persistent one that was there is used as it is. `offloads` are ND_TAP_ bits. On failure nothing stays open.
/// -EBUSY: somebody uses it. -EINVAL: it is no such TAP. -ENOENT, -EACCES: /dev/net/tun. -EPERM: the right is missing.
int nd_tap_open(const char *name, uint32_t queues, uint32_t offloads, const uint8_t *mac, int descriptors[]);

/// Plugs the interface's cable in or out, as its host sees it.
int nd_tap_set_carrier(int queue, bool on);

/// The name of the interface behind a queue, wherever it is. `name` has ND_LINK_NAME (16) bytes.
int nd_tap_name(int queue, char *name);

/// Takes one frame from a TAP queue. Returns its bytes without the header, or -errno; -EAGAIN if none waits.
///
/// The kernel cuts a frame longer than `capacity`.
int64_t nd_tap_read(int queue, nd_vnet_header *header, void *frame, size_t capacity);

/// Gives one frame, in up to 1024 pieces (struct iovec) after the header in `pieces[0]`, to an edge.
///
/// Returns all bytes written, or -errno.
int64_t nd_edge_write(int descriptor, const void *pieces, uint32_t count);

/// One received message of a packet socket.
typedef struct nd_packet {
  nd_vnet_header header;
  void *frame;
  uint32_t capacity;
  /// Bytes the frame has; more than `capacity` if it was cut.
  uint32_t length;
  /// The VLAN tag the host took out of the frame.
  uint16_t vlan_tci;
  uint16_t vlan_type;
  bool has_vlan;
  /// TP_STATUS_CSUMNOTREADY: the checksum is still to be finished; TP_STATUS_CSUM_VALID: the host verified it.
  bool checksum_not_ready;
  bool checksum_valid;
} nd_packet;

/// Opens a packet socket that receives every frame the interface takes in, and none this socket sends.
///
/// Non-blocking, close-on-exec. `*has_header` tells whether frames carry a virtio-net header (PACKET_VNET_HDR).
/// `buffer` is the wanted receive buffer in bytes. Returns the descriptor or -errno: -EPERM, -ENODEV.
int nd_packet_open(uint32_t index, uint32_t buffer, bool *has_header);

/// Switches promiscuous mode of the interface on or off, for as long as the socket lives.
int nd_packet_promiscuous(int packet, uint32_t index, bool on);
int nd_packet_all_multicast(int packet, uint32_t index, bool on);
/// Adds a group address to what the interface takes in, or drops it.
int nd_packet_membership(int packet, uint32_t index, const uint8_t address[6], bool on);

/// Takes up to ND_PACKET_BATCH messages. Returns their number, 0 if none waits, or -errno.
int nd_packet_read(int packet, bool has_header, nd_packet *packets, uint32_t count);

/// Frames the kernel dropped because the socket's buffer was full, since the last call.
int nd_packet_statistics(int packet, uint32_t *drops);

/// Takes the error that waits on a socket, as -errno; 0 if none does.
int nd_packet_error(int packet);
