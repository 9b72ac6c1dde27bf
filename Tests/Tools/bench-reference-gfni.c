// The Toeplitz hash of DPDK with the Galois field instructions, for processors that have them.
#include <stdint.h>

#if __has_include(<rte_thash.h>)
#include <rte_thash.h>
#endif

#ifdef RTE_THASH_GFNI_DEFINED
// 1 if this processor has what the code needs.
int reference_has_gfni(void) {
  return __builtin_cpu_supports("gfni") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi");
}

// Tuples of 12 bytes in network order; `key` of 40 bytes.
uint64_t reference_toeplitz_gfni(const uint8_t *tuples, const uint8_t *key, uint64_t count) {
  uint64_t matrices[40];
  rte_thash_complete_matrix(matrices, key, 40 - 1);
  uint64_t all = 0;
  for (uint64_t i = 0; i < count; i++) all += rte_thash_gfni(matrices, tuples + i * 12, 12);
  return all;
}
#endif
