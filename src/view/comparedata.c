/* Two cases side by side, as JSON and as CSV. */
#include "model/print.h"
#include "view/compareview.h"
#include "view/csvwrite.h"

static const char *kind_of(const CompareThing *thing) {
  return thing->kind == SYMBOL_FACT ? "fact" : thing->kind == SYMBOL_EVENT ? "event" : "parameter";
}

static const Subject *named(const CompareThing *thing) { return thing->subject[thing->subject[0] ? 0 : 1]; }

static Text stated_text(const CompareThing *thing, int side) {
  const Value *value = &thing->value[side];
  if (!thing->subject[side]) return (Text){0};
  if (thing->type[side]) return print_stated_text(thing->type[side], value);
  bool open = value->flags & VALUE_OPEN_HIGH || value->low != value->high;
  return text_format(open ? "at least %lld" : "%lld", (long long)(value->low / DECIMAL_ONE));
}

/* ---- JSON ---- */

static void put_value(JsonOut *json, const char *key, const CompareThing *thing, int side) {
  if (thing->subject[side]) jsonout_put(json, key, stated_text(thing, side));
  else jsonout_put_c(json, key, NULL);
}

static void put_thing(JsonOut *json, const CompareThing *thing) {
  jsonout_open(json, '{');
  jsonout_put(json, "name", named(thing)->name);
  jsonout_put_c(json, "kind", kind_of(thing));
  jsonout_put(json, "label", named(thing)->label);
  jsonout_put_bool(json, "same", thing->same);
  put_value(json, "before", thing, 0);
  put_value(json, "after", thing, 1);
  jsonout_close(json, '}');
}

static void put_beside(JsonOut *json, const Head *head) {
  jsonout_key(json, "beside");
  jsonout_open(json, '{');
  jsonout_put(json, "case", head->case_file->name);
  jsonout_put(json, "module", head->program->module->name->text);
  runjson_day(json, "as_at", true, head->as_at);
  runjson_receipt(json, head);
  jsonout_close(json, '}');
}

static void put_shift(JsonOut *json, Report *report, const Program *const programs[2], const Shift *shift) {
  jsonout_open(json, '{');
  shift_json_name(json, shift->unit[shift->unit[1] ? 1 : 0]);
  jsonout_put_bool(json, "same", shift->same);
  shift_json_answers(json, programs, shift);
  shift_json_cause(json, report, &shift->cause);
  shift_json_rule(json, "rule_before", shift->cause.decides[0]);
  shift_json_rule(json, "rule_after", shift->cause.decides[1]);
  jsonout_close(json, '}');
}

void compareview_json(Sink *sink, const Head *const heads[2], const Compare *compare) {
  Report report;
  JsonOut json = {.sink = sink};
  const Program *programs[] = {heads[0]->program, heads[1]->program};
  report_open(&report, sink, heads[1], NULL, (PageOptions){.format = PAGE_TEXT}, true);
  jsonout_open(&json, '{');
  runjson_head(&json, heads[0]);
  put_beside(&json, heads[1]);
  jsonout_key(&json, "things");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < compare->things.count; i++) put_thing(&json, &compare->things.at[i]);
  jsonout_close(&json, ']');
  jsonout_put_number(&json, "looked_at", (int64_t)compare->conclusions.looked_at);
  jsonout_key(&json, "changes");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < compare->conclusions.shifts.count; i++)
    put_shift(&json, &report, programs, &compare->conclusions.shifts.at[i]);
  jsonout_close(&json, ']');
  runjson_receipt(&json, heads[0]);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- CSV ---- */

static void put_shift_row(Csv *csv, Report *report, const Head *const heads[2], const Shift *shift) {
  const Unit *unit = shift->unit[shift->unit[1] ? 1 : 0];
  csv_cell_c(csv, shift_kind(unit));
  csv_cell(csv, unit->subject.name);
  csv_cell(csv, unit->subject.label);
  for (int i = 0; i < 2; i++) csv_cell(csv, shift->unit[i] ? shift_cell(heads[i]->program, &shift->at[i]) : (Text){0});
  csv_cell(csv, shift_cause_text(report, &shift->cause));
  csv_end_row(csv);
}

void compareview_csv(Sink *sink, const Head *const heads[2], const Compare *compare) {
  static const char *const columns[] = {"kind", "name", "label", "before", "after", "because"};
  Report report;
  Csv csv = {.sink = sink};
  report_open(&report, sink, heads[1], NULL, (PageOptions){.format = PAGE_TEXT}, true);
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) csv_cell_c(&csv, columns[i]);
  csv_end_row(&csv);
  for (size_t i = 0; i < compare->things.count; i++) {
    const CompareThing *thing = &compare->things.at[i];
    csv_cell_c(&csv, kind_of(thing));
    csv_cell(&csv, named(thing)->name);
    csv_cell(&csv, named(thing)->label);
    for (int side = 0; side < 2; side++) csv_cell(&csv, stated_text(thing, side));
    csv_cell_c(&csv, NULL);
    csv_end_row(&csv);
  }
  for (size_t i = 0; i < compare->conclusions.shifts.count; i++)
    put_shift_row(&csv, &report, heads, &compare->conclusions.shifts.at[i]);
}
