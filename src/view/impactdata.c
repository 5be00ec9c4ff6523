/* The impact of new rules, as JSON and as CSV. */
#include "model/print.h"
#include "view/csvwrite.h"
#include "view/impactview.h"

const char *impactview_kind(ImpactKind kind) {
  switch (kind) {
    case IMPACT_RULE: return "rule";
    case IMPACT_THRESHOLD: return "threshold";
    case IMPACT_RECORD: return "record";
    case IMPACT_ADDED: return "added";
    case IMPACT_REMOVED: return "removed";
    case IMPACT_OTHER: return "other";
  }
  return "";
}

static Text about(const ImpactCause *cause) {
  if (cause->subject[1]) return cause->subject[1]->name;
  if (cause->kind == IMPACT_RULE || cause->kind == IMPACT_OTHER) return cause->unit[1]->subject.name;
  return (Text){0};
}

/* ---- JSON ---- */

static void put_cause(JsonOut *json, const ImpactCause *cause) {
  jsonout_put_c(json, "reason", impactview_kind(cause->kind));
  if (about(cause).bytes) jsonout_put(json, "about", about(cause));
  else jsonout_put_c(json, "about", NULL);
  if (cause->subject[1]) {
    jsonout_put(json, "before", print_stated_text(cause->type[0], &cause->value[0]));
    jsonout_put(json, "after", print_stated_text(cause->type[1], &cause->value[1]));
  }
  shift_json_rule(json, "rule_before", cause->decides[0]);
  shift_json_rule(json, "rule_after", cause->decides[1]);
}

static void put_shift(JsonOut *json, const Head *head, const ImpactCase *one, const Shift *shift) {
  const Program *programs[] = {one->sides[0].world->program, one->sides[1].world->program};
  jsonout_open(json, '{');
  jsonout_put(json, "case", head->case_file->name);
  shift_json_name(json, shift->unit[shift->unit[1] ? 1 : 0]);
  shift_json_answers(json, programs, shift);
  jsonout_close(json, '}');
}

static void put_group(JsonOut *json, const ImpactHeads *heads, const Impact *impact, const ImpactGroup *group) {
  jsonout_open(json, '{');
  put_cause(json, &group->cause);
  jsonout_key(json, "changes");
  jsonout_open(json, '[');
  for (size_t i = 0; i < group->shifts.count; i++) {
    size_t place = group->shifts.at[i].place;
    put_shift(json, &heads->at[place], &impact->cases.at[place], &group->shifts.at[i].shift);
  }
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

static void put_cases(JsonOut *json, const ImpactHeads *heads, const Impact *impact) {
  jsonout_key(json, "cases");
  jsonout_open(json, '[');
  for (size_t i = 0; i < impact->cases.count; i++) {
    jsonout_open(json, '{');
    jsonout_put(json, "case", heads->at[i].case_file->name);
    runjson_day(json, "as_at", true, heads->at[i].as_at);
    jsonout_put_number(json, "changes", (int64_t)impact->cases.at[i].changes);
    jsonout_close(json, '}');
  }
  jsonout_close(json, ']');
}

/* Each case has a date of its own, unless one was given for all. */
static void put_head(JsonOut *json, const Head *head) {
  jsonout_put_number(json, "remit", 1);
  jsonout_put_c(json, "verb", head->verb);
  jsonout_put_c(json, "case", NULL);
  jsonout_put(json, "module", head->program->module->name->text);
  runjson_day(json, "as_at", head->origin == DATE_GIVEN, head->as_at);
  runjson_suppositions(json, head);
}

void impactview_json(Sink *sink, const ImpactHeads *heads, const Impact *impact) {
  JsonOut json = {.sink = sink};
  const Head *head = &heads->at[0];
  jsonout_open(&json, '{');
  put_head(&json, head);
  jsonout_put(&json, "old", heads->old);
  jsonout_put(&json, "new", heads->new);
  put_cases(&json, heads, impact);
  jsonout_put_number(&json, "looked_at", (int64_t)impact->looked_at);
  jsonout_key(&json, "groups");
  jsonout_open(&json, '[');
  for (size_t g = 0; g < impact->groups.count; g++) put_group(&json, heads, impact, &impact->groups.at[g]);
  jsonout_close(&json, ']');
  jsonout_key(&json, "no_difference");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < impact->quiet.count; i++) jsonout_string(&json, impact->quiet.at[i]->subject.name);
  jsonout_close(&json, ']');
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- CSV ---- */

static void put_row(Csv *csv, const ImpactHeads *heads, const Impact *impact, const ImpactGroup *group,
                    const ImpactShift *row) {
  const ImpactCase *one = &impact->cases.at[row->place];
  const Shift *shift = &row->shift;
  const Unit *unit = shift->unit[shift->unit[1] ? 1 : 0];
  csv_cell(csv, heads->at[row->place].case_file->name);
  csv_cell_c(csv, shift_kind(unit));
  csv_cell(csv, unit->subject.name);
  csv_cell(csv, unit->subject.label);
  for (int i = 0; i < 2; i++)
    csv_cell(csv, shift->unit[i] ? shift_cell(one->sides[i].world->program, &shift->at[i]) : (Text){0});
  csv_cell_c(csv, impactview_kind(group->cause.kind));
  csv_cell(csv, about(&group->cause));
  csv_end_row(csv);
}

void impactview_csv(Sink *sink, const ImpactHeads *heads, const Impact *impact) {
  static const char *const columns[] = {"case", "kind", "name", "label", "before", "after", "reason", "about"};
  Csv csv = {.sink = sink};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) csv_cell_c(&csv, columns[i]);
  csv_end_row(&csv);
  for (size_t g = 0; g < impact->groups.count; g++)
    for (size_t i = 0; i < impact->groups.at[g].shifts.count; i++)
      put_row(&csv, heads, impact, &impact->groups.at[g], &impact->groups.at[g].shifts.at[i]);
}
