#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A narrow door to libpcap: classic capture files and BPF programs. No pcap header reaches Swift.

enum { CPCAP_ERROR_SIZE = 256 };

// One classic capture file, open for reading.
typedef struct cpcap_file cpcap_file;

typedef struct {
  int64_t seconds;
  int64_t nanoseconds;
  uint32_t captured_length;
  uint32_t wire_length;
  const uint8_t *data;  // valid until the next call
} cpcap_record;

typedef enum { CPCAP_RECORD, CPCAP_END, CPCAP_FAILED } cpcap_outcome;

// Takes over the descriptor in any case. NULL: `error` holds the reason.
cpcap_file *cpcap_open(int descriptor, char error[CPCAP_ERROR_SIZE]);
void cpcap_close(cpcap_file *file);

// DLT number, as libpcap maps it from the file.
int cpcap_link_type(const cpcap_file *file);
int cpcap_snap_length(const cpcap_file *file);

// Bytes read so far, from the file's start.
int64_t cpcap_offset(const cpcap_file *file);

cpcap_outcome cpcap_next(cpcap_file *file, cpcap_record *record);

// Text of the last failure; valid until the next call.
const char *cpcap_error(cpcap_file *file);

// One compiled filter.
typedef struct cpcap_filter cpcap_filter;

// NULL: `error` holds the reason.
cpcap_filter *cpcap_compile(int link_type, int snap_length, const char *text,
                            char error[CPCAP_ERROR_SIZE]);
// The instructions of a compiled filter, for as long as it is not freed.
struct bpf_insn;
const struct bpf_insn *cpcap_instructions(const cpcap_filter *filter);

// libpcap's interpreter itself, so that a frame costs no call beside it.
unsigned int bpf_filter(const struct bpf_insn *instructions, const unsigned char *bytes,
                        unsigned int wire_length, unsigned int captured_length);

size_t cpcap_instruction_count(const cpcap_filter *filter);
void cpcap_free(cpcap_filter *filter);
