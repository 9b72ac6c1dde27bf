#define _GNU_SOURCE
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ALTERNATE_STACK = 128 * 1024, WAIT_LIMIT = 64 };

static uint64_t nanoseconds(clockid_t clock) {
  struct timespec value = {0};
  clock_gettime(clock, &value);
  return (uint64_t)value.tv_sec * 1000000000ull + (uint64_t)value.tv_nsec;
}

uint64_t nd_host_monotonic(void) { return nanoseconds(CLOCK_MONOTONIC); }
uint64_t nd_host_thread_cpu(void) { return nanoseconds(CLOCK_THREAD_CPUTIME_ID); }
int nd_host_keep_to_processors(const int *processors, size_t count) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (size_t i = 0; i < count; i++) CPU_SET((size_t)processors[i], &set);
  return sched_setaffinity(0, sizeof set, &set) ? -errno : 0;
}
size_t nd_host_page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

int nd_host_event_create(void) {
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return descriptor < 0 ? -errno : descriptor;
}

int nd_host_event_signal(int descriptor) {
  for (;;) {
    if (eventfd_write(descriptor, 1) == 0 || errno == EAGAIN) return 0;
    if (errno != EINTR) return -errno;
  }
}

uint64_t nd_host_event_clear(int descriptor) {
  eventfd_t value = 0;
  while (eventfd_read(descriptor, &value) != 0) {
    if (errno != EINTR) return 0;
  }
  return value;
}

uint64_t nd_host_wait_readable(const int *descriptors, uint32_t count, int64_t timeout_ns) {
  struct pollfd entries[WAIT_LIMIT];
  if (count > WAIT_LIMIT) count = WAIT_LIMIT;
  for (uint32_t i = 0; i < count; i++) entries[i] = (struct pollfd){descriptors[i], POLLIN, 0};
  struct timespec span, *limit = NULL;
  if (timeout_ns >= 0) {
    span = (struct timespec){timeout_ns / 1000000000, timeout_ns % 1000000000};
    limit = &span;
  }
  if (ppoll(entries, count, limit, NULL) <= 0) return 0;
  uint64_t ready = 0;
  for (uint32_t i = 0; i < count; i++)
    if (entries[i].revents != 0) ready |= 1ull << i;
  return ready;
}

int nd_host_watch_create(void) {
  int set = epoll_create1(EPOLL_CLOEXEC);
  return set < 0 ? -errno : set;
}

int nd_host_watch_add(int set, int descriptor, uint32_t identifier) {
  struct epoll_event wanted = {.events = EPOLLIN, .data.u32 = identifier};
  return epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &wanted) == 0 ? 0 : -errno;
}

int nd_host_watch_remove(int set, int descriptor) {
  return epoll_ctl(set, EPOLL_CTL_DEL, descriptor, NULL) == 0 ? 0 : -errno;
}

uint32_t nd_host_watch_ready(int set, uint32_t *identifiers, uint32_t capacity) {
  struct epoll_event events[WAIT_LIMIT];
  if (capacity > WAIT_LIMIT) capacity = WAIT_LIMIT;
  int count = epoll_wait(set, events, (int)capacity, 0);
  for (int i = 0; i < count; i++) identifiers[i] = events[i].data.u32;
  return count < 0 ? 0 : (uint32_t)count;
}

struct thread_start {
  void (*body)(void *);
  void *context;
  void *alternate;
};

static void *thread_main(void *argument) {
  struct thread_start start = *(struct thread_start *)argument;
  free(argument);
  stack_t stack = {.ss_sp = start.alternate, .ss_size = ALTERNATE_STACK};
  sigaltstack(&stack, NULL);
  start.body(start.context);
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(start.alternate, ALTERNATE_STACK);
  return NULL;
}

int nd_host_thread(const char *name, void (*body)(void *), void *context) {
  static const int asynchronous[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGTSTP, SIGWINCH,
                                     SIGCHLD, SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2};
  static const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
  int error = 0;
  struct thread_start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  start->body = body;
  start->context = context;
  start->alternate = nd_host_map(ALTERNATE_STACK, &error);
  if (!start->alternate) {
    free(start);
    return error;
  }
  void *alternate = start->alternate;
  sigset_t blocked, before;
  pthread_sigmask(SIG_BLOCK, NULL, &before);
  blocked = before;
  for (size_t i = 0; i < sizeof asynchronous / sizeof *asynchronous; i++) sigaddset(&blocked, asynchronous[i]);
  // The creator may be a pool thread that has them blocked.
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&blocked, faults[i]);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  // The new thread inherits the mask of its creator, so there is no moment at which a signal could reach it.
  pthread_sigmask(SIG_SETMASK, &blocked, NULL);
  pthread_t thread;
  error = pthread_create(&thread, &attributes, thread_main, start);
  if (error == 0) {
    char shortened[16];
    snprintf(shortened, sizeof shortened, "%s", name);
    pthread_setname_np(thread, shortened);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  if (error != 0) {
    munmap(alternate, ALTERNATE_STACK);
    free(start);
  }
  return error;
}

// The parts of the program's own file that are never written: its code and constants.
static int forget_code(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size, (void)unused;
  uintptr_t page = nd_host_page_size();
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
    uintptr_t start = (info->dlpi_addr + part->p_vaddr + page - 1) / page * page;
    uintptr_t end = (info->dlpi_addr + part->p_vaddr + part->p_filesz) / page * page;
    if (start < end) madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 1;  // The first object is the program itself.
}

void nd_host_forget_start(void) {
  // What has grown out of a large block gives it back at once; glibc would come to keep blocks of up to 32 MiB.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  malloc_trim(0);
  dl_iterate_phdr(forget_code, NULL);
}

void *nd_host_map(size_t bytes, int *error) {
  void *address = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address != MAP_FAILED) return address;
  *error = errno;
  return NULL;
}

void *nd_host_map_file(const char *directory, size_t bytes, int *opened, int *error) {
  int descriptor = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/ndissect-XXXXXX", directory) >= (int)sizeof path) {
      *error = ENAMETOOLONG;
      return NULL;
    }
    descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0) unlink(path);
  }
  if (descriptor < 0) {
    *error = errno;
    return NULL;
  }
  void *address = MAP_FAILED;
  // Allocated now: a disk that fills up later must not be met by a store into the mapping.
  if (fallocate(descriptor, 0, 0, (off_t)bytes) == 0)
    address = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (address == MAP_FAILED) {
    *error = errno;
    close(descriptor);
    return NULL;
  }
  *opened = descriptor;
  return address;
}

void nd_host_fill(int descriptor, size_t offset, size_t bytes) {
  static const char zeros[1 << 14];
  struct iovec parts[32];
  while (bytes > 0) {
    size_t length = 0;
    int count = 0;
    while (count < 32 && length < bytes) {
      size_t part = bytes - length < sizeof zeros ? bytes - length : sizeof zeros;
      parts[count++] = (struct iovec){(void *)zeros, part};
      length += part;
    }
    ssize_t written = pwritev(descriptor, parts, count, (off_t)offset);
    if (written <= 0) return;
    offset += (size_t)written;
    bytes -= (size_t)written;
  }
}

void nd_host_load(void *address, size_t bytes) {
#ifdef MADV_POPULATE_WRITE
  madvise(address, bytes, MADV_POPULATE_WRITE);
#else
  (void)address, (void)bytes;
#endif
}

void nd_host_close(int descriptor) { close(descriptor); }

void nd_host_unload(void *address, size_t bytes) { madvise(address, bytes, MADV_DONTNEED); }

void nd_host_unmap(void *address, size_t bytes) { munmap(address, bytes); }

uint64_t nd_host_resident_bytes(void) {
  unsigned long long total = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return 0;
  int fields = fscanf(file, "%llu %llu", &total, &resident);
  fclose(file);
  return fields == 2 ? resident * nd_host_page_size() : 0;
}

static volatile sig_atomic_t interrupted;

static void note_interrupt(int signal_number) {
  (void)signal_number;
  interrupted = 1;
}

void nd_host_watch_interrupt(void) {
  struct sigaction action = {0};
  action.sa_handler = note_interrupt;
  // One use: the default action is back for the next signal.
  action.sa_flags = SA_RESETHAND;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

bool nd_host_interrupted(void) { return interrupted != 0; }
