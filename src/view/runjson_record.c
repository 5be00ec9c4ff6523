/* What must be said of the record, and the receipt, as JSON. */
#include "base/hash.h"
#include "model/print.h"
#include "view/runjson.h"
#include "view/words.h"

/* ---- findings ---- */

static void put_finding(JsonOut *json, const Finding *finding) {
  jsonout_open(json, '{');
  jsonout_put_c(json, "kind", words_finding(finding->kind));
  jsonout_put_bool(json, "certain", finding->certain);
  jsonout_put(json, "about", finding->about);
  jsonout_put(json, "message", finding->message);
  jsonout_key(json, "file");
  jsonout_string(json, finding->file->path);
  jsonout_key(json, "line");
  jsonout_number(json, source_place(finding->file, finding->span.from).line);
  if (finding->other_file) {
    jsonout_put(json, "other_file", finding->other_file->path);
    jsonout_put_number(json, "other_line", source_place(finding->other_file, finding->other_span.from).line);
  }
  jsonout_close(json, '}');
}

static void put_findings(JsonOut *json, const Conclusions *conclusions) {
  jsonout_key(json, "findings");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusions->findings.count; i++) put_finding(json, &conclusions->findings.at[i]);
  jsonout_close(json, ']');
}

/* ---- statements ---- */

/* The first source; null where there is none. */
/* ---- sources ---- */

void runjson_basis(JsonOut *json, Basis basis) {
  const char *word = basis_word(basis);
  jsonout_put_c(json, "basis", word && *word ? word : NULL);
}

void runjson_cite(JsonOut *json, const Citation *cite) {
  jsonout_open(json, '{');
  jsonout_put(json, "source", cite->source->name->text);
  jsonout_put(json, "label", cite->source->label);
  if (cite->paragraph.bytes) jsonout_put(json, "paragraph", cite->paragraph);
  runjson_basis(json, cite->basis);
  if (cite->by.bytes) jsonout_put(json, "by", cite->by);
  jsonout_close(json, '}');
}

void runjson_cites(JsonOut *json, Citations cites) {
  jsonout_key(json, "cites");
  jsonout_open(json, '[');
  for (uint32_t i = 0; i < cites.count; i++) runjson_cite(json, &cites.at[i]);
  jsonout_close(json, ']');
}

static void put_cite(JsonOut *json, Citations cites) {
  jsonout_key(json, "cite");
  if (cites.count) jsonout_string(json, cites.at[0].source->name->text);
  else jsonout_null(json);
}

static Text partial_text(PartialDate date) {
  char room[DATE_ROOM], last[DATE_ROOM];
  if (calendar_print_partial(date, room)) return text_copy(text_of(room));
  calendar_print(date.first, room);
  calendar_print(date.last, last);
  return text_format("between %s and %s", room, last);
}

static void put_bound(JsonOut *json, const char *key, bool given, PartialDate date) {
  jsonout_key(json, key);
  if (given) jsonout_string(json, partial_text(date));
  else jsonout_null(json);
}

static void put_dates(JsonOut *json, const Assertion *assertion) {
  jsonout_key(json, "on");
  jsonout_open(json, '[');
  for (uint32_t i = 0; i < assertion->on_count; i++) jsonout_string(json, partial_text(assertion->on[i]));
  jsonout_close(json, ']');
}

static void put_fact(JsonOut *json, const Fact *fact, const Assertion *assertion) {
  jsonout_put(json, "fact", fact->subject.name);
  jsonout_put(json, "value", print_stated_text(fact->type, &assertion->value));
}

static void put_assertion(JsonOut *json, const Program *program, const Assertion *assertion) {
  jsonout_open(json, '{');
  switch (assertion->kind) {
    case ASSERT_PARAMETER: break;      /* only suppositions are about parameters, and they are never plans */
    case ASSERT_VALUE: put_fact(json, program->facts.at[assertion->subject], assertion); break;
    case ASSERT_OCCURRENCES:
      jsonout_put(json, "event", program->events.at[assertion->subject]->subject.name);
      put_dates(json, assertion);
      break;
    case ASSERT_COMPLETE:
      jsonout_put(json, "event", program->events.at[assertion->subject]->subject.name);
      jsonout_put_c(json, "record", assertion->none ? "none" : "complete");
      break;
  }
  if (assertion->kind != ASSERT_OCCURRENCES) {
    put_bound(json, "from", assertion->opens, assertion->from);
    put_bound(json, "until", assertion->closes, assertion->until);
  }
  put_cite(json, assertion->cites);
  jsonout_close(json, '}');
}

static void put_assertions(JsonOut *json, const char *key, const Program *program, const Assertion *const *at,
                           size_t count) {
  jsonout_key(json, key);
  jsonout_open(json, '[');
  for (size_t i = 0; i < count; i++) put_assertion(json, program, at[i]);
  jsonout_close(json, ']');
}

/* ---- disputed, stale, missing ---- */

static void put_disputed(JsonOut *json, const Conclusions *conclusions, const DisputedFact *disputed) {
  jsonout_open(json, '{');
  jsonout_put(json, "fact", disputed->fact->subject.name);
  jsonout_key(json, "candidates");
  jsonout_open(json, '[');
  for (uint32_t i = 0; i < disputed->step->tag_count; i++) {
    const Assertion *assertion = world_assertion(conclusions->world, disputed->step->tags[i]);
    jsonout_open(json, '{');
    jsonout_put(json, "value", print_stated_text(disputed->fact->type, &assertion->value));
    put_cite(json, assertion->cites);
    jsonout_close(json, '}');
  }
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

static void put_stale(JsonOut *json, const Conclusions *conclusions, const StaleFact *stale) {
  const Value *limit = &stale->fact->stale_after;
  bool months = limit->unit == UNIT_MONTHS;
  jsonout_open(json, '{');
  jsonout_put(json, "fact", stale->fact->subject.name);
  jsonout_put(json, "value", print_stated_text(stale->fact->type, &stale->value));
  jsonout_put_number(json, months ? "age_months" : "age_days",
                     months ? stale->age_months : conclusions->as_at - stale->since);
  jsonout_put_number(json, months ? "limit_months" : "limit_days", limit->low);
  jsonout_close(json, '}');
}

static void put_missing(JsonOut *json, const Program *program, Dependence what) {
  jsonout_string(json, what.kind == SYMBOL_FACT ? program->facts.at[what.index]->subject.name
                                                : program->events.at[what.index]->subject.name);
}

void runjson_record(JsonOut *json, const Conclusions *conclusions) {
  const Program *program = conclusions->world->program;
  put_findings(json, conclusions);
  jsonout_key(json, "disputed");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusions->disputed.count; i++)
    put_disputed(json, conclusions, &conclusions->disputed.at[i]);
  jsonout_close(json, ']');
  put_assertions(json, "planned", program, conclusions->planned.at, conclusions->planned.count);
  put_assertions(json, "foreseen", program, conclusions->foreseen.at, conclusions->foreseen.count);
  jsonout_put_number(json, "left_out", (int64_t)conclusions->world->left_out.count);
  jsonout_key(json, "stale");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusions->stale.count; i++) put_stale(json, conclusions, &conclusions->stale.at[i]);
  jsonout_close(json, ']');
  jsonout_key(json, "missing");
  jsonout_open(json, '[');
  for (size_t i = 0; i < conclusions->missing.count; i++) put_missing(json, program, conclusions->missing.at[i].what);
  jsonout_close(json, ']');
}

/* ---- receipt ---- */

static Text hash_text(const void *bytes, size_t count) {
  char hex[65];
  hash_sha256_hex(bytes, count, hex);
  return text_format("sha256:%s", hex);
}

/* As `cat core.remit ... doncaster.remit | sha256sum` has it: those that are used before those that use them. */
static Text hash_of_rules(const Program *program) {
  Sink bytes = {0};
  for (size_t i = 0; i < program->modules.count; i++) sink_text(&bytes, program->modules.at[i]->tree->source->text);
  return hash_text(bytes.at, bytes.count);
}

static Text hash_of_file(Source *file) {
  if (!file->digest.bytes) file->digest = hash_text(file->text.at, file->text.bytes);
  return file->digest;
}

void runjson_receipt(JsonOut *json, const Head *head) {
  jsonout_key(json, "receipt");
  jsonout_open(json, '{');
  jsonout_put_c(json, "remit", REMIT_VERSION);
  jsonout_put(json, "rules", hash_of_rules(head->program));
  jsonout_put(json, "facts", hash_of_file(head->case_file->file));
  jsonout_close(json, '}');
}
