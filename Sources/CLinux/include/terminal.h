/// The terminal's safety: it is given back as it was found, whatever ends the process.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// The window changed its size.
  ND_TERMINAL_RESIZED = 1,
  /// Somebody asked the process to stop (SIGTSTP).
  ND_TERMINAL_SUSPEND = 2,
  /// The process was stopped and goes on (SIGCONT).
  ND_TERMINAL_CONTINUED = 4,
};

/// Remembers the terminal's modes and installs the signal handlers. Call on the main thread before any other call.
///
/// TERM HUP INT QUIT restore the terminal and end the process by the same signal. SEGV BUS FPE ABRT ILL TRAP
/// restore it, then run the handler that was there before. A signal that is ignored stays ignored.
/// Returns 0 or an errno; ENOTTY if the descriptor is no terminal.
int nd_terminal_install(int descriptor);

/// Sets the bytes that leave (restore) and enter the screen. At most 1024 bytes each; longer gives ENOSPC.
int nd_terminal_set_bytes(const char *restore, size_t restore_count, const char *enter, size_t enter_count);

/// Takes the terminal: raw modes, enter bytes, standard error held back if it is a terminal.
///
/// With `write_enter` false only the modes and standard error are changed. May be repeated, when somebody else
/// may have changed the modes.
void nd_terminal_enter(bool write_enter);

/// Gives the terminal back: restore bytes, saved modes, then what standard error held. Safe in a signal handler;
/// does nothing if the terminal is not taken.
void nd_terminal_restore(void);

/// Restores, stops the process until it is continued, and takes the terminal again.
void nd_terminal_suspend(void);

/// A descriptor that is readable while signals are pending; -1 before installation.
int nd_terminal_signal_descriptor(void);
/// Takes the pending signals, as ND_TERMINAL_ bits.
uint32_t nd_terminal_take_signals(void);

/// Whether a fatal signal is being handled on some thread; others must neither draw nor exit.
bool nd_terminal_is_dying(void);
/// Waits for the end of the process if a fatal signal is being handled.
void nd_terminal_park_if_dying(void);

/// Gives the calling thread an alternate signal stack of 64 KiB, so that a stack overflow there can be handled.
/// A thread that has one keeps it. Returns 0 or an errno.
int nd_terminal_thread_stack(void);

/// Starts the program anew with a backtrace that asks nothing, unless SWIFT_BACKTRACE is set already.
///
/// The runtime reads that variable when it is loaded; without it, it would wait 30 s for a key in a terminal it
/// believes to be interactive. Call first in main. After the new start, the variable is removed again for children.
void nd_terminal_quiet_backtrace(char *const arguments[]);

/// Columns and rows of a terminal; false if it does not tell or has none.
bool nd_terminal_size(int descriptor, int *columns, int *rows);
