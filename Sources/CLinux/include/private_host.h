/// Private hosts: a user and a network namespace of the caller's own, whose interfaces are TAPs held by the caller.
///
/// A keeper, forked on the main thread before any other thread exists, makes the namespaces, holds them, starts the
/// command and ends whatever is left of it. It needs no privilege: the caller's own user is the only one there is
/// inside. Should the caller die, however that happens, the keeper ends everything inside and itself.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "edge.h"
#include "netlink.h"

enum {
  ND_PRIVATE_INTERFACES = 8,
  ND_PRIVATE_ADDRESSES = 32,
  ND_PRIVATE_GATEWAYS = 8,
  ND_PRIVATE_NAME = 64,
};

/// What was being done when it failed.
typedef enum nd_private_step {
  ND_PRIVATE_FORK = 1,
  ND_PRIVATE_USER_NAMESPACE,
  ND_PRIVATE_NETWORK_NAMESPACE,
  ND_PRIVATE_USER_MAP,
  ND_PRIVATE_TAP,
  ND_PRIVATE_LINK,
  ND_PRIVATE_ADDRESS,
  ND_PRIVATE_ROUTE,
  ND_PRIVATE_SETTINGS,
  ND_PRIVATE_DESCRIPTORS,
  ND_PRIVATE_TERMINAL,
  ND_PRIVATE_COMMAND,
  ND_PRIVATE_JOIN,
} nd_private_step;

/// A failed step; `code` is an errno, 0 if nothing failed.
typedef struct nd_private_failure {
  nd_private_step step;
  int code;
  /// Index of the interface concerned.
  uint32_t interface;
} nd_private_failure;

typedef struct nd_private_interface {
  char name[ND_LINK_NAME];
  uint32_t queues;
  /// ND_TAP_ bits.
  uint32_t offloads;
  uint8_t mac[6];
  /// 0 leaves the kernel's.
  uint32_t mtu;
  uint32_t queue_length;
  nd_ip_address addresses[ND_PRIVATE_ADDRESSES];
  uint32_t address_count;
  nd_ip_address gateways[ND_PRIVATE_GATEWAYS];
  uint32_t gateway_count;
} nd_private_interface;

typedef struct nd_private_host {
  char name[ND_PRIVATE_NAME];
  nd_private_interface interfaces[ND_PRIVATE_INTERFACES];
  uint32_t interface_count;
} nd_private_host;

/// What runs inside; of a host without a command only the namespaces are kept.
typedef struct nd_private_command {
  /// Ends with NULL.
  char *const *arguments;
  char *const *environment;
  /// The terminal it gets as its own; -1 leaves it that of the caller, in the caller's process group.
  int terminal;
} nd_private_command;

/// A host that is up.
typedef struct nd_private_running {
  int keeper;
  /// Socket to the keeper.
  int control;
  /// Queues of each interface.
  int queues[ND_PRIVATE_INTERFACES][ND_TAP_QUEUES_MAX];
  /// A socket for requests about the links inside, and one that tells of their changes.
  int netlinks[ND_PRIVATE_INTERFACES];
  int monitors[ND_PRIVATE_INTERFACES];
} nd_private_running;

typedef enum nd_private_event_kind {
  ND_PRIVATE_NOTHING = 0,
  /// `value` is the command's process.
  ND_PRIVATE_STARTED,
  /// `value` is the errno of exec; nothing runs.
  ND_PRIVATE_NOT_STARTED,
  /// `value` is the signal that stopped the command.
  ND_PRIVATE_STOPPED,
  ND_PRIVATE_CONTINUED,
  /// `value` is its exit code, or 128 + the signal that ended it.
  ND_PRIVATE_EXITED,
  /// The keeper is gone.
  ND_PRIVATE_LOST,
} nd_private_event_kind;

typedef struct nd_private_event {
  nd_private_event_kind kind;
  int value;
} nd_private_event;

/// An empty host; NULL without memory. Freed with `free`.
nd_private_host *nd_private_create(const char *name);
/// Adds an interface; returns it or NULL if there are too many or the name is too long.
nd_private_interface *nd_private_add(nd_private_host *host, const char *name);
/// Adds an address, or a gateway, of 4 or 16 bytes; false if there are too many.
bool nd_private_add_address(nd_private_interface *interface, const uint8_t *bytes, size_t count, uint8_t prefix);
bool nd_private_add_gateway(nd_private_interface *interface, const uint8_t *bytes, size_t count);

/// Makes the host; its command waits for `nd_private_go`. Main thread only, before there is another one.
///
/// Returns 0 or -errno, with the step in `*failure`.
int nd_private_start(const nd_private_host *host, const nd_private_command *command, nd_private_running *running,
                     nd_private_failure *failure);
/// Lets the command start.
int nd_private_go(int control);
/// Sends a signal to the command.
int nd_private_signal(int control, int number);
/// Takes the next event, without waiting.
nd_private_event nd_private_next(int control);
/// Ends what is left inside (HUP, 200 ms later KILL) and waits until the keeper is gone, at most 10 s.
///
/// Returns how the command ended, as ND_PRIVATE_EXITED does; -1 if that was told before.
int nd_private_end(int keeper, int control);
/// After a lost keeper: ends every process that descends from this one, and tells how `command` ended if it was one of
/// them (as ND_PRIVATE_EXITED does), else -1.
int nd_private_end_descendants(int command);

/// Whether a process is stopped.
bool nd_private_is_stopped(int process);

/// Joins the namespaces of a keeper and becomes the command. Returns only on failure.
void nd_private_enter(int keeper, char *const *arguments, char *const *environment, nd_private_failure *failure);

/// Makes the namespaces and a TAP in a child that ends at once, to see whether it can be done.
void nd_private_try(nd_private_failure *failure);

/// Notes TERM HUP INT QUIT USR1 USR2, and CONT if asked to, for `nd_private_next_signal` instead of ending the process;
/// what is ignored stays ignored. Returns a descriptor that is readable while one is noted, or -errno.
int nd_private_watch_signals(bool with_continue);
/// Takes one noted signal to pass on; 0 if there is none. A key's INT or QUIT reaches the command by itself and is not
/// told.
int nd_private_next_signal(void);
