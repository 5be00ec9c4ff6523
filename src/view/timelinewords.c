/* Periods and the causes of changes in words. */
#include "view/timelineview.h"
#include "model/print.h"
#include "model/cell.h"

Text said_plainly(Report *report) {
  Sink plain = {0};
  Text composed = page_take(&report->page);
  for (uint32_t i = 0; i < composed.bytes; i++)
    if (!style_is_mark(composed.at[i])) sink_char(&plain, composed.at[i]);
  return sink_result(&plain);
}

void say_conclusion_title(Report *report, const Unit *unit) {
  page_echo_capital(&report->page, unit->subject.label);
  if (unit->kind != UNIT_ROLE) return;
  page_say(&report->page, ": who ");
  page_echo(&report->page, unit->role->label);
}

/* ---- answers ---- */

static void say_one(Report *report, const Unit *unit, const Value *value, bool disputed) {
  say_unit_value(report, unit, value);
  if (disputed) page_say(&report->page, " (the sources disagree)");
}

/* "the trust or the council" rather than who may be among them. */
static void say_positions(Report *report, const Standing *standing) {
  bool several = false;
  for (size_t i = 0; i < standing->positions.count; i++) {
    uint64_t who = standing->positions.at[i].value.must;
    several |= (who & (who - 1)) != 0;
  }
  for (size_t i = 0; i < standing->positions.count; i++) {
    const Position *position = &standing->positions.at[i];
    if (i) page_say(&report->page, several ? "; or " : " or ");
    if (position->unsettled) page_say(&report->page, "not settled by the sources");
    else say_parties(report, position->value.must);
  }
  if (standing->disputed) page_say(&report->page, " (the sources disagree)");
}

/* An amount that goes with each day: days in a date, millionths in a number. */
static void say_daily(Report *report, const Unit *unit, int64_t daily) {
  bool date = unit->type->word == TYPE_DATE;
  char room[DECIMAL_ROOM];
  page_say(&report->page, daily < 0 ? ", falling by " : ", growing by ");
  decimal_print((daily < 0 ? -daily : daily) * (date ? DECIMAL_ONE : 1), room);
  page_say(&report->page, daily == DECIMAL_ONE || daily == -DECIMAL_ONE ? "one" : room);
  page_say(&report->page, date ? " days a day" : " a day");
}

void say_standing(Report *report, const Unit *unit, const Standing *standing) {
  if (standing->positions.count && !cell_status(unit, &standing->value)) say_positions(report, standing);
  else say_one(report, unit, &standing->value, standing->disputed);
  if (!standing->moves) return;
  if (standing->daily && unit->type->word == TYPE_DATE && standing->daily == 1)
    page_say(&report->page, ", moving on with each day");
  else if (standing->daily) say_daily(report, unit, standing->daily);
  else page_say(&report->page, ", changing with each day");
  page_say(&report->page, ", to ");
  say_one(report, unit, &standing->last, disputed_value(&standing->last));
}

bool disputed_value(const Value *value) {
  return !value_certain(value) && (value->flags & VALUE_REASONS) == VALUE_DISPUTED;
}

Look look_of(const Unit *unit, const Standing *standing) {
  const Value *value = &standing->value;
  bool truth = unit->type->word == TYPE_YES_NO && !unit->type->set;
  if (standing->moves) return LOOK_OTHER;
  if (value->flags & VALUE_NOT_IN_FORCE) return LOOK_NO;
  if (!value_certain(value)) return LOOK_OPEN;
  if (truth) return value_is_yes(value) ? LOOK_YES : LOOK_NO;
  if (unit->kind == UNIT_REQUIREMENT) {
    if (value->may == UINT64_C(1) << REQUIREMENT_NOT_APPLICABLE) return LOOK_NO;
    return value->may == UINT64_C(1) << REQUIREMENT_MET ? LOOK_YES : LOOK_OTHER;
  }
  if (unit->kind == UNIT_ROLE && !value->may) return LOOK_NO;
  return LOOK_OTHER;
}

static bool same_look(const Unit *unit, const Standing *a, const Standing *b) {
  if (a->moves || b->moves) return a->moves && b->moves;
  if (look_of(unit, a) != look_of(unit, b)) return false;
  return look_of(unit, a) == LOOK_OPEN || value_same(&a->value, &b->value);
}

/* Only answers that look like nothing in particular are told apart by number. */
unsigned answer_number(const UnitPeriods *periods, size_t which) {
  unsigned number = 0;
  for (size_t i = 0; i <= which; i++) {
    bool before = false;
    for (size_t k = 0; k < i && !before; k++) before = same_look(periods->unit, &periods->at.at[k], &periods->at.at[i]);
    bool own = look_of(periods->unit, &periods->at.at[i]) == LOOK_OTHER;
    if (i < which && same_look(periods->unit, &periods->at.at[i], &periods->at.at[which])) return number;
    number += own && !before && i < which;
  }
  return number;
}

/* ---- causes ---- */

static void say_event(Report *report, uint32_t index) {
  page_say(&report->page, "\"");
  page_echo(&report->page, report->program->events.at[index]->subject.label);
  page_say(&report->page, "\"");
}

static void say_known(Report *report, const Type *type, const Value *value) {
  Value unknown = type_unknown(type);
  if (!value_same(value, &unknown)) say_value(report, type, value);
  else if (!disputed_value(value)) page_say(&report->page, "not known");
  if (!disputed_value(value)) return;
  page_say(&report->page, value_same(value, &unknown) ? "disputed" : " (disputed)");
}

static void say_from_to(Report *report, Text label, const Cause *cause) {
  say_label(report, label);
  page_say(&report->page, ": from ");
  say_known(report, cause->type, &cause->before);
  page_say(&report->page, " to ");
  say_known(report, cause->type, &cause->after);
}

static void say_rule(Report *report, const Cause *cause, const char *what) {
  if (cause->layer && cause->layer->home.decl->amends) page_say(&report->page, "an amendment of ");
  page_say(&report->page, "\"");
  page_echo(&report->page, cause->unit->subject.label);
  page_say(&report->page, "\" ");
  page_say(&report->page, what);
}

static void say_turned(Report *report, const Cause *cause) {
  page_say(&report->page, "with time: ");
  say_node(report, cause->node);
  page_say(&report->page, ": ");
  say_value(report, cause->type, &cause->after);
}

void say_cause(Report *report, const Cause *cause) {
  const Program *program = report->program;
  switch (cause->kind) {
    case CAUSE_FACT: say_from_to(report, program->facts.at[cause->index]->subject.label, cause); return;
    case CAUSE_PARAMETER: say_from_to(report, program->parameters.at[cause->index]->subject.label, cause); return;
    case CAUSE_EVENT:
    case CAUSE_EVENT_LEFT:
      say_event(report, cause->index);
      page_say(&report->page, cause->date.first == cause->date.last ? " on " : " in ");
      say_partial_date(report, cause->date);
      page_say(&report->page, cause->kind == CAUSE_EVENT ? "" : " is now too long ago to count");
      return;
    case CAUSE_RECORD:
      page_say(&report->page, "the record of ");
      say_event(report, cause->index);
      page_say(&report->page, cause->after.flags & VALUE_OPEN_HIGH ? " is complete only up to the day before"
                                                                   : " is now complete for the whole period");
      return;
    case CAUSE_FACT_LEFT:
      page_say(&report->page, "the days too long ago to count on which ");
      say_label(report, program->facts.at[cause->index]->subject.label);
      page_say(&report->page, " was ");
      say_value(report, cause->type, &cause->before);
      return;
    case CAUSE_COMMENCED: say_rule(report, cause, "came into force"); return;
    case CAUSE_ENDED: say_rule(report, cause, "went out of force"); return;
    case CAUSE_DEADLINE:
      page_sayf(&report->page, "the last day for it %s passed: ", value_certain(&cause->after) ? "had" : "may have");
      say_value(report, cause->type, &cause->after);
      return;
    case CAUSE_DATE: say_turned(report, cause); return;
    case CAUSE_TIME: page_say(&report->page, "time passed"); return;
  }
}

bool say_cause_sources(Report *report, const Cause *cause, const char *before) {
  for (size_t i = 0; i < cause->cites.count; i++) {
    page_say(&report->page, i ? "; " : before);
    say_citations(report, cause->cites.at[i]);
  }
  return cause->cites.count > 0;
}
