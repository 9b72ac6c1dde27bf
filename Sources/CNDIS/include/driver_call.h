/// Who is running on this thread: what a call without a handle belongs to. Engine side; drivers never see it.
#pragma once

#include "engine_records.h"

/// What the engine notes on lists in the hands of drivers in C: more bits of `nd_prefix.flags`.
enum {
  /// Came to a party in C on its way forward and has not been passed on yet.
  ND_LIST_ARRIVED = 1 << 16,
  /// Part of the chain that is being counted.
  ND_LIST_COUNTING = 1 << 17,
  /// What is wrong with its data window or its children has been reported; the parties after that did nothing.
  ND_LIST_REPORTED = 1 << 18,
  /// That it did not get its data start back has been reported.
  ND_LIST_MOVED = 1 << 19,
  /// That what is claimed of it is not true has been reported; whoever passes it on with the same claim did nothing.
  ND_LIST_CLAIMED = 1 << 20
};

/// The stack and party whose C code runs now; all NULL while none does.
typedef struct nd_call {
  nd_stack *stack;
  nd_party *party;
  /// The loaded driver, not retained.
  void *driver;
} nd_call;

/// The call of this thread; its address never changes while the thread lives.
nd_call *_Nonnull nd_current_call(void);
