#define _GNU_SOURCE
#include "netlink.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  REQUEST_BYTES = 512,
  // A link description with statistics per family; the kernel cuts a message that does not fit.
  REPLY_BYTES = 32768,
};

/// A request under construction; attributes follow the family's header.
typedef struct request {
  struct nlmsghdr header;
  uint8_t payload[REQUEST_BYTES];
} request;

static void *begin(request *message, uint16_t type, uint16_t flags, size_t body) {
  memset(message, 0, sizeof *message);
  message->header.nlmsg_type = type;
  message->header.nlmsg_flags = NLM_F_REQUEST | flags;
  message->header.nlmsg_seq = 1;
  message->header.nlmsg_len = NLMSG_LENGTH(body);
  return message->payload;
}

static void attribute(request *message, uint16_t type, const void *value, size_t count) {
  size_t offset = NLMSG_ALIGN(message->header.nlmsg_len);
  if (offset + RTA_SPACE(count) > sizeof *message) return;
  struct rtattr *entry = (struct rtattr *)((uint8_t *)message + offset);
  entry->rta_type = type;
  entry->rta_len = RTA_LENGTH(count);
  memcpy(RTA_DATA(entry), value, count);
  message->header.nlmsg_len = offset + RTA_SPACE(count);
}

static int open_socket(int flags, uint32_t groups) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_ROUTE);
  if (descriptor < 0) return -errno;
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0) return descriptor;
  int error = errno;
  close(descriptor);
  return -error;
}

int nd_netlink_open(void) { return open_socket(0, 0); }
int nd_link_monitor_open(void) { return open_socket(SOCK_NONBLOCK, RTMGRP_LINK); }

static int transmit(int netlink, const request *message) {
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  for (;;) {
    ssize_t count = sendto(netlink, message, message->header.nlmsg_len, 0, (struct sockaddr *)&kernel, sizeof kernel);
    if (count >= 0) return 0;
    if (errno != EINTR) return -errno;
  }
}

/// Takes one datagram of the kernel's; its length, 0 for one from somebody else, or -errno.
static ssize_t take(int netlink, void *buffer, size_t capacity) {
  struct sockaddr_nl sender = {0};
  struct iovec vector = {buffer, capacity};
  struct msghdr message = {.msg_name = &sender, .msg_namelen = sizeof sender, .msg_iov = &vector, .msg_iovlen = 1};
  for (;;) {
    ssize_t count = recvmsg(netlink, &message, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -errno;
    return sender.nl_pid == 0 ? count : 0;
  }
}

static void read_attribute(nd_link *link, const struct rtattr *entry) {
  const void *value = RTA_DATA(entry);
  size_t count = RTA_PAYLOAD(entry);
  switch (entry->rta_type) {
  case IFLA_IFNAME:
    if (count > sizeof link->name - 1) count = sizeof link->name - 1;
    memcpy(link->name, value, count);
    break;
  case IFLA_ADDRESS:
    if (count == sizeof link->address) memcpy(link->address, value, count);
    break;
  case IFLA_CARRIER:
    if (count >= 1) link->has_carrier = *(const uint8_t *)value;
    break;
  case IFLA_MTU:
    if (count >= sizeof link->mtu) memcpy(&link->mtu, value, sizeof link->mtu);
    break;
  case IFLA_TXQLEN:
    if (count >= sizeof link->queue_length) memcpy(&link->queue_length, value, sizeof link->queue_length);
    break;
  case IFLA_STATS64: {
    struct rtnl_link_stats64 all = {0};
    memcpy(&all, value, count < sizeof all ? count : sizeof all);
    link->statistics = (nd_link_statistics){
        .received_frames = all.rx_packets,
        .received_bytes = all.rx_bytes,
        .receive_errors = all.rx_errors,
        .receive_dropped = all.rx_dropped,
        .sent_frames = all.tx_packets,
        .sent_bytes = all.tx_bytes,
        .send_errors = all.tx_errors,
        .send_dropped = all.tx_dropped,
    };
    break;
  }
  default:
    break;
  }
}

static bool parse_link(const struct nlmsghdr *header, nd_link *link) {
  if (header->nlmsg_len < NLMSG_LENGTH(sizeof(struct ifinfomsg))) return false;
  const struct ifinfomsg *info = NLMSG_DATA(header);
  *link = (nd_link){
      .index = (uint32_t)info->ifi_index,
      .type = info->ifi_type,
      .is_up = info->ifi_flags & IFF_UP,
      .is_gone = header->nlmsg_type == RTM_DELLINK,
  };
  int left = (int)(header->nlmsg_len - NLMSG_LENGTH(sizeof *info));
  for (const struct rtattr *entry = IFLA_RTA(info); RTA_OK(entry, left); entry = RTA_NEXT(entry, left)) {
    read_attribute(link, entry);
  }
  // A bridge announces that a port left it with the same message; the interface itself stays.
  if (link->is_gone && info->ifi_family == AF_BRIDGE) return false;
  return true;
}

/// Sends a request and waits for its answer; a link description goes to `link` if the caller wants one.
static int perform(int netlink, request *message, nd_link *link) {
  if (!link) message->header.nlmsg_flags |= NLM_F_ACK;
  int error = transmit(netlink, message);
  if (error < 0) return error;
  _Alignas(struct nlmsghdr) uint8_t buffer[REPLY_BYTES];
  for (;;) {
    ssize_t count = take(netlink, buffer, sizeof buffer);
    if (count < 0) return (int)count;
    int left = (int)count;
    for (struct nlmsghdr *header = (struct nlmsghdr *)buffer; NLMSG_OK(header, left);
         header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_seq != message->header.nlmsg_seq) continue;
      if (header->nlmsg_type == NLMSG_ERROR && header->nlmsg_len >= NLMSG_LENGTH(sizeof(struct nlmsgerr))) {
        return ((const struct nlmsgerr *)NLMSG_DATA(header))->error;
      }
      if (link && header->nlmsg_type == RTM_NEWLINK && parse_link(header, link)) return 0;
    }
  }
}

static struct ifinfomsg *begin_link(request *message, uint16_t type, uint32_t index) {
  struct ifinfomsg *info = begin(message, type, 0, sizeof *info);
  info->ifi_index = (int)index;
  return info;
}

int nd_link_set_up(int netlink, uint32_t index, bool up) {
  request message;
  struct ifinfomsg *info = begin_link(&message, RTM_NEWLINK, index);
  info->ifi_change = IFF_UP;
  info->ifi_flags = up ? IFF_UP : 0;
  return perform(netlink, &message, NULL);
}

int nd_link_set_mtu(int netlink, uint32_t index, uint32_t mtu) {
  request message;
  begin_link(&message, RTM_NEWLINK, index);
  attribute(&message, IFLA_MTU, &mtu, sizeof mtu);
  return perform(netlink, &message, NULL);
}

int nd_link_set_queue_length(int netlink, uint32_t index, uint32_t frames) {
  request message;
  begin_link(&message, RTM_NEWLINK, index);
  attribute(&message, IFLA_TXQLEN, &frames, sizeof frames);
  return perform(netlink, &message, NULL);
}

int nd_link_set_address(int netlink, uint32_t index, const uint8_t address[6]) {
  request message;
  begin_link(&message, RTM_NEWLINK, index);
  attribute(&message, IFLA_ADDRESS, address, 6);
  return perform(netlink, &message, NULL);
}

int nd_address_add(int netlink, uint32_t index, const nd_ip_address *address) {
  request message;
  struct ifaddrmsg *info = begin(&message, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, sizeof *info);
  size_t count = address->is_ipv6 ? 16 : 4;
  info->ifa_family = address->is_ipv6 ? AF_INET6 : AF_INET;
  info->ifa_prefixlen = address->prefix_length;
  info->ifa_flags = address->is_ipv6 ? IFA_F_NODAD : 0;
  info->ifa_index = index;
  attribute(&message, IFA_LOCAL, address->bytes, count);
  attribute(&message, IFA_ADDRESS, address->bytes, count);
  return perform(netlink, &message, NULL);
}

int nd_route_add(int netlink, uint32_t index, const nd_ip_address *destination, const nd_ip_address *gateway) {
  if (!destination && !gateway) return -EINVAL;
  request message;
  struct rtmsg *info = begin(&message, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, sizeof *info);
  bool is_ipv6 = destination ? destination->is_ipv6 : gateway->is_ipv6;
  size_t count = is_ipv6 ? 16 : 4;
  info->rtm_family = is_ipv6 ? AF_INET6 : AF_INET;
  info->rtm_table = RT_TABLE_MAIN;
  info->rtm_protocol = RTPROT_STATIC;
  info->rtm_scope = gateway ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK;
  info->rtm_type = RTN_UNICAST;
  if (destination) {
    info->rtm_dst_len = destination->prefix_length;
    attribute(&message, RTA_DST, destination->bytes, count);
  }
  if (gateway) attribute(&message, RTA_GATEWAY, gateway->bytes, count);
  attribute(&message, RTA_OIF, &index, sizeof index);
  return perform(netlink, &message, NULL);
}

int nd_link_read(int netlink, uint32_t index, nd_link *link) {
  if (index == 0 || index > INT32_MAX) return -ENODEV;
  request message;
  begin_link(&message, RTM_GETLINK, index);
  return perform(netlink, &message, link);
}

int nd_link_find(int netlink, const char *name, nd_link *link) {
  size_t count = strnlen(name, ND_LINK_NAME);
  if (count == 0 || count == ND_LINK_NAME) return -ENODEV;
  request message;
  begin_link(&message, RTM_GETLINK, 0);
  attribute(&message, IFLA_IFNAME, name, count + 1);
  return perform(netlink, &message, link);
}

int nd_link_speed(int netlink, const char *name, uint64_t *speed) {
  // Any socket answers this call for the interfaces of its own namespace.
  struct ethtool_cmd settings = {.cmd = ETHTOOL_GSET};
  struct ifreq wanted = {0};
  size_t count = strnlen(name, ND_LINK_NAME);
  if (count == 0 || count == ND_LINK_NAME) return -ENODEV;
  memcpy(wanted.ifr_name, name, count);
  wanted.ifr_data = (void *)&settings;
  if (ioctl(netlink, SIOCETHTOOL, &wanted) != 0) return -errno;
  uint32_t megabits = ethtool_cmd_speed(&settings);
  if (megabits == 0 || megabits == (uint32_t)SPEED_UNKNOWN) return -EOPNOTSUPP;
  *speed = (uint64_t)megabits * 1000000;
  return 0;
}

int nd_link_monitor_read(int monitor, nd_link *links, size_t limit) {
  size_t found = 0;
  _Alignas(struct nlmsghdr) uint8_t buffer[REPLY_BYTES];
  while (found < limit) {
    ssize_t count = take(monitor, buffer, sizeof buffer);
    if (count == -EAGAIN || count == -EWOULDBLOCK) break;
    if (count < 0) return (int)count;
    int left = (int)count;
    for (struct nlmsghdr *header = (struct nlmsghdr *)buffer; NLMSG_OK(header, left) && found < limit;
         header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_type != RTM_NEWLINK && header->nlmsg_type != RTM_DELLINK) continue;
      if (parse_link(header, &links[found])) found++;
    }
  }
  return (int)found;
}
