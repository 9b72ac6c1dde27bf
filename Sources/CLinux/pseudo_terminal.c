#define _GNU_SOURCE
#include "pseudo_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int nd_pseudo_terminal_open(int like, int *master, int *slave) {
  int made = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (made < 0) return -errno;
  char name[64];
  int error = 0;
  if (grantpt(made) != 0 || unlockpt(made) != 0) error = -errno;
  if (error == 0) error = -ptsname_r(made, name, sizeof name);
  int other = -1;
  if (error == 0) {
    other = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (other < 0) error = -errno;
  }
  if (error != 0) {
    close(made);
    return error;
  }
  struct termios modes;
  if (tcgetattr(like, &modes) == 0) tcsetattr(other, TCSANOW, &modes);
  struct winsize size;
  if (ioctl(like, TIOCGWINSZ, &size) == 0) ioctl(other, TIOCSWINSZ, &size);
  *master = made;
  *slave = other;
  return 0;
}

int nd_pseudo_terminal_resize(int master, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : -errno;
}

int nd_terminal_give(int descriptor, int group) {
  // From the background the call would stop the caller.
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &block, &old);
  int error = tcsetpgrp(descriptor, group) == 0 ? 0 : -errno;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return error;
}
