#pragma once
#include <stdint.h>
#include <string.h>

#include "ndis_net_buffer.h"

/// A sum over bytes, and a sum over its steps, in four lanes: tells whether bytes changed without a copy of them.
///
/// One byte that changes always changes it. How the bytes are split over descriptors does not matter.
typedef struct nd_byte_sum {
  uint64_t values[4];
  uint64_t steps[4];
  uint8_t pending[32];
  uint32_t pending_count;
} nd_byte_sum;

static inline void nd_byte_sum_step(nd_byte_sum *_Nonnull sum, const uint8_t *_Nonnull bytes) {
  uint64_t words[4];
  memcpy(words, bytes, sizeof(words));
  for (int lane = 0; lane < 4; lane++) {
    sum->values[lane] += words[lane];
    sum->steps[lane] += sum->values[lane];
  }
}

static inline void nd_byte_sum_add(nd_byte_sum *_Nonnull sum, const uint8_t *_Nonnull bytes, uint64_t count) {
  while (count > 0) {
    if (sum->pending_count == 0 && count >= 32) {
      nd_byte_sum_step(sum, bytes);
      bytes += 32;
      count -= 32;
      continue;
    }
    uint32_t taken = 32 - sum->pending_count;
    if (taken > count) taken = (uint32_t)count;
    memcpy(sum->pending + sum->pending_count, bytes, taken);
    sum->pending_count += taken;
    bytes += taken;
    count -= taken;
    if (sum->pending_count == 32) {
      sum->pending_count = 0;
      nd_byte_sum_step(sum, sum->pending);
    }
  }
}

/// The sum of a buffer's data from one place up to another, both by distance from the data start.
///
/// Bytes that the descriptors do not have are left out.
static inline uint64_t nd_buffer_sum(const NET_BUFFER *_Nonnull buffer, uint64_t from, uint64_t to) {
  nd_byte_sum sum = {0};
  uint64_t skip = buffer->CurrentMdlOffset + from;
  uint64_t left = to > from ? to - from : 0;
  for (const MDL *mdl = buffer->CurrentMdl; mdl != NULL && left > 0; mdl = mdl->Next) {
    if (skip >= mdl->ByteCount || mdl->MappedSystemVa == NULL) {
      skip -= skip < mdl->ByteCount ? skip : mdl->ByteCount;
      continue;
    }
    uint64_t run = mdl->ByteCount - skip;
    if (run > left) run = left;
    nd_byte_sum_add(&sum, (const uint8_t *)mdl->MappedSystemVa + skip, run);
    left -= run;
    skip = 0;
  }
  if (sum.pending_count > 0) {
    memset(sum.pending + sum.pending_count, 0, 32 - sum.pending_count);
    nd_byte_sum_step(&sum, sum.pending);
  }
  uint64_t result = 0;
  for (int lane = 0; lane < 4; lane++) {
    result = (result ^ sum.values[lane]) * 0x9E3779B97F4A7C15ull;
    result = (result ^ (result >> 29) ^ sum.steps[lane]) * 0xBF58476D1CE4E5B9ull;
  }
  return result ^ (result >> 32);
}
