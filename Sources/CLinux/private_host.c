#define _GNU_SOURCE
#include "private_keeper.h"

#include "host.h"
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

nd_private_host *nd_private_create(const char *name) {
  nd_private_host *host = calloc(1, sizeof *host);
  if (host) strncpy(host->name, name, sizeof host->name - 1);
  return host;
}

nd_private_interface *nd_private_add(nd_private_host *host, const char *name) {
  if (host->interface_count == ND_PRIVATE_INTERFACES || strlen(name) >= ND_LINK_NAME) return NULL;
  nd_private_interface *interface = &host->interfaces[host->interface_count++];
  strcpy(interface->name, name);
  interface->queues = 1;
  return interface;
}

static nd_ip_address ip_address(const uint8_t *bytes, size_t count, uint8_t prefix) {
  nd_ip_address address = {.is_ipv6 = count == 16, .prefix_length = prefix};
  memcpy(address.bytes, bytes, count);
  return address;
}

bool nd_private_add_address(nd_private_interface *interface, const uint8_t *bytes, size_t count, uint8_t prefix) {
  if (interface->address_count == ND_PRIVATE_ADDRESSES || (count != 4 && count != 16)) return false;
  interface->addresses[interface->address_count++] = ip_address(bytes, count, prefix);
  return true;
}

bool nd_private_add_gateway(nd_private_interface *interface, const uint8_t *bytes, size_t count) {
  if (interface->gateway_count == ND_PRIVATE_GATEWAYS || (count != 4 && count != 16)) return false;
  interface->gateways[interface->gateway_count++] = ip_address(bytes, count, 0);
  return true;
}

/// Takes one message with its descriptors; false at the end.
static bool take(int control, keeper_message *message, int *descriptors, size_t *count) {
  struct iovec piece = {message, sizeof *message};
  _Alignas(struct cmsghdr) char space[CMSG_SPACE(sizeof(int) * (ND_TAP_QUEUES_MAX + 2))];
  struct msghdr whole = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  ssize_t received;
  do received = recvmsg(control, &whole, MSG_CMSG_CLOEXEC);
  while (received < 0 && errno == EINTR);
  if (received != sizeof *message) return false;
  *count = 0;
  struct cmsghdr *rights = CMSG_FIRSTHDR(&whole);
  if (rights && rights->cmsg_type == SCM_RIGHTS) {
    *count = (rights->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(descriptors, CMSG_DATA(rights), sizeof(int) * *count);
  }
  return true;
}

static int receive_host(const nd_private_host *host, nd_private_running *running, nd_private_failure *failure) {
  for (;;) {
    keeper_message message;
    int descriptors[ND_TAP_QUEUES_MAX + 2];
    size_t count;
    if (!take(running->control, &message, descriptors, &count)) {
      *failure = (nd_private_failure){ND_PRIVATE_DESCRIPTORS, EPIPE, 0};
      return EPIPE;
    }
    if (message.kind == KEEPER_READY) return 0;
    if (message.kind == KEEPER_FAILED) {
      *failure = (nd_private_failure){(nd_private_step)message.step, message.value, message.interface};
      return message.value;
    }
    uint32_t queues = host->interfaces[message.interface].queues;
    if (message.kind != KEEPER_INTERFACE || count != queues + 2) {
      // Out of descriptors: the kernel passes on fewer.
      for (size_t i = 0; i < count; i++) close(descriptors[i]);
      *failure = (nd_private_failure){ND_PRIVATE_DESCRIPTORS, EMFILE, message.interface};
      return EMFILE;
    }
    memcpy(running->queues[message.interface], descriptors, sizeof(int) * queues);
    running->netlinks[message.interface] = descriptors[queues];
    running->monitors[message.interface] = descriptors[queues + 1];
  }
}

int nd_private_start(const nd_private_host *host, const nd_private_command *command, nd_private_running *running,
                     nd_private_failure *failure) {
  memset(failure, 0, sizeof *failure);
  memset(running, 0xFF, sizeof *running);
  // What a lost keeper leaves behind comes to the caller.
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    *failure = (nd_private_failure){ND_PRIVATE_DESCRIPTORS, errno, 0};
    return -failure->code;
  }
  sigset_t mask;
  sigprocmask(SIG_SETMASK, NULL, &mask);
  keeper_origin origin = {.group = getpgrp(), .mask = &mask};
  pid_t keeper = fork();
  if (keeper == 0) {
    close(ends[0]);
    nd_keeper_run(host, command, ends[1], origin);
  }
  int error = keeper < 0 ? errno : 0;
  close(ends[1]);
  running->keeper = keeper;
  running->control = ends[0];
  if (error != 0) *failure = (nd_private_failure){ND_PRIVATE_FORK, error, 0};
  if (error == 0) error = receive_host(host, running, failure);
  if (error == 0) return 0;
  for (uint32_t i = 0; i < host->interface_count; i++) {
    for (uint32_t j = 0; j < ND_TAP_QUEUES_MAX; j++)
      if (running->queues[i][j] >= 0) close(running->queues[i][j]);
    if (running->netlinks[i] >= 0) close(running->netlinks[i]);
    if (running->monitors[i] >= 0) close(running->monitors[i]);
  }
  close(ends[0]);
  if (keeper > 0) waitpid(keeper, NULL, 0);
  return -error;
}

static int say(int control, keeper_message message) {
  return send(control, &message, sizeof message, MSG_NOSIGNAL) == sizeof message ? 0 : -errno;
}

int nd_private_go(int control) { return say(control, (keeper_message){KEEPER_GO, 0, 0, 0}); }

int nd_private_signal(int control, int number) { return say(control, (keeper_message){KEEPER_SIGNAL, number, 0, 0}); }

nd_private_event nd_private_next(int control) {
  keeper_message message;
  ssize_t count;
  do count = recv(control, &message, sizeof message, MSG_DONTWAIT);
  while (count < 0 && errno == EINTR);
  if (count < 0 && errno == EAGAIN) return (nd_private_event){ND_PRIVATE_NOTHING, 0};
  if (count != sizeof message || message.kind != KEEPER_EVENT) return (nd_private_event){ND_PRIVATE_LOST, 0};
  return (nd_private_event){(nd_private_event_kind)message.step, message.value};
}

int nd_private_end(int keeper, int control) {
  shutdown(control, SHUT_WR);
  keeper_message message;
  int code = -1;
  for (;;) {
    struct pollfd watched = {control, POLLIN, 0};
    int ready = poll(&watched, 1, 10000);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) kill(keeper, SIGKILL);
    if (ready <= 0 || recv(control, &message, sizeof message, 0) != sizeof message) break;
    if (message.kind == KEEPER_EVENT && message.step == ND_PRIVATE_EXITED) code = message.value;
  }
  close(control);
  while (waitpid(keeper, NULL, 0) < 0 && errno == EINTR) {
  }
  return code;
}

int nd_private_end_descendants(int command) {
  int status = -1;
  nd_end_descendants(command, &status);
  return status == -1 ? -1 : nd_exit_code(status);
}

// Signals to pass on.

static const int passed[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGCONT};
enum { PASSED_COUNT = sizeof passed / sizeof *passed };
static _Atomic uint32_t noted;
static _Atomic uint64_t noted_since;
static int noted_descriptor = -1;

static void end_by(int number) {
  nd_terminal_restore();
  signal(number, SIG_DFL);
  sigset_t open;
  sigemptyset(&open);
  sigaddset(&open, number);
  pthread_sigmask(SIG_UNBLOCK, &open, NULL);
  raise(number);
}

static void note(int number, siginfo_t *information, void *context) {
  (void)context;
  // The terminal told the whole job already.
  if ((number == SIGINT || number == SIGQUIT) && information->si_code == SI_KERNEL) return;
  int saved = errno;
  uint64_t now = nd_host_monotonic();
  for (size_t i = 0; i < PASSED_COUNT; i++) {
    if (passed[i] != number) continue;
    bool waits = atomic_fetch_or(&noted, 1u << i) & 1u << i;
    // Nobody takes it, for a terminal that stands still: what was asked a second time is done.
    if (waits && number != SIGCONT && now - noted_since > 1000000000) end_by(number);
    if (!waits) noted_since = now;
  }
  eventfd_write(noted_descriptor, 1);
  errno = saved;
}

int nd_private_watch_signals(bool with_continue) {
  if (noted_descriptor < 0) noted_descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (noted_descriptor < 0) return -errno;
  for (size_t i = 0; i < PASSED_COUNT; i++) {
    if (passed[i] == SIGCONT && !with_continue) continue;
    struct sigaction now;
    if (sigaction(passed[i], NULL, &now) != 0) return -errno;
    if (!(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_IGN) continue;
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    if (sigaction(passed[i], &action, NULL) != 0) return -errno;
  }
  return noted_descriptor;
}

int nd_private_next_signal(void) {
  eventfd_t count;
  eventfd_read(noted_descriptor, &count);
  for (size_t i = 0; i < PASSED_COUNT; i++)
    if (atomic_fetch_and(&noted, ~(1u << i)) & 1u << i) return passed[i];
  return 0;
}
