#define _GNU_SOURCE
#include "edge.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

// Older headers lack it; kernels before 4.20 answer ENOPROTOOPT.
#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

static void copy_name(struct ifreq *wanted, const char *name) {
  size_t count = strnlen(name, IFNAMSIZ - 1);
  memcpy(wanted->ifr_name, name, count);
}

static int open_queue(const char *name, uint32_t offloads, short kind) {
  int queue = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (queue < 0) return -errno;
  struct ifreq wanted = {0};
  copy_name(&wanted, name);
  wanted.ifr_flags = (short)(IFF_TAP | IFF_NO_PI | IFF_VNET_HDR | kind);
  int header = ND_TAP_HEADER;
  if (ioctl(queue, TUNSETIFF, &wanted) == 0 && ioctl(queue, TUNSETVNETHDRSZ, &header) == 0 &&
      ioctl(queue, TUNSETOFFLOAD, (unsigned long)offloads) == 0) {
    return queue;
  }
  int error = errno;
  close(queue);
  return -error;
}

int nd_tap_open(const char *name, uint32_t queues, uint32_t offloads, const uint8_t *mac, int descriptors[]) {
  if (queues == 0 || queues > ND_TAP_QUEUES_MAX || strnlen(name, IFNAMSIZ) >= IFNAMSIZ) return -EINVAL;
  uint32_t made = 0;
  int error = 0;
  short kind = queues > 1 ? IFF_MULTI_QUEUE : 0;
  while (error == 0 && made < queues) {
    int queue = open_queue(name, offloads, kind);
    // An interface that was there already may be made for several queues; one of them is enough.
    if (queue == -EINVAL && queues == 1 && kind == 0) queue = open_queue(name, offloads, kind = IFF_MULTI_QUEUE);
    if (queue < 0) {
      error = queue;
    } else {
      descriptors[made++] = queue;
    }
  }
  if (error == 0 && mac) {
    struct ifreq wanted = {0};
    copy_name(&wanted, name);
    wanted.ifr_hwaddr.sa_family = ARPHRD_ETHER;
    memcpy(wanted.ifr_hwaddr.sa_data, mac, 6);
    if (ioctl(descriptors[0], SIOCSIFHWADDR, &wanted) != 0) error = -errno;
  }
  if (error == 0) return 0;
  while (made > 0) close(descriptors[--made]);
  return error;
}

int nd_tap_set_carrier(int queue, bool on) {
  int value = on;
  return ioctl(queue, TUNSETCARRIER, &value) == 0 ? 0 : -errno;
}

int nd_tap_name(int queue, char *name) {
  struct ifreq found = {0};
  if (ioctl(queue, TUNGETIFF, &found) != 0) return -errno;
  memcpy(name, found.ifr_name, IFNAMSIZ);
  name[IFNAMSIZ - 1] = 0;
  return 0;
}

int64_t nd_tap_read(int queue, nd_vnet_header *header, void *frame, size_t capacity) {
  struct iovec pieces[] = {{header, sizeof *header}, {frame, capacity}};
  for (;;) {
    ssize_t count = readv(queue, pieces, 2);
    if (count >= (ssize_t)sizeof *header) return count - (ssize_t)sizeof *header;
    if (count >= 0) return -EPROTO;
    if (errno != EINTR) return -errno;
  }
}

int64_t nd_edge_write(int descriptor, const void *pieces, uint32_t count) {
  for (;;) {
    ssize_t written = writev(descriptor, pieces, (int)count);
    if (written >= 0) return written;
    if (errno != EINTR) return -errno;
  }
}

static int set_option(int packet, int option, int value) {
  return setsockopt(packet, SOL_PACKET, option, &value, sizeof value) == 0 ? 0 : -errno;
}

int nd_packet_open(uint32_t index, uint32_t buffer, bool *has_header) {
  // Protocol 0 until it is bound, so that no frame of another interface slips in.
  int packet = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (packet < 0) return -errno;
  *has_header = set_option(packet, PACKET_VNET_HDR, 1) == 0;
  int error = set_option(packet, PACKET_AUXDATA, 1);
  if (error == 0) error = set_option(packet, PACKET_IGNORE_OUTGOING, 1);
  int wanted = buffer > INT32_MAX ? INT32_MAX : (int)buffer;
  // The forced size passes the system's limit but needs CAP_NET_ADMIN outside of user namespaces.
  if (setsockopt(packet, SOL_SOCKET, SO_RCVBUFFORCE, &wanted, sizeof wanted) != 0)
    setsockopt(packet, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof wanted);
  struct sockaddr_ll address = {
      .sll_family = AF_PACKET,
      .sll_protocol = htons(ETH_P_ALL),
      .sll_ifindex = (int)index,
  };
  if (error == 0 && bind(packet, (struct sockaddr *)&address, sizeof address) != 0) error = -errno;
  if (error == 0) return packet;
  close(packet);
  return error;
}

static int membership(int packet, uint32_t index, unsigned short kind, const uint8_t *address, bool on) {
  struct packet_mreq wanted = {.mr_ifindex = (int)index, .mr_type = kind, .mr_alen = address ? 6 : 0};
  if (address) memcpy(wanted.mr_address, address, 6);
  int option = on ? PACKET_ADD_MEMBERSHIP : PACKET_DROP_MEMBERSHIP;
  return setsockopt(packet, SOL_PACKET, option, &wanted, sizeof wanted) == 0 ? 0 : -errno;
}

int nd_packet_promiscuous(int packet, uint32_t index, bool on) {
  return membership(packet, index, PACKET_MR_PROMISC, NULL, on);
}

int nd_packet_all_multicast(int packet, uint32_t index, bool on) {
  return membership(packet, index, PACKET_MR_ALLMULTI, NULL, on);
}

int nd_packet_membership(int packet, uint32_t index, const uint8_t address[6], bool on) {
  return membership(packet, index, address[0] & 1 ? PACKET_MR_MULTICAST : PACKET_MR_UNICAST, address, on);
}

int nd_packet_read(int packet, bool has_header, nd_packet *packets, uint32_t count) {
  if (count > ND_PACKET_BATCH) count = ND_PACKET_BATCH;
  struct mmsghdr messages[ND_PACKET_BATCH];
  struct iovec pieces[ND_PACKET_BATCH][2];
  _Alignas(struct cmsghdr) uint8_t control[ND_PACKET_BATCH][CMSG_SPACE(sizeof(struct tpacket_auxdata))];
  size_t lead = has_header ? ND_PACKET_HEADER : 0;
  for (uint32_t i = 0; i < count; i++) {
    packets[i].header = (nd_vnet_header){0};
    pieces[i][0] = (struct iovec){&packets[i].header, lead};
    pieces[i][1] = (struct iovec){packets[i].frame, packets[i].capacity};
    messages[i] = (struct mmsghdr){0};
    messages[i].msg_hdr.msg_iov = pieces[i];
    messages[i].msg_hdr.msg_iovlen = 2;
    messages[i].msg_hdr.msg_control = control[i];
    messages[i].msg_hdr.msg_controllen = sizeof control[i];
  }
  int taken = recvmmsg(packet, messages, count, MSG_DONTWAIT | MSG_TRUNC, NULL);
  if (taken < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
  for (int i = 0; i < taken; i++) {
    nd_packet *each = &packets[i];
    each->length = messages[i].msg_len > lead ? (uint32_t)(messages[i].msg_len - lead) : 0;
    each->has_vlan = each->checksum_not_ready = each->checksum_valid = false;
    for (struct cmsghdr *entry = CMSG_FIRSTHDR(&messages[i].msg_hdr); entry;
         entry = CMSG_NXTHDR(&messages[i].msg_hdr, entry)) {
      if (entry->cmsg_level != SOL_PACKET || entry->cmsg_type != PACKET_AUXDATA) continue;
      struct tpacket_auxdata about;
      memcpy(&about, CMSG_DATA(entry), sizeof about);
      each->has_vlan = about.tp_status & TP_STATUS_VLAN_VALID;
      each->vlan_tci = about.tp_vlan_tci;
      each->vlan_type = about.tp_status & TP_STATUS_VLAN_TPID_VALID ? about.tp_vlan_tpid : ETH_P_8021Q;
      each->checksum_not_ready = about.tp_status & TP_STATUS_CSUMNOTREADY;
      each->checksum_valid = about.tp_status & TP_STATUS_CSUM_VALID;
    }
  }
  return taken;
}

int nd_packet_statistics(int packet, uint32_t *drops) {
  struct tpacket_stats counted = {0};
  socklen_t size = sizeof counted;
  if (getsockopt(packet, SOL_PACKET, PACKET_STATISTICS, &counted, &size) != 0) return -errno;
  *drops = counted.tp_drops;
  return 0;
}

int nd_packet_error(int packet) {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(packet, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return -errno;
  return -error;
}
