#include <string.h>
#include "cli/each_case.h"
#include "source/diag.h"
#include "view/sweepview.h"

/* ---- what is asked: NAME=LOW..HIGH, with `from D` and `until D` behind it where it is to hold for a time only ---- */

typedef struct Asked {
  Text name, low, high, period;
} Asked;

static size_t find(Text text, const char *piece, size_t from) {
  size_t bytes = strlen(piece);
  for (size_t i = from; i + bytes <= text.bytes; i++)
    if (memcmp(text.at + i, piece, bytes) == 0) return i;
  return text.bytes;
}

static bool read_asked(const Options *options, Asked *asked) {
  Text text = text_of(options->arguments.at[1]);
  size_t equals = find(text, "=", 0), dots = find(text, "..", equals);
  size_t from = find(text, " from ", dots), until = find(text, " until ", dots), end = from < until ? from : until;
  if (dots < text.bytes) {
    asked->name = text_trim(text_slice(text, 0, equals));
    asked->low = text_trim(text_slice(text, equals + 1, dots));
    asked->high = text_trim(text_slice(text, dots + 2, end));
    asked->period = text_slice(text, end, text.bytes);
    if (asked->name.bytes && asked->low.bytes && asked->high.bytes) return true;
  }
  options_complain(options->verb, "it takes FACT=LOW..HIGH, such as vacancy_rate=0%%..40%%, not `%s`",
                   options->arguments.at[1]);
  return false;
}

static void complain_empty(const Options *options, const Asked *asked) {
  options_complain(options->verb, "the range is empty: %s does not come before %s", text_c(asked->low),
                   text_c(asked->high));
}

/* ---- over the as-at date ---- */

static bool read_date(const Options *options, Text written, PartialDate *date) {
  if (calendar_parse(written, date) == DATE_OK) return true;
  options_complain(options->verb, "`%s` is not a date between 1900 and 2199; one is written 2021-06-01",
                   text_c(written));
  return false;
}

/* A year or a month goes from its first day to its last. */
static Sweep *sweep_dates(const Options *options, World *world, const Asked *asked, Head *head) {
  PartialDate low, high;
  if (asked->period.bytes) {
    options_complain(options->verb, "the as-at date has no `from` or `until`");
    return NULL;
  }
  if (!read_date(options, asked->low, &low) || !read_date(options, asked->high, &high)) return NULL;
  if (low.first >= high.last) {
    complain_empty(options, asked);
    return NULL;
  }
  head->as_at = low.first;
  head->origin = DATE_GIVEN;
  return sweep_as_at(world, low.first, high.last);
}

/* ---- over a fact ---- */

static Assertion *end_of(Workshop *workshop, const CaseFile *file, const Asked *asked, Text value) {
  Assertions one = {0};
  Text written = text_format("%s=%s", text_c(asked->name), text_c(value));
  if (asked->period.bytes)
    written = text_format("%s is %s%s", text_c(asked->name), text_c(value), text_c(asked->period));
  return workshop_suppose(workshop, file, THE_RANGE, written, SYMBOL_FACT, &one) ? one.at[0] : NULL;
}

static const Type *type_of(const Program *program, const Assertion *assertion) {
  if (assertion->kind == ASSERT_PARAMETER) return program->parameters.at[assertion->subject]->type;
  return assertion->kind == ASSERT_VALUE ? program->facts.at[assertion->subject]->type : NULL;
}

static bool in_order(const Assertion *low, const Assertion *high) {
  if (low->value.form == VALUE_MEMBERS) return low->value.may < high->value.may;
  return low->value.low < high->value.low;
}

static bool may_be_swept(const Options *options, const Program *program, const Asked *asked, const Assertion *low,
                         const Assertion *high) {
  const Type *type = type_of(program, low);
  if (!type || !sweep_type(type)) {
    options_complain(options->verb,
                     "`%s` has no order to move along: only numbers, amounts, dates and scales have; `remit whatif` "
                     "tries single values",
                     text_c(asked->name));
    return false;
  }
  if (!value_certain(&low->value) || !value_certain(&high->value)) {
    options_complain(options->verb, "the ends of a range are single values, such as %s=0..10", text_c(asked->name));
    return false;
  }
  if (in_order(low, high)) return true;
  complain_empty(options, asked);
  return false;
}

static Sweep *sweep_values(Workshop *workshop, const CaseFile *file, World *world, const Asked *asked, Day day) {
  size_t errors = workshop->diags.errors;
  Assertion *low = end_of(workshop, file, asked, asked->low),
            *high = low ? end_of(workshop, file, asked, asked->high) : NULL;
  if (!low || !high || workshop->diags.errors > errors) return NULL;
  if (!may_be_swept(workshop->options, file->program, asked, low, high)) return NULL;
  return sweep_fact(world, day, low, high);
}

/* ---- the verb ---- */

static void show(const Options *options, Sink *sink, const Head *head, const Sweep *sweep) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) sweepview_json(sink, head, sweep);
  else if (options->format == FORMAT_CSV) sweepview_csv(sink, head, sweep);
  else sweepview_text(sink, head, sweep, page);
}

static void tell_open(Workshop *workshop, const Sweep *sweep) {
  for (size_t i = 0; i < sweep->open.count; i++) {
    Source *file;
    Span span;
    Text expression = sweepview_expression(&sweep->open.at[i], &file, &span);
    diag_add(&workshop->diags, DIAG_SWEEP_OPEN, file, span,
             "`%s` could not be followed as %s moves: `%s` is never settled between two values",
             text_c(sweep->open.at[i].unit->subject.name), text_c(sweepview_name(sweep)), text_c(expression));
  }
}

static Exit sweep_case(Workshop *workshop, Sink *output, const CaseFile *file, size_t index, const void *with) {
  const Asked *asked = with;
  (void)index;
  Head head;
  World *world = workshop_world(workshop, file, &head);
  if (!world) return workshop_status(&workshop->diags, EXIT_USAGE);
  bool dates = text_equal(asked->name, TEXT("as_at"));
  Sweep *sweep = dates ? sweep_dates(workshop->options, world, asked, &head)
                       : sweep_values(workshop, file, world, asked, head.as_at);
  if (!sweep) return EXIT_USAGE;
  show(workshop->options, output, &head, sweep);
  tell_open(workshop, sweep);
  return EXIT_DONE;
}

static Exit sweep(const Options *options) {
  Asked asked;
  return read_asked(options, &asked) ? each_case(options, sweep_case, &asked) : EXIT_USAGE;
}

const Verb VERB_SWEEP = {
  .name = "sweep",
  .arguments = "CASE FACT=LOW..HIGH",
  .one_line = "show where conclusions change as one fact moves over a range",
  .help = "Moves one fact (or parameter) from LOW to HIGH and shows only the places where a conclusion changes, "
          "exactly, with what\n"
          "changes there and why. The fact is supposed for all dates; write `from D` or `until D` behind the range for "
          "a time only.\n"
          "Numbers, amounts of money, percentages, counts, dates and scales can be moved. "
          "`as_at=2019-01-01..2022-12-31` moves\n"
          "the date at which conclusions are reached instead; a year or a month there means from its first day or to "
          "its last.",
  .example = "remit sweep examples/doncaster.case vacancy_rate=0%..40%\n"
             "  at which share of vacant posts Doncaster's conclusions change",
  .options = OPTIONS_EVALUATING | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(CSV) | FORMAT_BIT(MD),
  .least = 2,
  .most = 2,
  .run = sweep,
};
