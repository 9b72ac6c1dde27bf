#include "CPcap.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Static_assert(CPCAP_ERROR_SIZE >= PCAP_ERRBUF_SIZE, "libpcap writes this much");

struct cpcap_file {
  pcap_t *pcap;
  FILE *stream;  // owned by pcap
  // Where the next record begins, and the bytes in front of a record's data once a record was read.
  int64_t offset;
  int64_t header_size;
};

struct cpcap_filter {
  struct bpf_program program;
};

cpcap_file *cpcap_open(int descriptor, char error[CPCAP_ERROR_SIZE]) {
  cpcap_file *file = calloc(1, sizeof *file);
  FILE *stream = file ? fdopen(descriptor, "rb") : NULL;
  if (!stream) {
    snprintf(error, CPCAP_ERROR_SIZE, "%s", strerror(errno));
    close(descriptor);
    free(file);
    return NULL;
  }
  // A small buffer would cost a read per few records.
  setvbuf(stream, NULL, _IOFBF, 1 << 18);
  file->pcap = pcap_fopen_offline_with_tstamp_precision(stream, PCAP_TSTAMP_PRECISION_NANO, error);
  if (!file->pcap) {
    fclose(stream);
    free(file);
    return NULL;
  }
  file->stream = stream;
  file->offset = ftello(stream);
  return file;
}

void cpcap_close(cpcap_file *file) {
  if (!file) return;
  pcap_close(file->pcap);
  free(file);
}

int cpcap_link_type(const cpcap_file *file) { return pcap_datalink(file->pcap); }

int cpcap_snap_length(const cpcap_file *file) { return pcap_snapshot(file->pcap); }

int64_t cpcap_offset(const cpcap_file *file) { return file->offset; }

// Asking the stream costs a system call, so it is asked for the first record and wherever libpcap may have skipped bytes.
static void advance(cpcap_file *file, uint32_t captured_length) {
  if (file->header_size == 0 || captured_length >= (uint32_t)pcap_snapshot(file->pcap)) {
    int64_t offset = ftello(file->stream);
    if (captured_length < (uint32_t)pcap_snapshot(file->pcap)) {
      file->header_size = offset - file->offset - captured_length;
    }
    file->offset = offset;
  } else {
    file->offset += file->header_size + captured_length;
  }
}

cpcap_outcome cpcap_next(cpcap_file *file, cpcap_record *record) {
  struct pcap_pkthdr *header = NULL;
  const u_char *data = NULL;
  switch (pcap_next_ex(file->pcap, &header, &data)) {
    case 1:
      record->seconds = header->ts.tv_sec;
      record->nanoseconds = header->ts.tv_usec;
      record->captured_length = header->caplen;
      record->wire_length = header->len;
      record->data = data;
      advance(file, header->caplen);
      return CPCAP_RECORD;
    case PCAP_ERROR_BREAK:
      return CPCAP_END;
    default:
      file->offset = ftello(file->stream);
      return CPCAP_FAILED;
  }
}

const char *cpcap_error(cpcap_file *file) { return pcap_geterr(file->pcap); }

cpcap_filter *cpcap_compile(int link_type, int snap_length, const char *text,
                            char error[CPCAP_ERROR_SIZE]) {
  pcap_t *pcap = pcap_open_dead(link_type, snap_length);
  cpcap_filter *filter = calloc(1, sizeof *filter);
  if (!pcap || !filter) {
    snprintf(error, CPCAP_ERROR_SIZE, "out of memory");
    if (pcap) pcap_close(pcap);
    free(filter);
    return NULL;
  }
  if (pcap_compile(pcap, &filter->program, text, 1, PCAP_NETMASK_UNKNOWN) != 0) {
    snprintf(error, CPCAP_ERROR_SIZE, "%s", pcap_geterr(pcap));
    pcap_close(pcap);
    free(filter);
    return NULL;
  }
  pcap_close(pcap);
  return filter;
}

const struct bpf_insn *cpcap_instructions(const cpcap_filter *filter) {
  return filter->program.bf_insns;
}

size_t cpcap_instruction_count(const cpcap_filter *filter) { return filter->program.bf_len; }

void cpcap_free(cpcap_filter *filter) {
  if (!filter) return;
  pcap_freecode(&filter->program);
  free(filter);
}
