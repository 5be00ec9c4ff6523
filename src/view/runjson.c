#include "view/runjson.h"

void runjson_day(JsonOut *json, const char *key, bool given, Day day) {
  char room[DATE_ROOM];
  if (given) calendar_print(day, room);
  jsonout_put_c(json, key, given ? room : NULL);
}

void runjson_head(JsonOut *json, const Head *head) {
  jsonout_put_number(json, "remit", 1);
  jsonout_put_c(json, "verb", head->verb);
  jsonout_put(json, "case", head->case_file->name);
  jsonout_put(json, "module", head->program->module->name->text);
  runjson_day(json, "as_at", true, head->as_at);
  runjson_suppositions(json, head);
}

void runjson_suppositions(JsonOut *json, const Head *head) {
  runjson_day(json, "as_known", head->as_known, head->known_on);
  jsonout_put_bool(json, "as_planned", head->as_planned);
  jsonout_key(json, "supposed");
  jsonout_open(json, '[');
  for (size_t i = 0; i < head->supposed.count; i++) jsonout_string(json, head->supposed.at[i]);
  jsonout_close(json, ']');
  jsonout_key(json, "params");
  jsonout_open(json, '{');
  for (size_t i = 0; i < head->parameters.count; i++) {
    jsonout_key_text(json, head->parameters.at[i].name);
    jsonout_string(json, head->parameters.at[i].value);
  }
  jsonout_close(json, '}');
}

/* ---- conclusions, kind by kind ---- */

void runjson_duty(JsonOut *json, const Conclusions *all, const Duty *duty) {
  jsonout_key_text(json, duty->subject.name);
  jsonout_open(json, '{');
  for (uint32_t i = 0; i < duty->role_count; i++) {
    jsonout_key_text(json, duty->roles[i].role->name->text);
    runjson_role(json, all, &all->units[duty->roles[i].unit->index]);
  }
  jsonout_close(json, '}');
}

static void put_duties(JsonOut *json, const Program *program, const Conclusions *all) {
  jsonout_key(json, "duties");
  jsonout_open(json, '{');
  for (size_t i = 0; i < program->duties.count; i++) runjson_duty(json, all, program->duties.at[i]);
  jsonout_close(json, '}');
}

static void put_rights(JsonOut *json, const Program *program, const Conclusions *all) {
  jsonout_key(json, "rights");
  jsonout_open(json, '{');
  for (size_t i = 0; i < program->rights.count; i++) {
    const Right *right = program->rights.at[i];
    jsonout_key_text(json, right->subject.name);
    runjson_right(json, all, right, &all->units[right->unit->index]);
  }
  jsonout_close(json, '}');
}

static void put_requirements(JsonOut *json, const Program *program, const Conclusions *all) {
  jsonout_key(json, "requirements");
  jsonout_open(json, '{');
  for (size_t i = 0; i < program->requirements.count; i++) {
    jsonout_key_text(json, program->requirements.at[i]->subject.name);
    runjson_requirement(json, all, &all->units[program->requirements.at[i]->unit->index]);
  }
  jsonout_close(json, '}');
}

static void put_signatures(JsonOut *json, const Program *program, const Conclusions *all) {
  jsonout_key(json, "signatures");
  jsonout_open(json, '{');
  for (size_t i = 0; i < program->signatures.count; i++) {
    jsonout_key_text(json, program->signatures.at[i]->subject.name);
    runjson_signature(json, all, program->signatures.at[i]);
  }
  jsonout_close(json, '}');
}

static void put_definitions(JsonOut *json, const Program *program, const Conclusions *all) {
  jsonout_key(json, "definitions");
  jsonout_open(json, '{');
  for (size_t i = 0; i < program->definitions.count; i++) {
    jsonout_key_text(json, program->definitions.at[i]->subject.name);
    runjson_definition(json, all, &all->units[program->definitions.at[i]->unit->index]);
  }
  jsonout_close(json, '}');
}

void runjson_print(Sink *sink, const Head *head, const Conclusions *conclusions) {
  JsonOut json = {.sink = sink};
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  put_duties(&json, head->program, conclusions);
  put_rights(&json, head->program, conclusions);
  put_requirements(&json, head->program, conclusions);
  put_signatures(&json, head->program, conclusions);
  put_definitions(&json, head->program, conclusions);
  runjson_record(&json, conclusions);
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}
