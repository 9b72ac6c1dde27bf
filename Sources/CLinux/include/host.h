/// Host calls that Swift cannot import, and the hot records of the kernel model.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What the data path reads of the machine; written only by the machine, once per dispatch round.
typedef struct nd_machine_hot {
  /// Engine time, nanoseconds.
  uint64_t now;
  uint32_t irql;
  /// Flat index of the processor that runs.
  uint32_t processor;
} nd_machine_hot;

/// Leads every record of a ring. A record of kind 0 is padding.
typedef struct nd_record_header {
  /// Bytes with this header, a multiple of 8.
  uint32_t size;
  uint8_t kind;
  uint8_t edge;
  uint8_t level;
  uint8_t flags;
} nd_record_header;
_Static_assert(sizeof(nd_record_header) == 8, "a record header is 8 bytes");
/// Bytes of the record whose first four bytes are given: one without a header has 8, and low bits that no size has.
static inline uint32_t nd_record_size(uint32_t first) { return first & 7 ? 8 : first; }

/// State of a recording ring. Positions are absolute and only grow; `base + (position & mask)` is their byte.
typedef struct nd_ring {
  uint8_t *base;
  uint64_t mask;
  /// End of the committed records.
  uint64_t position;
  /// The oldest record that is still whole.
  uint64_t oldest;
  /// Bytes before this position can be written without making room.
  uint64_t limit;
  /// Nonzero while the reserved record lies in the spare area and will not be kept.
  uint64_t discards;
  /// Records that were not kept because a log was full, and their bytes.
  uint64_t lost_records;
  uint64_t lost_bytes;
  /// The Swift object behind it, not retained.
  void *object;
} nd_ring;

/// Nanoseconds of CLOCK_MONOTONIC.
uint64_t nd_host_monotonic(void);
/// CPU time of the calling thread, nanoseconds.
uint64_t nd_host_thread_cpu(void);
/// Keeps the calling thread, and what it starts from now on, to these processors. Returns 0 or -errno.
int nd_host_keep_to_processors(const int *processors, size_t count);
size_t nd_host_page_size(void);

/// Returns a close-on-exec, non-blocking event descriptor, or -errno.
int nd_host_event_create(void);
/// Makes the descriptor readable. Returns 0 or -errno; a counter already at its end counts as success.
int nd_host_event_signal(int descriptor);
/// Makes the descriptor unreadable. Returns the number of signals taken.
uint64_t nd_host_event_clear(int descriptor);
/// Waits until one of at most 64 descriptors is readable or hung up. Bit i of the result is descriptor i.
/// Returns 0 on time-out or interruption by a signal. A negative time-out waits without end.
uint64_t nd_host_wait_readable(const int *descriptors, uint32_t count, int64_t timeout_ns);

/// Returns a close-on-exec set of watched descriptors (epoll), itself readable while one of them is; or -errno.
int nd_host_watch_create(void);
/// Adds a descriptor, which becomes ready when it is readable, hung up or in error. Returns 0 or -errno.
int nd_host_watch_add(int set, int descriptor, uint32_t identifier);
/// Removes a descriptor. Returns 0 or -errno.
int nd_host_watch_remove(int set, int descriptor);
/// Writes the identifiers of up to `capacity` ready descriptors, in no order, without waiting. Returns their number.
uint32_t nd_host_watch_ready(int set, uint32_t *identifiers, uint32_t capacity);

/// Starts a detached thread with asynchronous signals blocked and an alternate signal stack. Returns 0 or an errno.
/// Synchronous faults stay open: with them blocked, a trap there would end the process with no handler run.
int nd_host_thread(const char *name, void (*body)(void *), void *context);

/// Maps private zeroed memory that costs nothing until touched. Returns NULL and sets *error to the errno on failure.
void *nd_host_map(size_t bytes, int *error);
/// Maps `bytes` of a new file that has no name any more, in `directory`. Pages can leave memory and come back.
/// Writes the file's descriptor, which the caller closes.
void *nd_host_map_file(const char *directory, size_t bytes, int *descriptor, int *error);
/// Writes zeros over a range of a file in one call, so that the host caches it in large pieces. What fails is left.
void nd_host_fill(int descriptor, size_t offset, size_t bytes);
/// Brings the pages of a file mapping into memory, to be written. What fails comes when it is touched.
void nd_host_load(void *address, size_t bytes);
void nd_host_close(int descriptor);
/// Drops the pages of a file mapping from memory; their content stays in the file.
void nd_host_unload(void *address, size_t bytes);
void nd_host_unmap(void *address, size_t bytes);
/// Lets leave memory what only the start of the program needed: free heap pages, and pages of its code and constants,
/// which come back from the file as they are used again. Large blocks of the heap leave it as they are freed from now on.
void nd_host_forget_start(void);
/// Bytes of this process that are resident, from /proc/self/statm; 0 if unknown.
uint64_t nd_host_resident_bytes(void);

/// Notices SIGINT and SIGTERM instead of ending the process; the second one ends it.
void nd_host_watch_interrupt(void);
/// True once one has come.
bool nd_host_interrupted(void);
