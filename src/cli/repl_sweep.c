/* `sweep` at the prompt: where conclusions change as one fact, or the date, moves over a range. */
#include "cli/repl.h"
#include "view/sweepview.h"

typedef struct Swept {
  Text name, low, high;
} Swept;

static bool read_swept(Repl *repl, Text text, Swept *swept) {
  uint32_t equals = 0, dots = 0;
  while (equals < text.bytes && text.at[equals] != '=') equals++;
  for (dots = equals; dots + 1 < text.bytes && !(text.at[dots] == '.' && text.at[dots + 1] == '.');) dots++;
  swept->name = text_trim(text_slice(text, 0, equals));
  swept->low = text_trim(text_slice(text, equals + 1, dots));
  swept->high = text_trim(text_slice(text, dots + 2, text.bytes));
  if (swept->name.bytes && swept->low.bytes && swept->high.bytes) return true;
  repl_refuse(repl, EXIT_USAGE, "`sweep` takes FACT=LOW..HIGH, such as vacancy_rate=0%%..40%%");
  return false;
}

static Assertion *end_of(Repl *repl, const Swept *swept, Text value) {
  Supposition end = {.words = text_format("%s=%s", text_c(swept->name), text_c(value))};
  return suppose_again(repl, repl->now, &end) ? end.assertion : NULL;
}

static const Type *type_of(const Program *program, const Assertion *assertion) {
  if (assertion->kind == ASSERT_PARAMETER) return program->parameters.at[assertion->subject]->type;
  return assertion->kind == ASSERT_VALUE ? program->facts.at[assertion->subject]->type : NULL;
}

static bool in_order(const Assertion *low, const Assertion *high) {
  if (low->value.form == VALUE_MEMBERS) return low->value.may < high->value.may;
  return low->value.low < high->value.low;
}

static Sweep *sweep_values(Repl *repl, const Swept *swept) {
  const Stand *stand = state_stand(repl->now);
  Assertion *low = end_of(repl, swept, swept->low), *high = low ? end_of(repl, swept, swept->high) : NULL;
  if (!low || !high) return NULL;
  const Type *type = type_of(repl->now->program, low);
  if (!type || !sweep_type(type)) repl_refuse(repl, EXIT_USAGE, "`%s` has no order to move along", text_c(swept->name));
  else if (!value_certain(&low->value) || !value_certain(&high->value))
    repl_refuse(repl, EXIT_USAGE, "the ends of a range are single values");
  else if (!in_order(low, high))
    repl_refuse(repl, EXIT_USAGE, "the range is empty: %s does not come before %s", text_c(swept->low),
                text_c(swept->high));
  else return sweep_fact(stand->world, stand->as_at, low, high);
  return NULL;
}

static Sweep *sweep_dates(Repl *repl, const Swept *swept) {
  PartialDate low, high;
  if (calendar_parse(swept->low, &low) == DATE_OK && calendar_parse(swept->high, &high) == DATE_OK &&
      low.first < high.last)
    return sweep_as_at(state_stand(repl->now)->world, low.first, high.last);
  repl_refuse(repl, EXIT_USAGE, "two dates are due, the earlier one first: `sweep as_at=2019-01-01..2022-12-31`");
  return NULL;
}

Exit repl_sweep(Repl *repl, Text arguments) {
  Swept swept;
  Head head = repl_head(repl);
  Report report;
  if (!read_swept(repl, arguments, &swept)) return EXIT_USAGE;
  Sweep *sweep = text_equal(swept.name, TEXT("as_at")) ? sweep_dates(repl, &swept) : sweep_values(repl, &swept);
  if (!sweep) return repl->diags.errors ? EXIT_CASE : EXIT_USAGE;
  if (eval_stop) return EXIT_DONE;
  report_open(&report, &repl->out, &head, NULL, repl->page, true);
  sweepview_points(&report, sweep);
  return EXIT_DONE;
}
