/* Each kind of conclusion as a JSON object. */
#include "model/print.h"
#include "view/runjson.h"
#include "model/cell.h"
#include "view/words.h"

/* ---- what all of them may carry ---- */

static const Subject *subject_of(const Program *program, Dependence what) {
  if (what.kind == SYMBOL_FACT) return &program->facts.at[what.index]->subject;
  if (what.kind == SYMBOL_EVENT) return &program->events.at[what.index]->subject;
  return &program->parameters.at[what.index]->subject;
}

static bool is_disputed(const Conclusions *all, Dependence what) {
  if (what.kind == SYMBOL_EVENT) return false;
  const History *history =
    what.kind == SYMBOL_FACT ? world_fact(all->world, what.index) : world_parameter(all->world, what.index);
  return history->steps[history_step_at(history, all->as_at)].value.flags & VALUE_DISPUTED;
}

static void put_disputed(JsonOut *json, const Conclusions *all, const Conclusion *conclusion) {
  jsonout_key(json, "disputed");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusion->depends_on.count; i++)
    if (is_disputed(all, conclusion->depends_on.at[i]))
      jsonout_string(json, subject_of(all->world->program, conclusion->depends_on.at[i])->name);
  jsonout_close(json, ']');
}

/* The last keys of every conclusion: what it rests on, or what it depends on. */
static void put_grounds(JsonOut *json, const Conclusions *all, const Conclusion *conclusion) {
  const Program *program = all->world->program;
  if (conclusion->status == CONCLUSION_UNKNOWN || conclusion->status == CONCLUSION_ERROR) {
    jsonout_key(json, "depends_on");
    jsonout_open(json, '[');
    for (size_t i = 0; i < conclusion->depends_on.count; i++)
      jsonout_string(json, subject_of(program, conclusion->depends_on.at[i])->name);
    jsonout_close(json, ']');
    if (conclusion->in_dispute) put_disputed(json, all, conclusion);
  }
  const char *basis = basis_word((Basis)conclusion->kept.value.basis);
  jsonout_put_c(json, "basis", basis && *basis ? basis : NULL);
}

static void put_exact(JsonOut *json, const char *key, const Type *type, const Value *value) {
  jsonout_put(json, key, print_exact_text(type, value));
}

static void put_place(JsonOut *json, Source *file, uint32_t offset) {
  jsonout_put(json, "file", file->path);
  jsonout_put_number(json, "line", source_place(file, offset).line);
}

/* ---- roles ---- */

void runjson_parties(JsonOut *json, const Program *program, uint64_t mask) {
  jsonout_open(json, '[');
  for (unsigned i = 0; i < program->parties.count; i++)
    if (mask >> i & 1) jsonout_string(json, program->parties.at[i]->text);
  jsonout_close(json, ']');
}

static void put_positions(JsonOut *json, const Program *program, const Conclusion *conclusion) {
  bool unsettled = false;
  jsonout_key(json, "possible");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusion->positions.count; i++) {
    const Position *position = &conclusion->positions.at[i];
    unsettled = unsettled || position->unsettled;
    if (!position->unsettled) runjson_parties(json, program, position->value.must);
  }
  jsonout_close(json, ']');
  jsonout_put_bool(json, "unsettled", unsettled);
}

void runjson_role(JsonOut *json, const Conclusions *all, const Conclusion *conclusion) {
  const Program *program = all->world->program;
  bool certain = conclusion->status == CONCLUSION_CERTAIN || conclusion->status == CONCLUSION_NOT_IN_FORCE;
  jsonout_open(json, '{');
  jsonout_put_bool(json, "certain", certain);
  if (conclusion->status == CONCLUSION_NOT_IN_FORCE) jsonout_put_c(json, "status", "not in force");
  if (conclusion->status == CONCLUSION_CONFLICT) jsonout_put_c(json, "status", "conflict");
  if (certain) {
    jsonout_key(json, "parties");
    runjson_parties(json, program, conclusion->kept.value.must);
  } else {
    put_positions(json, program, conclusion);
  }
  put_grounds(json, all, conclusion);
  jsonout_close(json, '}');
}

/* ---- rights and requirements ---- */

static void put_status(JsonOut *json, const Conclusion *conclusion) {
  jsonout_put_c(json, "status", cell_status(conclusion->unit, &conclusion->kept.value));
}

void runjson_right(JsonOut *json, const Conclusions *all, const Right *right, const Conclusion *conclusion) {
  const Program *program = all->world->program;
  jsonout_open(json, '{');
  put_status(json, conclusion);
  jsonout_put_c(json, "kind", words_right(right->kind));
  jsonout_key(json, "holder");
  runjson_parties(json, program, right->holders);
  jsonout_key(json, "against");
  runjson_parties(json, program, right->against);
  jsonout_key(json, "matter");
  if (right->matter) jsonout_string(json, right->matter->subject.name);
  else jsonout_null(json);
  put_grounds(json, all, conclusion);
  jsonout_close(json, '}');
}

void runjson_requirement(JsonOut *json, const Conclusions *all, const Conclusion *conclusion) {
  jsonout_open(json, '{');
  put_status(json, conclusion);
  if (conclusion->has_due) jsonout_put(json, "due", print_stated_text(all->world->program->date, &conclusion->due));
  put_grounds(json, all, conclusion);
  jsonout_close(json, '}');
}

/* ---- signatures ---- */

static void put_indicators(JsonOut *json, const char *key, const Conclusions *all, const Indicator *at, uint32_t count,
                           uint64_t may) {
  jsonout_key(json, key);
  jsonout_open(json, '[');
  for (uint32_t i = 0; i < count; i++)
    if (all->units[at[i].unit->index].kept.value.may == may) jsonout_string(json, at[i].name->text);
  jsonout_close(json, ']');
}

static void put_severity(JsonOut *json, const Conclusions *all, const Signature *signature) {
  jsonout_key(json, "severity");
  if (!signature->severity) {
    jsonout_null(json);
    return;
  }
  Sink cell = {0};
  cell_print(&cell, signature->severity, &all->units[signature->severity->index].kept.value);
  jsonout_string(json, sink_result(&cell));
}

void runjson_signature(JsonOut *json, const Conclusions *all, const Signature *signature) {
  const Conclusion *conclusion = &all->units[signature->raised->index];
  jsonout_open(json, '{');
  put_status(json, conclusion);
  put_severity(json, all, signature);
  put_indicators(json, "raised", all, signature->indicators, signature->indicator_count, VALUE_YES);
  put_indicators(json, "not_raised", all, signature->indicators, signature->indicator_count, VALUE_NO);
  put_indicators(json, "unknown", all, signature->indicators, signature->indicator_count, VALUE_EITHER);
  put_indicators(json, "mitigations", all, signature->mitigations, signature->mitigation_count, VALUE_YES);
  put_grounds(json, all, conclusion);
  jsonout_close(json, '}');
}

/* ---- definitions ---- */

static void put_range(JsonOut *json, const Type *type, const Value *value) {
  Value least = *value, most = *value;
  least.high = value->low;
  most.low = value->high;
  least.flags = most.flags = 0;
  if (!(value->flags & VALUE_OPEN_LOW)) put_exact(json, "least", type, &least);
  if (!(value->flags & VALUE_OPEN_HIGH)) put_exact(json, "most", type, &most);
  if (value->flags & VALUE_MAYBE_NO_DATE) jsonout_put_bool(json, "or_no_date", true);
}

static void put_names(JsonOut *json, const char *key, const Members *members, uint64_t mask) {
  jsonout_key(json, key);
  jsonout_open(json, '[');
  for (unsigned i = 0; i < members->count; i++)
    if (mask >> i & 1) jsonout_string(json, members->at[i] ? members->at[i]->text : members->labels[i]);
  jsonout_close(json, ']');
}

static void put_texts(JsonOut *json, const Type *type, const Value *value) {
  jsonout_key(json, "possible");
  jsonout_open(json, '[');
  for (uint32_t i = 0; value->texts && i < value->texts->count; i++) {
    Value one = value_text(value->texts->at[i], BASIS_NONE);
    jsonout_string(json, print_exact_text(type, &one));
  }
  jsonout_close(json, ']');
}

static void put_yes_no(JsonOut *json) {
  jsonout_key(json, "possible");
  jsonout_open(json, '[');
  jsonout_string_c(json, "yes");
  jsonout_string_c(json, "no");
  jsonout_close(json, ']');
}

static void put_possible(JsonOut *json, const Type *type, const Value *value) {
  switch ((ValueForm)value->form) {
    case VALUE_MEMBERS:
      if (type->word == TYPE_YES_NO) put_yes_no(json);
      else put_names(json, "possible", type->members, value->may);
      break;
    case VALUE_SET:
      put_names(json, "includes", type->members, value->must);
      put_names(json, "may_include", type->members, value->may & ~value->must);
      break;
    case VALUE_RANGE: put_range(json, type, value); break;
    case VALUE_TEXTS: put_texts(json, type, value); break;
  }
}

static void put_error(JsonOut *json, const Program *program, const Value *value) {
  uint32_t site = value->error & 0xFFFFFF;
  jsonout_put(json, "error", text_format("R%04d", (int)words_error(value)));
  if (!site || site > program->sites.count) return;
  const Home *home = &program->site_homes.at[site - 1];
  put_place(json, home->file, ast_absolute(home->decl, program->sites.at[site - 1]->span).from);
}

void runjson_definition(JsonOut *json, const Conclusions *all, const Conclusion *conclusion) {
  const Value *value = &conclusion->kept.value;
  const Type *type = conclusion->unit->type;
  bool certain = conclusion->status == CONCLUSION_CERTAIN || conclusion->status == CONCLUSION_NOT_IN_FORCE;
  jsonout_open(json, '{');
  jsonout_put_bool(json, "certain", certain);
  if (conclusion->status == CONCLUSION_CONFLICT) jsonout_put_c(json, "status", "conflict");
  if (certain) put_exact(json, "value", type, value);
  else if (value->flags & VALUE_FAILED) put_error(json, all->world->program, value);
  else put_possible(json, type, value);
  put_grounds(json, all, conclusion);
  jsonout_close(json, '}');
}
