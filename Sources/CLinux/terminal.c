#define _GNU_SOURCE
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

enum { BYTES_MAX = 1024, ALTERNATE_STACK = 64 * 1024 };

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL, SIGTRAP};
static const int ending_signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { FATAL_COUNT = sizeof fatal_signals / sizeof fatal_signals[0] };
enum { ENDING_COUNT = sizeof ending_signals / sizeof ending_signals[0] };

/// Everything a handler reads is set up before the handlers are installed, or guarded by `taken`.
static struct {
  int tty;
  int signals;
  int held_errors;
  int real_errors;
  struct termios found;
  struct termios raw;
  char restore[BYTES_MAX];
  size_t restore_count;
  char enter[BYTES_MAX];
  size_t enter_count;
  struct sigaction before[FATAL_COUNT];
} terminal = {.tty = -1, .signals = -1, .held_errors = -1, .real_errors = -1};

static atomic_bool taken;
static atomic_bool dying;
/// The thread that ends the process.
static _Atomic long ender;
static _Atomic uint32_t pending;

static void write_all(int descriptor, const char *bytes, size_t count) {
  // A terminal that is stopped or gone must not hold up the end of the process for ever.
  for (int stalls = 0; count > 0 && stalls < 100;) {
    // Also where writing waits: a terminal that nobody reads has no room.
    struct pollfd room = {.fd = descriptor, .events = POLLOUT};
    if (poll(&room, 1, 10) <= 0) {
      stalls += 1;
      continue;
    }
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && (errno == EINTR || errno == EAGAIN)) {
      stalls += 1;
    } else {
      return;
    }
  }
}

static void set_modes(const struct termios *modes) {
  // A background process would be stopped by SIGTTOU here.
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &block, &old);
  // Without draining: output to a terminal that was halted would never end.
  while (tcsetattr(terminal.tty, TCSANOW, modes) != 0 && errno == EINTR) {
  }
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void hold_errors(void) {
  if (terminal.held_errors >= 0 || !isatty(STDERR_FILENO)) return;
  int memory = memfd_create("standard-error", MFD_CLOEXEC);
  if (memory < 0) return;
  int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (real < 0 || dup2(memory, STDERR_FILENO) < 0) {
    if (real >= 0) close(real);
    close(memory);
    return;
  }
  terminal.real_errors = real;
  terminal.held_errors = memory;
}

static void replay_errors(void) {
  int memory = terminal.held_errors;
  int real = terminal.real_errors;
  if (memory < 0) return;
  terminal.held_errors = -1;
  terminal.real_errors = -1;
  dup2(real, STDERR_FILENO);
  char part[512];
  off_t offset = 0;
  ssize_t count;
  while ((count = pread(memory, part, sizeof part, offset)) > 0) {
    write_all(real, part, (size_t)count);
    offset += count;
  }
  close(memory);
  close(real);
}

void nd_terminal_restore(void) {
  if (!atomic_exchange(&taken, false)) return;
  int saved = errno;
  write_all(terminal.tty, terminal.restore, terminal.restore_count);
  set_modes(&terminal.found);
  replay_errors();
  errno = saved;
}

void nd_terminal_enter(bool write_enter) {
  hold_errors();
  set_modes(&terminal.raw);
  if (write_enter) write_all(terminal.tty, terminal.enter, terminal.enter_count);
  atomic_store(&taken, true);
}

static void raise_default(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  sigset_t open;
  sigemptyset(&open);
  sigaddset(&open, number);
  pthread_sigmask(SIG_UNBLOCK, &open, NULL);
  raise(number);
}

static void on_end(int number) {
  atomic_store(&ender, syscall(SYS_gettid));
  atomic_store(&dying, true);
  nd_terminal_restore();
  raise_default(number);
}

static const char *signal_name(int number) {
  switch (number) {
  case SIGSEGV: return "SIGSEGV";
  case SIGBUS: return "SIGBUS";
  case SIGFPE: return "SIGFPE";
  case SIGABRT: return "SIGABRT";
  case SIGILL: return "SIGILL";
  default: return "SIGTRAP";
  }
}

static void report(int number, const siginfo_t *info) {
  char line[128];
  size_t length = 0;
  const char *parts[] = {"ndissect: crashed by ", signal_name(number), " at address 0x"};
  for (size_t i = 0; i < 3; i++) {
    size_t count = strlen(parts[i]);
    memcpy(line + length, parts[i], count);
    length += count;
  }
  uintptr_t address = number == SIGABRT ? 0 : (uintptr_t)info->si_addr;
  for (int shift = (int)sizeof address * 8 - 4; shift >= 0; shift -= 4) {
    line[length++] = "0123456789abcdef"[address >> shift & 15];
  }
  line[length++] = '\n';
  write_all(STDERR_FILENO, line, length);
}

static void on_fatal(int number, siginfo_t *info, void *context) {
  long thread = syscall(SYS_gettid);
  if (atomic_exchange(&dying, true)) {
    // A second thread that faults meanwhile waits for the first to end the process.
    while (atomic_load(&ender) != thread) pause();
    raise_default(number);
    return;
  }
  atomic_store(&ender, thread);
  bool was_taken = atomic_load(&taken);
  nd_terminal_restore();
  if (was_taken) report(number, info);
  for (size_t i = 0; i < FATAL_COUNT; i++) {
    if (fatal_signals[i] != number) continue;
    const struct sigaction *before = &terminal.before[i];
    if (before->sa_flags & SA_SIGINFO) {
      if (before->sa_sigaction) before->sa_sigaction(number, info, context);
    } else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
      before->sa_handler(number);
    }
  }
  raise_default(number);
}

static void on_notice(int number) {
  int saved = errno;
  uint32_t bit = number == SIGWINCH ? ND_TERMINAL_RESIZED : number == SIGTSTP ? ND_TERMINAL_SUSPEND : ND_TERMINAL_CONTINUED;
  atomic_fetch_or(&pending, bit);
  uint64_t one = 1;
  ssize_t written = write(terminal.signals, &one, sizeof one);
  (void)written;
  errno = saved;
}

static int install(int number, void (*handler)(int), int flags) {
  struct sigaction now;
  if (sigaction(number, NULL, &now) != 0) return errno;
  // A job started by nohup, or in the background of a shell without job control, keeps what it was told to ignore.
  if (!(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_IGN) return 0;
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL) == 0 ? 0 : errno;
}

int nd_terminal_install(int descriptor) {
  if (terminal.signals >= 0) return 0;
  if (tcgetattr(descriptor, &terminal.found) != 0) return errno;
  terminal.tty = descriptor;
  terminal.raw = terminal.found;
  cfmakeraw(&terminal.raw);
  terminal.raw.c_cc[VMIN] = 1;
  terminal.raw.c_cc[VTIME] = 0;
  int events = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (events < 0) return errno;
  terminal.signals = events;
  int code = nd_terminal_thread_stack();
  if (code != 0) return code;
  for (size_t i = 0; i < FATAL_COUNT; i++) {
    // An empty mask: threads the earlier handler starts inherit it, and must be able to fault.
    struct sigaction action = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    if (sigaction(fatal_signals[i], &action, &terminal.before[i]) != 0) return errno;
  }
  for (size_t i = 0; i < ENDING_COUNT; i++) {
    code = install(ending_signals[i], on_end, SA_ONSTACK);
    if (code != 0) return code;
  }
  const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT};
  for (size_t i = 0; i < 3; i++) {
    code = install(notices[i], on_notice, SA_RESTART | SA_ONSTACK);
    if (code != 0) return code;
  }
  return 0;
}

int nd_terminal_set_bytes(const char *restore, size_t restore_count, const char *enter, size_t enter_count) {
  if (restore_count > BYTES_MAX || enter_count > BYTES_MAX) return ENOSPC;
  // A handler that runs between these lines sees a short text, never a torn one.
  terminal.restore_count = 0;
  atomic_signal_fence(memory_order_seq_cst);
  memcpy(terminal.restore, restore, restore_count);
  atomic_signal_fence(memory_order_seq_cst);
  terminal.restore_count = restore_count;
  memcpy(terminal.enter, enter, enter_count);
  terminal.enter_count = enter_count;
  return 0;
}

void nd_terminal_suspend(void) {
  bool was_taken = atomic_load(&taken);
  nd_terminal_restore();
  // SIGTSTP is discarded in an orphaned process group; SIGSTOP is not. The whole group stops, as by ^Z in a shell.
  // Continued in the background, it stops again: the terminal is not its own then.
  do kill(0, SIGSTOP);
  while (tcgetpgrp(terminal.tty) > 0 && tcgetpgrp(terminal.tty) != getpgrp());
  atomic_fetch_and(&pending, ~(uint32_t)(ND_TERMINAL_SUSPEND | ND_TERMINAL_CONTINUED));
  if (was_taken) nd_terminal_enter(true);
}

int nd_terminal_signal_descriptor(void) { return terminal.signals; }

uint32_t nd_terminal_take_signals(void) {
  uint64_t count;
  if (terminal.signals >= 0) {
    ssize_t taken_bytes = read(terminal.signals, &count, sizeof count);
    (void)taken_bytes;
  }
  return atomic_exchange(&pending, 0);
}

bool nd_terminal_is_dying(void) { return atomic_load(&dying); }

void nd_terminal_park_if_dying(void) {
  while (atomic_load(&dying)) pause();
}

int nd_terminal_thread_stack(void) {
  stack_t now;
  if (sigaltstack(NULL, &now) != 0) return errno;
  if (!(now.ss_flags & SS_DISABLE) && now.ss_size >= ALTERNATE_STACK) return 0;
  void *memory = mmap(NULL, ALTERNATE_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED) return errno;
  stack_t stack = {.ss_sp = memory, .ss_size = ALTERNATE_STACK};
  if (sigaltstack(&stack, NULL) == 0) return 0;
  int code = errno;
  munmap(memory, ALTERNATE_STACK);
  return code;
}

void nd_terminal_quiet_backtrace(char *const arguments[]) {
  static const char *const variable = "SWIFT_BACKTRACE";
  static const char *const mark = "NDISSECT_QUIET_BACKTRACE";
  if (getenv(mark)) {
    unsetenv(mark);
    unsetenv(variable);
    return;
  }
  if (getenv(variable)) return;
  setenv(variable, "enable=yes,interactive=no,color=no,warnings=suppressed", 1);
  setenv(mark, "1", 1);
  execv("/proc/self/exe", arguments);
  // Without /proc the program goes on as it is.
  unsetenv(mark);
  unsetenv(variable);
}

bool nd_terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}
