// Counts heap calls by defining the allocator's entry points in the executable: the dynamic linker
// prefers them to libc's, for the program and for every library it loads. The work itself is done
// by glibc through the names it exports for this purpose.
#include "CAllocCount.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

// Storage of the executable itself, so reading it never allocates.
static __thread alloc_count_t here;
static alloc_count_t everywhere;

static void count_allocation(size_t size) {
  here.allocations += 1;
  here.bytes += size;
  __atomic_fetch_add(&everywhere.allocations, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&everywhere.bytes, size, __ATOMIC_RELAXED);
}

static void count_free(void) {
  here.frees += 1;
  __atomic_fetch_add(&everywhere.frees, 1, __ATOMIC_RELAXED);
}

void *malloc(size_t size) {
  void *block = __libc_malloc(size);
  if (block) count_allocation(size);
  return block;
}

void *calloc(size_t count, size_t size) {
  void *block = __libc_calloc(count, size);
  if (block) count_allocation(count * size);
  return block;
}

void *realloc(void *block, size_t size) {
  void *moved = __libc_realloc(block, size);
  if (block && (moved || size == 0)) count_free();
  if (moved) count_allocation(size);
  return moved;
}

void *memalign(size_t alignment, size_t size) {
  void *block = __libc_memalign(alignment, size);
  if (block) count_allocation(size);
  return block;
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **out, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) {
    return EINVAL;
  }
  void *block = memalign(alignment, size);
  if (!block) return ENOMEM;
  *out = block;
  return 0;
}

void free(void *block) {
  if (!block) return;
  count_free();
  __libc_free(block);
}

alloc_count_t alloc_count_thread(void) { return here; }

alloc_count_t alloc_count_process(void) {
  alloc_count_t now;
  now.allocations = __atomic_load_n(&everywhere.allocations, __ATOMIC_RELAXED);
  now.frees = __atomic_load_n(&everywhere.frees, __ATOMIC_RELAXED);
  now.bytes = __atomic_load_n(&everywhere.bytes, __ATOMIC_RELAXED);
  return now;
}
