#include "facts/statement_text.h"

#include "model/print.h"

void statement_date(Sink *sink, PartialDate date) {
  char first[DATE_ROOM], last[DATE_ROOM];
  if (calendar_print_partial(date, first) > 0) {
    sink_c(sink, first);
    return;
  }
  calendar_print(date.first, first);
  calendar_print(date.last, last);
  sink_format(sink, "between %s and %s", first, last);
}

/* ---- values ---- */

static Value point(const Value *range, int64_t at) {
  Value value = value_range(at, at, BASIS_NONE);
  value.unit = range->unit;
  return value;
}

static void print_point(Sink *sink, const Type *type, const Value *range, int64_t at) {
  Value value = point(range, at);
  print_exact(sink, type, &value);
}

static void write_range(Sink *sink, const Type *type, const Value *value) {
  if ((value->flags & VALUE_OPEN_HIGH) != 0) {
    sink_c(sink, "is at least ");
    print_point(sink, type, value, value->low);
  } else if ((value->flags & VALUE_OPEN_LOW) != 0) {
    sink_c(sink, "is at most ");
    print_point(sink, type, value, value->high);
  } else {
    sink_c(sink, "is between ");
    print_point(sink, type, value, value->low);
    sink_c(sink, " and ");
    print_point(sink, type, value, value->high);
  }
}

static void write_members(Sink *sink, const Type *type, uint64_t mask) {
  Value value = value_set(mask, mask, BASIS_NONE);
  print_exact(sink, type, &value);
}

static void write_one_of(Sink *sink, const Type *type, const Value *value) {
  sink_c(sink, "is one of (");
  if (value->form == VALUE_MEMBERS) {
    write_members(sink, type, value->may);
  } else {
    for (uint32_t i = 0; i < value->texts->count; i++) {
      Value text = value_text(value->texts->at[i], BASIS_NONE);
      if (i > 0) sink_c(sink, ", ");
      print_exact(sink, type, &text);
    }
  }
  sink_char(sink, ')');
}

static void write_single(Sink *sink, const Type *type, const Value *value) {
  Value unknown = type_unknown(type);
  if (value_certain(value)) {
    sink_c(sink, "is ");
    print_exact(sink, type, value);
  } else if (value_same(value, &unknown)) {
    sink_c(sink, "is unknown");
  } else if (value->form == VALUE_RANGE) {
    write_range(sink, type, value);
  } else {
    write_one_of(sink, type, value);
  }
}

/* ---- what follows the value ---- */

static void write_period(Sink *sink, const Assertion *a) {
  if (a->opens) {
    sink_c(sink, " from ");
    statement_date(sink, a->from);
  }
  if (a->closes) {
    sink_c(sink, " until ");
    statement_date(sink, a->until);
  }
}

static void write_text(Sink *sink, const Type *text, Text words) {
  Value value = value_text(words, BASIS_NONE);
  print_exact(sink, text, &value);
}

static void write_cite(Sink *sink, const Type *text, const Citation *cite) {
  bool source_says = cite->basis == BASIS_OPINION && text_equal(cite->by, cite->source->by);
  sink_text(sink, cite->source->name->text);
  if (cite->paragraph.bytes > 0) {
    sink_char(sink, ' ');
    write_text(sink, text, cite->paragraph);
  }
  if (cite->basis != cite->source->basis) sink_format(sink, " as %s", basis_word(cite->basis));
  if (cite->by.bytes == 0 || source_says) return;
  sink_c(sink, " by ");
  write_text(sink, text, cite->by);
}

static void write_rest(Sink *sink, const Program *program, const Assertion *a, const char *source) {
  write_period(sink, a);
  if (a->planned) sink_c(sink, " planned");
  if (a->recorded) {
    sink_c(sink, " recorded ");
    statement_date(sink, a->recorded_on);
  }
  if (source != NULL) sink_format(sink, " cite %s", source);
  for (uint32_t i = 0; source == NULL && i < a->cites.count; i++) {
    sink_c(sink, i == 0 ? " cite " : ", ");
    write_cite(sink, program->text, &a->cites.at[i]);
  }
  sink_char(sink, '\n');
}

/* ---- statements ---- */

typedef struct StatementLine {
  Sink *sink;
  const Program *program;
  const Assertion *assertion;
  const char *source;
} StatementLine;

static Text subject_name(const StatementLine *line) {
  uint32_t subject = line->assertion->subject;
  switch (line->assertion->kind) {
    case ASSERT_VALUE: return line->program->facts.at[subject]->subject.name;
    case ASSERT_PARAMETER: return line->program->parameters.at[subject]->subject.name;
    case ASSERT_OCCURRENCES:
    case ASSERT_COMPLETE: return line->program->events.at[subject]->subject.name;
  }
  return TEXT("");
}

static void begin(const StatementLine *line) {
  sink_text(line->sink, subject_name(line));
  sink_char(line->sink, ' ');
}

static void end(const StatementLine *line) { write_rest(line->sink, line->program, line->assertion, line->source); }

static void write_set_part(const StatementLine *line, const Type *type, const char *word, uint64_t mask) {
  if (mask == 0) return;
  begin(line);
  sink_format(line->sink, "%s ", word);
  write_members(line->sink, type, mask);
  end(line);
}

static void write_set(const StatementLine *line, const Type *type, const Value *value) {
  uint64_t all = type_unknown(type).may, out = all & ~value->may;
  if (value->must == value->may) {
    write_set_part(line, type, "is", value->must);
    if (value->must != 0) return;
  }
  if (value->must == value->may || (value->must == 0 && out == 0)) {
    begin(line);
    sink_c(line->sink, out == 0 ? "is unknown" : "is none");
    end(line);
    return;
  }
  write_set_part(line, type, "includes", value->must);
  write_set_part(line, type, "excludes", out);
}

static void write_value(const StatementLine *line) {
  const Assertion *a = line->assertion;
  const Type *type = a->kind == ASSERT_VALUE ? line->program->facts.at[a->subject]->type
                                             : line->program->parameters.at[a->subject]->type;
  if (type->set) {
    write_set(line, type, &a->value);
    return;
  }
  begin(line);
  write_single(line->sink, type, &a->value);
  end(line);
}

static void write_event(const StatementLine *line) {
  const Assertion *a = line->assertion;
  begin(line);
  if (a->kind == ASSERT_COMPLETE) sink_c(line->sink, a->none ? "none" : "complete");
  for (uint32_t i = 0; i < a->on_count; i++) {
    sink_c(line->sink, i == 0 ? "on " : ", ");
    statement_date(line->sink, a->on[i]);
  }
  end(line);
}

void statement_write(Sink *sink, const Program *program, const Assertion *assertion, const char *source) {
  StatementLine line = {sink, program, assertion, source};
  bool value = assertion->kind == ASSERT_VALUE || assertion->kind == ASSERT_PARAMETER;
  if (value) write_value(&line);
  else write_event(&line);
}
