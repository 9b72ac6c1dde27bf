#include "CYAML.h"

#include <stdlib.h>
#include <yaml.h>

struct nd_yaml_reader {
  yaml_parser_t parser;
  yaml_event_t event;
  bool has_event;
};

nd_yaml_reader *nd_yaml_reader_create(const uint8_t *bytes, size_t count) {
  nd_yaml_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  if (!yaml_parser_initialize(&reader->parser)) {
    free(reader);
    return NULL;
  }
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader->parser, bytes, count);
  return reader;
}

static void release_event(nd_yaml_reader *reader) {
  if (reader->has_event) yaml_event_delete(&reader->event);
  reader->has_event = false;
}

static void describe(const yaml_parser_t *parser, nd_yaml_problem *problem) {
  problem->what = parser->problem ? parser->problem : "not enough memory";
  // A fault of the encoding has an offset in bytes and no mark of its own; the scanner's place is the nearest.
  const yaml_mark_t *mark =
      parser->error == YAML_READER_ERROR ? &parser->mark : &parser->problem_mark;
  problem->line = mark->line + 1;
  problem->column = mark->column + 1;
}

bool nd_yaml_reader_next(nd_yaml_reader *reader, nd_yaml_event *event, nd_yaml_problem *problem) {
  release_event(reader);
  if (!yaml_parser_parse(&reader->parser, &reader->event)) {
    describe(&reader->parser, problem);
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
