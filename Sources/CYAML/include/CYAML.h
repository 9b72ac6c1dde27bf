/// Events of a YAML text, read by libyaml, in types Swift imports whole.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum nd_yaml_kind {
  ND_YAML_NOTHING,
  ND_YAML_STREAM_START,
  ND_YAML_STREAM_END,
  ND_YAML_DOCUMENT_START,
  ND_YAML_DOCUMENT_END,
  ND_YAML_ALIAS,
  ND_YAML_SCALAR,
  ND_YAML_SEQUENCE_START,
  ND_YAML_SEQUENCE_END,
  ND_YAML_MAPPING_START,
  ND_YAML_MAPPING_END,
} nd_yaml_kind;

/// One event. Pointers live until the next event is read or the reader is destroyed.
typedef struct nd_yaml_event {
  nd_yaml_kind kind;
  /// Where it starts, from 1; columns count code points.
  size_t line;
  size_t column;
  /// The scalar's bytes, UTF-8, not ended by a zero.
  const uint8_t *text;
  size_t length;
  /// A scalar without quotes.
  bool is_plain;
  /// Name after & or *; NULL if none.
  const char *anchor;
  /// Name of the tag; NULL if none.
  const char *tag;
} nd_yaml_event;

/// Why reading stopped.
typedef struct nd_yaml_problem {
  /// A sentence of libyaml's, never NULL.
  const char *what;
  size_t line;
  size_t column;
} nd_yaml_problem;

typedef struct nd_yaml_reader nd_yaml_reader;

/// Starts reading bytes, which must outlive the reader. Returns NULL if memory is short.
nd_yaml_reader *nd_yaml_reader_create(const uint8_t *bytes, size_t count);
/// Reads the next event. Returns false at a problem; then no further event may be read.
bool nd_yaml_reader_next(nd_yaml_reader *reader, nd_yaml_event *event, nd_yaml_problem *problem);
void nd_yaml_reader_destroy(nd_yaml_reader *reader);
