/// What the two sides of a private host share.
#pragma once

#include "private_host.h"

#include <sys/types.h>

typedef enum keeper_message_kind {
  /// With the queues and the two sockets of interface `value`.
  KEEPER_INTERFACE = 1,
  KEEPER_READY,
  /// `value` is the errno, `step` and `interface` tell what failed.
  KEEPER_FAILED,
  KEEPER_EVENT,
  // From the caller.
  KEEPER_GO,
  KEEPER_SIGNAL,
} keeper_message_kind;

typedef struct keeper_message {
  int kind;
  int value;
  int step;
  uint32_t interface;
} keeper_message;

/// What a process passes on when it becomes the command.
typedef struct keeper_origin {
  /// The caller's process group, which the command joins if it gets no terminal of its own.
  pid_t group;
  sigset_t *mask;
} keeper_origin;

/// Runs in the forked child; never returns.
_Noreturn void nd_keeper_run(const nd_private_host *host, const nd_private_command *command, int control,
                             keeper_origin origin);

/// Makes the namespaces and maps the caller's own user; 0 or an errno with the step in `*failure`.
int nd_keeper_isolate(nd_private_failure *failure);
/// Makes one interface; `descriptors` gets its queues, then a netlink socket, then a monitor.
int nd_keeper_connect(const nd_private_interface *interface, int *descriptors, nd_private_failure *failure);

/// Lets a command started by exec keep the network capabilities of its own namespace.
int nd_keeper_keep_capabilities(void);

/// Ends every process that descends from this one: HUP, 200 ms later KILL. `*status` gets what waitpid told of
/// `watched`; it is left alone if that process was not among them.
void nd_end_descendants(pid_t watched, int *status);
/// An exit code as a shell gives it.
int nd_exit_code(int status);
