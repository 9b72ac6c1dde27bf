#define _GNU_SOURCE
#include "private_keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int fail(nd_private_failure *failure, nd_private_step step, int code) {
  failure->step = step;
  failure->code = code;
  return code;
}

static int write_file(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  size_t length = strlen(text);
  ssize_t written = write(file, text, length);
  int error = written == (ssize_t)length ? 0 : written < 0 ? errno : EIO;
  close(file);
  return error;
}

int nd_keeper_isolate(nd_private_failure *failure) {
  unsigned user = geteuid(), group = getegid();
  // Apart, so that it is known which of the two is refused.
  if (unshare(CLONE_NEWUSER) != 0) return fail(failure, ND_PRIVATE_USER_NAMESPACE, errno);
  if (unshare(CLONE_NEWNET) != 0) return fail(failure, ND_PRIVATE_NETWORK_NAMESPACE, errno);
  char text[64];
  // Kernels before 3.19 have no such file, and no such rule.
  int error = write_file("/proc/self/setgroups", "deny");
  if (error == ENOENT) error = 0;
  snprintf(text, sizeof text, "%u %u 1", user, user);
  if (error == 0) error = write_file("/proc/self/uid_map", text);
  snprintf(text, sizeof text, "%u %u 1", group, group);
  if (error == 0) error = write_file("/proc/self/gid_map", text);
  if (error != 0) return fail(failure, ND_PRIVATE_USER_MAP, error);
  // Pings without a privilege, and servers on any port. What is missing is missed only by those who use it.
  snprintf(text, sizeof text, "%u %u", group, group);
  write_file("/proc/sys/net/ipv4/ping_group_range", text);
  write_file("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
  nd_link link;
  int netlink = nd_netlink_open();
  error = netlink < 0 ? netlink : nd_link_find(netlink, "lo", &link);
  if (error == 0) error = nd_link_set_up(netlink, link.index, true);
  if (netlink >= 0) close(netlink);
  return error == 0 ? 0 : fail(failure, ND_PRIVATE_LINK, -error);
}

static int configure(int netlink, const nd_private_interface *interface, nd_private_failure *failure) {
  nd_link link;
  int error = nd_link_find(netlink, interface->name, &link);
  if (error == 0 && interface->mtu != 0) error = nd_link_set_mtu(netlink, link.index, interface->mtu);
  if (error == 0) error = nd_link_set_queue_length(netlink, link.index, interface->queue_length);
  if (error == 0) error = nd_link_set_up(netlink, link.index, true);
  if (error != 0) return fail(failure, ND_PRIVATE_LINK, -error);
  for (uint32_t i = 0; i < interface->address_count; i++) {
    error = nd_address_add(netlink, link.index, &interface->addresses[i]);
    if (error != 0) return fail(failure, ND_PRIVATE_ADDRESS, -error);
  }
  for (uint32_t i = 0; i < interface->gateway_count; i++) {
    error = nd_route_add(netlink, link.index, NULL, &interface->gateways[i]);
    if (error != 0) return fail(failure, ND_PRIVATE_ROUTE, -error);
  }
  return 0;
}

int nd_keeper_connect(const nd_private_interface *interface, int *descriptors, nd_private_failure *failure) {
  uint32_t queues = interface->queues;
  int error = nd_tap_open(interface->name, queues, interface->offloads, interface->mac, descriptors);
  if (error != 0) return fail(failure, ND_PRIVATE_TAP, -error);
  // Opened first, so that it tells of everything that happens to the interface.
  int monitor = nd_link_monitor_open();
  int netlink = monitor < 0 ? monitor : nd_netlink_open();
  error = netlink < 0 ? fail(failure, ND_PRIVATE_LINK, -netlink) : configure(netlink, interface, failure);
  descriptors[queues] = netlink;
  descriptors[queues + 1] = monitor;
  if (error == 0) return 0;
  if (netlink >= 0 && monitor >= 0) close(netlink);
  if (monitor >= 0) close(monitor);
  for (uint32_t i = 0; i < queues; i++) close(descriptors[i]);
  return error;
}

int nd_keeper_keep_capabilities(void) {
  static const unsigned kept[] = {CAP_NET_RAW, CAP_NET_ADMIN};
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
  if (syscall(SYS_capget, &header, data) != 0) return errno;
  for (size_t i = 0; i < 2; i++) data[kept[i] / 32].inheritable |= 1u << kept[i] % 32;
  if (syscall(SYS_capset, &header, data) != 0) return errno;
  for (size_t i = 0; i < 2; i++)
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, kept[i], 0, 0) != 0) return errno;
  return 0;
}

void nd_private_try(nd_private_failure *failure) {
  memset(failure, 0, sizeof *failure);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    fail(failure, ND_PRIVATE_FORK, errno);
    return;
  }
  pid_t child = fork();
  if (child == 0) {
    static const nd_private_interface trial = {
        .name = "nd0", .queues = 1, .mac = {2, 0, 0, 0, 0, 1}, .queue_length = 1000};
    nd_private_failure found = {0};
    int descriptors[3];
    if (nd_keeper_isolate(&found) == 0) nd_keeper_connect(&trial, descriptors, &found);
    ssize_t written = write(ends[1], &found, sizeof found);
    _exit(written == sizeof found ? 0 : 1);
  }
  int error = child < 0 ? errno : 0;
  close(ends[1]);
  if (error != 0 || read(ends[0], failure, sizeof *failure) != sizeof *failure)
    fail(failure, ND_PRIVATE_FORK, error != 0 ? error : EPIPE);
  close(ends[0]);
  if (child > 0) waitpid(child, NULL, 0);
}

/// Whether a process is in another namespace of a kind than this one.
static bool differs(int process, const char *kind) {
  char path[64];
  struct stat own, other;
  snprintf(path, sizeof path, "/proc/%d/ns/%s", process, kind);
  if (stat(path, &other) != 0) return true;
  snprintf(path, sizeof path, "/proc/self/ns/%s", kind);
  return stat(path, &own) != 0 || own.st_ino != other.st_ino || own.st_dev != other.st_dev;
}

void nd_private_enter(int keeper, char *const *arguments, char *const *environment, nd_private_failure *failure) {
  memset(failure, 0, sizeof *failure);
  if (differs(keeper, "net")) {
    int process = (int)syscall(SYS_pidfd_open, keeper, 0);
    int kinds = CLONE_NEWNET | (differs(keeper, "user") ? CLONE_NEWUSER : 0);
    if (process < 0 || setns(process, kinds) != 0) {
      fail(failure, ND_PRIVATE_JOIN, errno);
      return;
    }
    close(process);
    int error = nd_keeper_keep_capabilities();
    if (error != 0) {
      fail(failure, ND_PRIVATE_JOIN, error);
      return;
    }
  }
  execvpe(arguments[0], arguments, environment);
  fail(failure, ND_PRIVATE_COMMAND, errno);
}
