#include "CYAML.h"

#include <stdlib.h>
#include <yaml.h>

struct nd_yaml_reader {
  yaml_parser_t parser;
  yaml_event_t event;
  bool has_event;
  const uint8_t *bytes;
  size_t count;
};

nd_yaml_reader *nd_yaml_reader_create(const uint8_t *bytes, size_t count) {
  nd_yaml_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  if (!yaml_parser_initialize(&reader->parser)) {
    free(reader);
    return NULL;
  }
  reader->bytes = bytes;
  reader->count = count;
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader->parser, bytes, count);
  return reader;
}

static void release_event(nd_yaml_reader *reader) {
  if (reader->has_event) yaml_event_delete(&reader->event);
  reader->has_event = false;
}

/// Counts lines and code points before an offset: a fault of the encoding has an offset but no mark.
static void locate(const nd_yaml_reader *reader, nd_yaml_problem *problem) {
  size_t end = reader->parser.problem_offset;
  if (end > reader->count) end = reader->count;
  problem->line = 1;
  problem->column = 1;
  for (size_t place = 0; place < end; place++) {
    uint8_t byte = reader->bytes[place];
    if (byte == '\n') {
      problem->line++;
      problem->column = 1;
    } else if ((byte & 0xC0) != 0x80) {
      problem->column++;
    }
  }
}

static void describe(const nd_yaml_reader *reader, nd_yaml_problem *problem) {
  const yaml_parser_t *parser = &reader->parser;
  problem->what = parser->problem ? parser->problem : "not enough memory";
  if (parser->error == YAML_READER_ERROR) {
    locate(reader, problem);
    return;
  }
  problem->line = parser->problem_mark.line + 1;
  problem->column = parser->problem_mark.column + 1;
}

bool nd_yaml_reader_next(nd_yaml_reader *reader, nd_yaml_event *event, nd_yaml_problem *problem) {
  release_event(reader);
  if (!yaml_parser_parse(&reader->parser, &reader->event)) {
    describe(reader, problem);
    return false;
  }
  reader->has_event = true;
  const yaml_event_t *from = &reader->event;
  *event = (nd_yaml_event){
      .line = from->start_mark.line + 1,
      .column = from->start_mark.column + 1,
  };
  switch (from->type) {
    case YAML_NO_EVENT: event->kind = ND_YAML_NOTHING; break;
    case YAML_STREAM_START_EVENT: event->kind = ND_YAML_STREAM_START; break;
    case YAML_STREAM_END_EVENT: event->kind = ND_YAML_STREAM_END; break;
    case YAML_DOCUMENT_START_EVENT: event->kind = ND_YAML_DOCUMENT_START; break;
    case YAML_DOCUMENT_END_EVENT: event->kind = ND_YAML_DOCUMENT_END; break;
    case YAML_ALIAS_EVENT:
      event->kind = ND_YAML_ALIAS;
      event->anchor = (const char *)from->data.alias.anchor;
      break;
    case YAML_SCALAR_EVENT:
      event->kind = ND_YAML_SCALAR;
      event->text = from->data.scalar.value;
      event->length = from->data.scalar.length;
      event->is_plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      event->anchor = (const char *)from->data.scalar.anchor;
      event->tag = (const char *)from->data.scalar.tag;
      break;
    case YAML_SEQUENCE_START_EVENT:
      event->kind = ND_YAML_SEQUENCE_START;
      event->anchor = (const char *)from->data.sequence_start.anchor;
      event->tag = (const char *)from->data.sequence_start.tag;
      break;
    case YAML_SEQUENCE_END_EVENT: event->kind = ND_YAML_SEQUENCE_END; break;
    case YAML_MAPPING_START_EVENT:
      event->kind = ND_YAML_MAPPING_START;
      event->anchor = (const char *)from->data.mapping_start.anchor;
      event->tag = (const char *)from->data.mapping_start.tag;
      break;
    case YAML_MAPPING_END_EVENT: event->kind = ND_YAML_MAPPING_END; break;
  }
  return true;
}

void nd_yaml_reader_destroy(nd_yaml_reader *reader) {
  if (!reader) return;
  release_event(reader);
  yaml_parser_delete(&reader->parser);
  free(reader);
}
