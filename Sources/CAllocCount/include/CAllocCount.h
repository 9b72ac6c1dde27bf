#ifndef CALLOCCOUNT_H
#define CALLOCCOUNT_H

#include <stdint.h>

/// What the heap did, counted exactly since the start of the process.
typedef struct {
  /// Blocks handed out by malloc, calloc, realloc (each call counts one) and aligned allocation.
  uint64_t allocations;
  /// Blocks given back by free or by realloc; freeing NULL is not counted.
  uint64_t frees;
  /// Bytes asked for, summed over the allocations.
  uint64_t bytes;
} alloc_count_t;

/// Counts of the calling thread alone.
alloc_count_t alloc_count_thread(void);

/// Counts of every thread.
alloc_count_t alloc_count_process(void);

#endif
