/* Conclusions on two sides as cells and as JSON. */
#include "model/print.h"
#include "view/shiftview.h"
#include "view/whyview.h"
#include "model/cell.h"

const char *shift_kind(const Unit *unit) {
  switch (unit->kind) {
    case UNIT_ROLE: return "role";
    case UNIT_RIGHT: return "right";
    case UNIT_REQUIREMENT: return "requirement";
    case UNIT_SIGNATURE: return "signature";
    case UNIT_SEVERITY: return "severity";
    case UNIT_INDICATOR: return "indicator";
    case UNIT_MITIGATION: return "mitigation";
    case UNIT_DEFINITION: return "definition";
  }
  return "";
}

static void put_positions(Sink *cell, const Program *program, const Positions *positions) {
  for (size_t i = 0; i < positions->count; i++) {
    if (i) sink_char(cell, '|');
    if (positions->at[i].unsettled) sink_c(cell, "unsettled");
    else if (positions->at[i].value.must) print_exact(cell, program->party_set, &positions->at[i].value);
    else sink_c(cell, "nobody");
  }
}

Text shift_cell(const Program *program, const Conclusion *conclusion) {
  Sink cell = {0};
  bool open_role = conclusion->unit->kind == UNIT_ROLE && conclusion->status == CONCLUSION_UNKNOWN;
  if (open_role && conclusion->positions.count) put_positions(&cell, program, &conclusion->positions);
  else cell_print(&cell, conclusion->unit, &conclusion->kept.value);
  return text_copy(sink_result(&cell));
}

static Text plain(Text composed) {
  Sink text = {0};
  for (uint32_t i = 0; i < composed.bytes; i++)
    if (!style_is_mark(composed.at[i])) sink_char(&text, composed.at[i]);
  return text_copy(sink_result(&text));
}

Text shift_cause_text(Report *report, const ShiftCause *cause) {
  say_shift_cause(report, cause);
  return plain(page_take(&report->page));
}

/* ---- JSON ---- */

void shift_json_name(JsonOut *json, const Unit *unit) {
  jsonout_put(json, "conclusion", unit->subject.name);
  jsonout_put_c(json, "kind", shift_kind(unit));
  jsonout_put(json, "label", unit->subject.label);
}

static Text dependence_name(const Program *program, Dependence what) {
  if (what.kind == SYMBOL_FACT) return program->facts.at[what.index]->subject.name;
  if (what.kind == SYMBOL_EVENT) return program->events.at[what.index]->subject.name;
  return program->parameters.at[what.index]->subject.name;
}

void shift_json_answer(JsonOut *json, const char *key, const Program *program, const Conclusion *conclusion) {
  const char *basis = basis_word((Basis)conclusion->kept.value.basis);
  jsonout_key(json, key);
  jsonout_open(json, '{');
  jsonout_put(json, "value", shift_cell(program, conclusion));
  jsonout_put_bool(json, "certain",
                   conclusion->status == CONCLUSION_CERTAIN || conclusion->status == CONCLUSION_NOT_IN_FORCE);
  jsonout_put_c(json, "basis", basis && *basis ? basis : NULL);
  jsonout_key(json, "depends_on");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusion->depends_on.count; i++)
    jsonout_string(json, dependence_name(program, conclusion->depends_on.at[i]));
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

void shift_json_answers(JsonOut *json, const Program *const programs[2], const Shift *shift) {
  static const char *const keys[] = {"before", "after"};
  for (int i = 0; i < 2; i++) {
    if (shift->unit[i]) shift_json_answer(json, keys[i], programs[i], &shift->at[i]);
    else jsonout_put_c(json, keys[i], NULL);
  }
}

static const char *leaf_kind(const ArgumentStep *leaf) {
  switch (leaf->kind) {
    case ARGUMENT_FACT: return "fact";
    case ARGUMENT_PARAMETER: return "parameter";
    case ARGUMENT_EVENTS: return "events";
    case ARGUMENT_COMMENCEMENT: return "commencement";
    case ARGUMENT_DEADLINE:
    case ARGUMENT_START: return "deadline";
    case ARGUMENT_CONCLUSION: return "conclusion";
    case ARGUMENT_BRANCH:
    case ARGUMENT_RUN_OUT: return "rule";
    case ARGUMENT_APPLIES:
    case ARGUMENT_DAYS:
    case ARGUMENT_EXPRESSION: break;
  }
  return "condition";
}

static Text leaf_name(const Program *program, const ArgumentStep *leaf) {
  switch (leaf->kind) {
    case ARGUMENT_FACT: return program->facts.at[leaf->index]->subject.name;
    case ARGUMENT_PARAMETER: return program->parameters.at[leaf->index]->subject.name;
    case ARGUMENT_EVENTS: return program->events.at[leaf->index]->subject.name;
    case ARGUMENT_CONCLUSION:
    case ARGUMENT_COMMENCEMENT:
    case ARGUMENT_APPLIES:
    case ARGUMENT_BRANCH:
    case ARGUMENT_RUN_OUT:
    case ARGUMENT_DEADLINE:
    case ARGUMENT_START:
    case ARGUMENT_DAYS:
    case ARGUMENT_EXPRESSION: break;
  }
  return leaf->unit ? leaf->unit->subject.name : (Text){0};   /* whatever conclusion it stands in */
}

static void put_place(JsonOut *json, const ArgumentStep *step) {
  Span span;
  Source *file = argument_place(step, &span);
  if (!file) return;
  jsonout_put(json, "file", file->path);
  jsonout_put_number(json, "line", source_place(file, span.from).line);
}

void shift_json_cause(JsonOut *json, Report *report, const ShiftCause *cause) {
  const ArgumentStep *leaf = cause->leaf;
  jsonout_key(json, "because");
  if (!leaf) {
    jsonout_null(json);
    return;
  }
  bool record = leaf->kind == ARGUMENT_FACT || leaf->kind == ARGUMENT_PARAMETER;
  Text name = leaf_name(report->program, leaf);
  jsonout_open(json, '{');
  jsonout_put_c(json, "kind", leaf_kind(leaf));
  if (name.bytes) jsonout_put(json, "about", name);
  jsonout_put(json, "says", shift_cause_text(report, cause));
  if (record) jsonout_put(json, "value", print_stated_text(leaf->type, &leaf->value));
  if (record) jsonout_put(json, "was", print_stated_text(leaf->type, &cause->before));
  put_place(json, cause->condition ? cause->condition : leaf);
  jsonout_close(json, '}');
}

void shift_json_rule(JsonOut *json, const char *key, const ArgumentStep *decides) {
  jsonout_key(json, key);
  if (!decides) {
    jsonout_null(json);
    return;
  }
  jsonout_open(json, '{');
  jsonout_put_c(json, "kind",
                decides->kind == ARGUMENT_RUN_OUT        ? "no rule"
                : decides->kind == ARGUMENT_COMMENCEMENT ? "commencement"
                                                         : "rule");
  put_place(json, decides);
  jsonout_close(json, '}');
}

static void put_shift(JsonOut *json, Report *report, const Shift *shift) {
  const Program *programs[] = {report->program, report->program};
  jsonout_open(json, '{');
  shift_json_name(json, shift->unit[1]);
  shift_json_answers(json, programs, shift);
  shift_json_cause(json, report, &shift->cause);
  shift_json_rule(json, "rule_before", shift->cause.decides[0]);
  shift_json_rule(json, "rule_after", shift->cause.decides[1]);
  jsonout_close(json, '}');
}

void shift_json_all(JsonOut *json, Report *report, const Shifts *shifts) {
  jsonout_key(json, "changes");
  jsonout_open(json, '[');
  for (size_t i = 0; i < shifts->count; i++) put_shift(json, report, &shifts->at[i]);
  jsonout_close(json, ']');
}

void shift_csv(Csv *csv, Report *report, const Shift *shift) {
  const Unit *unit = shift->unit[1];
  csv_cell_c(csv, shift_kind(unit));
  csv_cell(csv, unit->subject.name);
  csv_cell(csv, unit->subject.label);
  csv_cell(csv, shift_cell(report->program, &shift->at[0]));
  csv_cell(csv, shift_cell(report->program, &shift->at[1]));
  csv_cell(csv, shift_cause_text(report, &shift->cause));
}
