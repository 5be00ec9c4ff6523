#include "model/print.h"
#include "view/howview.h"
#include "view/runjson.h"

static void put_party(JsonOut *json, const char *key, const Program *program, int party) {
  if (party < 0) jsonout_put_c(json, key, NULL);
  else jsonout_put(json, key, program->parties.at[party]->text);
}

static Text stated(const Lever *lever, const Region *region) {
  if (region->rest) return TEXT("another");
  return print_stated_text(lever->fact->type, &region->value);
}

static void put_change(JsonOut *json, const Program *program, const HowChange *change) {
  jsonout_open(json, '{');
  jsonout_put(json, "fact", change->lever.fact->subject.name);
  jsonout_put(json, "value", stated(&change->lever, &change->region));
  jsonout_put_bool(json, "instance", change->region.instance);
  jsonout_put(json, "now", print_stated_text(change->lever.fact->type, &change->now));
  put_party(json, "decided_by", program, change->lever.fact->decided_by);
  put_party(json, "judged_by", program, change->lever.fact->judged_by);
  jsonout_put(json, "statement", change->statement);
  jsonout_close(json, '}');
}

static void put_way(JsonOut *json, const Program *program, const HowWay *way) {
  jsonout_open(json, '{');
  runjson_day(json, "on", true, way->on);
  jsonout_key(json, "changes");
  jsonout_open(json, '[');
  for (size_t i = 0; i < way->changes.count; i++) put_change(json, program, &way->changes.at[i]);
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

static void put_facts(JsonOut *json, const char *key, const Fact *const *facts, size_t count) {
  jsonout_key(json, key);
  jsonout_open(json, '[');
  for (size_t i = 0; i < count; i++) jsonout_string(json, facts[i]->subject.name);
  jsonout_close(json, ']');
}

/* Members of one set follow one another. */
static void put_levers(JsonOut *json, const Levers *levers) {
  jsonout_key(json, "changeable");
  jsonout_open(json, '[');
  for (size_t i = 0; i < levers->count; i++)
    if (!i || levers->at[i - 1].fact != levers->at[i].fact) jsonout_string(json, levers->at[i].fact->subject.name);
  jsonout_close(json, ']');
}

static const char *obstacle_word(HowObstacle obstacle) {
  switch (obstacle) {
    case HOW_NO_OBSTACLE: return NULL;
    case HOW_RULES: return "rules";
    case HOW_FIXED: return "fixed";
    case HOW_TRIED: return "tried";
  }
  return NULL;
}

static void put_search(JsonOut *json, const HowResult *result) {
  put_levers(json, &result->levers);
  put_facts(json, "fixed", result->fixed.at, result->fixed.count);
  jsonout_put_c(json, "obstacle", obstacle_word(result->obstacle));
  jsonout_put_bool(json, "exact", result->exact);
  jsonout_put_number(json, "complete_to", (int64_t)result->complete_to);
}

void howview_json(Sink *sink, const Head *head, const HowAnswer *answer) {
  const HowResult *result = answer->result;
  bool already = value_is_yes(&result->now);
  JsonOut json = {.sink = sink};
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  jsonout_put(&json, "asked", answer->asked);
  jsonout_put_c(&json, "now", already ? "yes" : value_is_no(&result->now) ? "no" : "unknown");
  runjson_day(&json, "until", already && result->until <= DAY_LAST, result->until);
  jsonout_key(&json, "ways");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < result->ways.count; i++) put_way(&json, head->program, &result->ways.at[i]);
  jsonout_close(&json, ']');
  jsonout_put_bool(&json, "more", result->more);
  runjson_day(&json, "by_time", result->time_alone, result->time_on);
  put_search(&json, result);
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}
