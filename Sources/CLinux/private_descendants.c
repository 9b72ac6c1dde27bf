#define _GNU_SOURCE
#include "private_keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { GRACE_MS = 200, LIMIT_MS = 5000 };

typedef struct process {
  pid_t id;
  pid_t parent;
  bool is_ours;
} process;

int nd_exit_code(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

/// The parent and the state of a process; false if it is gone.
static bool look(const char *id, pid_t *parent, char *state) {
  char path[64], text[512];
  if (snprintf(path, sizeof path, "/proc/%s/stat", id) >= (int)sizeof path) return false;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return false;
  text[count] = 0;
  // The name in parentheses may hold anything.
  const char *end = strrchr(text, ')');
  int number;
  if (!end || sscanf(end + 1, " %c %d", state, &number) != 2) return false;
  *parent = number;
  return true;
}

bool nd_private_is_stopped(int process) {
  char id[16], state = 0;
  pid_t parent;
  snprintf(id, sizeof id, "%d", process);
  return look(id, &parent, &state) && (state == 'T' || state == 't');
}

/// Sends a signal to every descendant; their ids are read anew, for they may have made others.
static void signal_descendants(int number) {
  DIR *folder = opendir("/proc");
  if (!folder) return;
  process *all = NULL;
  size_t count = 0, room = 0;
  struct dirent *entry;
  while ((entry = readdir(folder))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    process one = {.id = atoi(entry->d_name)};
    char state;
    if (!look(entry->d_name, &one.parent, &state)) continue;
    if (count == room) {
      room = room ? room * 2 : 512;
      process *more = realloc(all, room * sizeof *all);
      if (!more) break;
      all = more;
    }
    all[count++] = one;
  }
  closedir(folder);
  pid_t self = getpid();
  for (bool found = true; found;) {
    found = false;
    for (size_t i = 0; i < count; i++) {
      if (all[i].is_ours) continue;
      bool is_child = all[i].parent == self;
      for (size_t j = 0; j < count && !is_child; j++) is_child = all[j].is_ours && all[j].id == all[i].parent;
      if (is_child) {
        all[i].is_ours = true;
        found = true;
      }
    }
  }
  for (size_t i = 0; i < count; i++) {
    if (!all[i].is_ours) continue;
    kill(all[i].id, number);
    // A stopped process sees nothing else.
    if (number != SIGKILL) kill(all[i].id, SIGCONT);
  }
  free(all);
}

/// Reaps what has ended; false once there is no child left, and so, for a subreaper, no descendant.
static bool reap(pid_t watched, int *status) {
  for (;;) {
    int state;
    pid_t ended = waitpid(-1, &state, WNOHANG);
    if (ended == watched && ended > 0) *status = state;
    if (ended == 0) return true;
    if (ended < 0 && errno != EINTR) return false;
  }
}

static uint64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void nd_end_descendants(pid_t watched, int *status) {
  if (!reap(watched, status)) return;
  uint64_t begin = milliseconds();
  signal_descendants(SIGHUP);
  for (uint64_t next = begin + GRACE_MS; reap(watched, status);) {
    uint64_t now = milliseconds();
    if (now - begin > LIMIT_MS) return;
    if (now >= next) {
      signal_descendants(SIGKILL);
      next = now + 20;
    }
    struct timespec pause = {.tv_nsec = 2000000};
    nanosleep(&pause, NULL);
  }
}
