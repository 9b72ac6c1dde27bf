// What others do of the same, for `make bench`: checksums and hashes of DPDK, filters of libpcap.
// Built by .ci/bench-reference and loaded by PathBench while it runs; never part of the product.
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdlib.h>

#if __has_include(<rte_thash.h>)
#include <rte_ip.h>
#include <rte_mbuf.h>
#include <rte_net.h>
#include <rte_thash.h>
#include <rte_version.h>
#define HAS_DPDK 1
#endif

// The version of DPDK it was built with, NULL without DPDK.
const char *reference_version(void) {
#ifdef HAS_DPDK
  return rte_version();
#else
  return NULL;
#endif
}

#ifdef HAS_DPDK
// Each `length` bytes of `count` pieces that begin `stride` bytes apart; the results are added up.
uint64_t reference_checksum(const uint8_t *data, uint64_t length, uint64_t stride, uint64_t count) {
  uint64_t all = 0;
  for (uint64_t i = 0; i < count; i++) all += (uint16_t)~rte_raw_cksum(data + i * stride, length);
  return all;
}

// Bytes of all headers found in each piece; the results are added up.
uint64_t reference_parse(const uint8_t *data, uint64_t length, uint64_t stride, uint64_t count) {
  struct rte_mbuf packet = {.data_len = length, .pkt_len = length, .buf_len = length, .nb_segs = 1};
  struct rte_net_hdr_lens lengths;
  uint64_t all = 0;
  for (uint64_t i = 0; i < count; i++) {
    packet.buf_addr = (void *)(data + i * stride);
    rte_net_get_ptype(&packet, &lengths, RTE_PTYPE_ALL_MASK);
    all += lengths.l2_len + lengths.l3_len + lengths.l4_len;
  }
  return all;
}

// Tuples of three words in host order: addresses and ports of TCP over IPv4; `key` of 40 bytes.
uint64_t reference_toeplitz(const uint8_t *tuples, const uint8_t *key, uint64_t count) {
  uint32_t converted[10];
  rte_convert_rss_key((const uint32_t *)key, converted, sizeof converted);
  uint64_t all = 0;
  for (uint64_t i = 0; i < count; i++)
    all += rte_softrss_be((uint32_t *)(tuples + i * 12), 3, (const uint8_t *)converted);
  return all;
}
#endif

// A program of a capture filter for Ethernet, NULL if the filter is wrong; never freed.
void *reference_filter(const char *text) {
  pcap_t *handle = pcap_open_dead(DLT_EN10MB, 262144);
  struct bpf_program *program = calloc(1, sizeof *program);
  if (!handle || !program) return NULL;
  int failed = pcap_compile(handle, program, text, 1, PCAP_NETMASK_UNKNOWN);
  pcap_close(handle);
  return failed ? NULL : program;
}

// How many of the pieces match.
uint64_t reference_matches(
    const void *filter, const uint8_t *data, uint64_t length, uint64_t stride, uint64_t count) {
  const struct bpf_program *program = filter;
  uint64_t all = 0;
  for (uint64_t i = 0; i < count; i++)
    all += bpf_filter(program->bf_insns, data + i * stride, (uint32_t)length, (uint32_t)length) != 0;
  return all;
}
