#define _GNU_SOURCE
#include "private_keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void send_message(int control, keeper_message message, const int *descriptors, size_t count) {
  struct iovec piece = {&message, sizeof message};
  _Alignas(struct cmsghdr) char space[CMSG_SPACE(sizeof(int) * (ND_TAP_QUEUES_MAX + 2))];
  struct msghdr whole = {.msg_iov = &piece, .msg_iovlen = 1};
  if (count > 0) {
    whole.msg_control = space;
    whole.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    struct cmsghdr *rights = CMSG_FIRSTHDR(&whole);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int) * count);
    memcpy(CMSG_DATA(rights), descriptors, sizeof(int) * count);
  }
  while (sendmsg(control, &whole, MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

static void send_event(int control, nd_private_event_kind kind, int value) {
  send_message(control, (keeper_message){KEEPER_EVENT, value, kind, 0}, NULL, 0);
}

/// Lets go of what belongs to the caller alone; what the caller itself was given stays for the command.
static void close_inherited(int control, int terminal) {
  DIR *folder = opendir("/proc/self/fd");
  if (!folder) return;
  struct dirent *entry;
  while ((entry = readdir(folder))) {
    int descriptor = atoi(entry->d_name);
    if (descriptor <= 2 || descriptor == control || descriptor == terminal || descriptor == dirfd(folder)) continue;
    int flags = fcntl(descriptor, F_GETFD);
    if (flags >= 0 && flags & FD_CLOEXEC) close(descriptor);
  }
  closedir(folder);
}

/// What the keeper has open of its own.
typedef struct keeper_files {
  int control;
  int children;
  int label;
  /// The caller's terminal, where the explorer has it; -1 for none.
  int tty;
} keeper_files;

/// Lets go of everything else, so that no pipe of the command is held open.
static void close_rest(keeper_files files) {
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int i = 0; i < 3 && nothing >= 0; i++) dup2(nothing, i);
  int kept[] = {files.control, files.children, files.label, files.tty};
  int next = 3;
  for (;;) {
    int nearest = -1;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
      if (kept[i] >= next && (nearest < 0 || kept[i] < nearest)) nearest = kept[i];
    if (nearest < 0) break;
    if (nearest > next) syscall(SYS_close_range, next, nearest - 1, 0);
    next = nearest + 1;
  }
  syscall(SYS_close_range, next, ~0u, 0);
}

_Noreturn static void become(const nd_private_command *command, keeper_origin origin, int report) {
  int error = 0;
  prctl(PR_SET_PDEATHSIG, SIGHUP);
  if (command->terminal >= 0) {
    setsid();
    if (ioctl(command->terminal, TIOCSCTTY, 0) != 0) error = errno;
    for (int i = 0; i < 3 && error == 0; i++)
      if (dup2(command->terminal, i) < 0) error = errno;
  } else {
    setpgid(0, origin.group);
  }
  // Only a comfort: pings work without by the range of groups.
  nd_keeper_keep_capabilities();
  sigprocmask(SIG_SETMASK, origin.mask, NULL);
  if (error == 0) {
    execvpe(command->arguments[0], command->arguments, command->environment);
    error = errno;
  }
  ssize_t written = write(report, &error, sizeof error);
  (void)written;
  _exit(127);
}

/// Starts the command; its process, or 0 with the failure told.
static pid_t start_command(const nd_private_command *command, keeper_origin origin, int control) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    send_event(control, ND_PRIVATE_NOT_STARTED, errno);
    return 0;
  }
  pid_t child = fork();
  if (child == 0) become(command, origin, ends[1]);
  int error = child < 0 ? errno : 0;
  close(ends[1]);
  if (error == 0) {
    ssize_t count;
    do count = read(ends[0], &error, sizeof error);
    while (count < 0 && errno == EINTR);
    if (count != sizeof error) error = 0;
    if (error != 0) waitpid(child, NULL, 0);
  }
  close(ends[0]);
  send_event(control, error == 0 ? ND_PRIVATE_STARTED : ND_PRIVATE_NOT_STARTED, error == 0 ? child : error);
  return error == 0 ? child : 0;
}

/// Tells what became of the command; false once it has ended.
static bool reap(int control, pid_t command) {
  for (;;) {
    int status;
    pid_t process = waitpid(-1, &status, WNOHANG | WUNTRACED | WCONTINUED);
    if (process <= 0) return true;
    if (process != command) continue;
    if (WIFSTOPPED(status)) {
      send_event(control, ND_PRIVATE_STOPPED, WSTOPSIG(status));
    } else if (WIFCONTINUED(status)) {
      send_event(control, ND_PRIVATE_CONTINUED, 0);
    } else {
      send_event(control, ND_PRIVATE_EXITED, nd_exit_code(status));
      return false;
    }
  }
}

static void pass_on(pid_t command, int number) {
  // A shell that made a group of its own is stopped as a group.
  pid_t group = number == SIGCONT ? getpgid(command) : -1;
  if (group > 0 && group != getpgrp()) {
    kill(-group, number);
  } else {
    kill(command, number);
  }
}

/// Serves until the end; the command's process if it still runs then, else 0.
static pid_t serve(const nd_private_command *command, keeper_files files, keeper_origin origin) {
  int control = files.control, children = files.children;
  pid_t process = 0;
  for (;;) {
    struct pollfd watched[] = {{control, POLLIN, 0}, {children, POLLIN, 0}};
    if (poll(watched, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return process;
    }
    if (watched[1].revents != 0) {
      struct signalfd_siginfo information;
      while (read(children, &information, sizeof information) > 0) {
      }
      if (!reap(control, process)) return 0;
    }
    if (watched[0].revents == 0) continue;
    keeper_message message;
    ssize_t count = recv(control, &message, sizeof message, 0);
    if (count < 0 && errno == EINTR) continue;
    // The caller ended, or asks for the end by closing its side.
    if (count != sizeof message) return process;
    if (message.kind == KEEPER_GO && command && process == 0) {
      process = start_command(command, origin, control);
      close_rest(files);
      if (process == 0) return 0;
    } else if (message.kind == KEEPER_SIGNAL && process > 0) {
      pass_on(process, message.value);
    }
  }
}

/// The modes of the caller's terminal before the explorer takes it.
static struct termios found;

static int remember_terminal(const nd_private_command *command) {
  if (!command || command->terminal < 0 || tcgetattr(STDIN_FILENO, &found) != 0) return -1;
  return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
}

/// Gives the terminal back where the caller could not: killed by SIGKILL it leaves exactly the modes it set.
///
/// A terminal that is otherwise by now has a new master, and is let alone.
static void give_back_terminal(int tty) {
  struct termios now, raw = found;
  cfmakeraw(&raw);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  if (tty < 0 || tcgetattr(tty, &now) != 0) return;
  if (now.c_iflag != raw.c_iflag || now.c_oflag != raw.c_oflag || now.c_lflag != raw.c_lflag) return;
  if (found.c_lflag == raw.c_lflag && found.c_oflag == raw.c_oflag) return;
  // Main screen, cursor, keys, mouse and paste as at first; who does not know them skips them.
  static const char text[] = "\033[?1049l\033[?1l\033>\033[?25h\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[0m";
  const char *name = getenv("TERM");
  if (name && strcmp(name, "dumb") != 0) {
    ssize_t written = write(tty, text, sizeof text - 1);
    (void)written;
  }
  tcsetattr(tty, TCSANOW, &found);
}

/// A name for it in /proc: no file on disk tells of a running host.
static int label(const char *name) {
  char text[ND_PRIVATE_NAME + 32];
  snprintf(text, sizeof text, "ndissect-host:%s", name);
  prctl(PR_SET_NAME, "ndissect-host");
  return memfd_create(text, MFD_CLOEXEC);
}

static int children_descriptor(void) {
  sigset_t all;
  sigfillset(&all);
  const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL, SIGTRAP};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&all, faults[i]);
  sigprocmask(SIG_BLOCK, &all, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGCHLD);
  return signalfd(-1, &one, SFD_CLOEXEC | SFD_NONBLOCK);
}

void nd_keeper_run(const nd_private_host *host, const nd_private_command *command, int control, keeper_origin origin) {
  nd_private_failure failure = {0};
  // Its own group: what stops or interrupts the caller's job leaves it alone.
  setpgid(0, 0);
  // A stopped keeper goes on when its caller dies, and then sees that.
  prctl(PR_SET_PDEATHSIG, SIGCONT);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  close_inherited(control, command ? command->terminal : -1);
  int children = children_descriptor();
  if (children < 0) failure = (nd_private_failure){ND_PRIVATE_DESCRIPTORS, errno, 0};
  if (failure.code == 0) nd_keeper_isolate(&failure);
  int descriptors[ND_TAP_QUEUES_MAX + 2];
  for (uint32_t i = 0; i < host->interface_count && failure.code == 0; i++) {
    const nd_private_interface *interface = &host->interfaces[i];
    failure.interface = i;
    if (nd_keeper_connect(interface, descriptors, &failure) != 0) break;
    send_message(control, (keeper_message){KEEPER_INTERFACE, (int)i, 0, i}, descriptors, interface->queues + 2);
    for (uint32_t j = 0; j < interface->queues + 2; j++) close(descriptors[j]);
  }
  if (failure.code != 0) {
    send_message(control, (keeper_message){KEEPER_FAILED, failure.code, (int)failure.step, failure.interface}, NULL, 0);
    _exit(1);
  }
  // Without a command nothing of the caller's is needed any more.
  if (!command) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int i = 0; i < 3 && nothing >= 0; i++) dup2(nothing, i);
    if (nothing > 2) close(nothing);
  }
  keeper_files files = {control, children, label(host->name), remember_terminal(command)};
  send_message(control, (keeper_message){KEEPER_READY, 0, 0, 0}, NULL, 0);
  pid_t process = serve(command, files, origin);
  give_back_terminal(files.tty);
  int status = -1;
  nd_end_descendants(process, &status);
  if (process > 0 && status != -1) send_event(control, ND_PRIVATE_EXITED, nd_exit_code(status));
  _exit(0);
}
