/// A terminal for a program that runs beside the explorer.
#pragma once

#include <stdbool.h>

/// Opens a pair, close-on-exec, the master non-blocking. The terminal `like` gives modes and size, if it is one.
///
/// Returns 0 or -errno.
int nd_pseudo_terminal_open(int like, int *master, int *slave);
/// Tells the program its new size; it gets SIGWINCH if that differs.
int nd_pseudo_terminal_resize(int master, int columns, int rows);
/// Makes a process group the foreground one of the caller's terminal, also from the background.
int nd_terminal_give(int descriptor, int group);
