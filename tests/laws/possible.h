/* Random subsets of what is possible: of the unknown days of statements, of a value, of the history of a fact or
 * parameter, of the record of an event.
 *
 * Where `whole` is asked for one possibility is left: a completion. A history keeps the tags of its steps, so that the
 * record still says its first word of the fact on the same day.
 */
#ifndef REMIT_TESTS_LAWS_POSSIBLE_H
#define REMIT_TESTS_LAWS_POSSIBLE_H
#include "facts/world.h"

typedef struct Dice {
  uint64_t state;
  bool whole;               /* one possibility of everything is left */
  const Day *days;          /* on which answers are compared: what turns, turns about then */
  size_t day_count;
} Dice;

/* Steele and Vigna's splitmix64. */
static uint64_t draw(Dice *dice) {
  uint64_t z = dice->state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static unsigned roll(Dice *dice, unsigned sides) { return (unsigned)(draw(dice) % sides); }

/* ---- values ---- */

static uint64_t one_bit(Dice *dice, uint64_t mask) {
  for (unsigned skip = roll(dice, (unsigned)__builtin_popcountll(mask)); skip; skip--) mask &= mask - 1;
  return mask & -mask;
}

static Value fewer_members(Dice *dice, const Value *wide) {
  uint64_t may = wide->may & draw(dice);
  return value_members(may && !dice->whole ? may : one_bit(dice, wide->may), BASIS_STATED);
}

static Value fewer_sets(Dice *dice, const Value *wide) {
  uint64_t open = dice->whole ? 0 : draw(dice), in = draw(dice), unknown = wide->may & ~wide->must;
  return value_set(wide->must | (unknown & ~open & in), wide->must | (unknown & (open | in)), BASIS_STATED);
}

static Value fewer_texts(Dice *dice, const Value *wide) {
  Text any[] = {TEXT("p"), TEXT("q"), TEXT("r s"), TEXT("elsewhere")}, few[4];
  const Text *from = wide->texts ? wide->texts->at : any;
  uint32_t all = wide->texts ? wide->texts->count : 4, count = dice->whole ? 1 : 1 + roll(dice, 2);
  for (uint32_t i = 0; i < count; i++) few[i] = from[roll(dice, all)];
  return value_texts(few, count, BASIS_STATED);
}

/* How far an open end is followed, and the steps that values of the type take. */
typedef struct Grain {
  int64_t step, reach, middle;
} Grain;

static Grain grain_of(const Type *type) {
  switch (type->word) {
    case TYPE_COUNT: return (Grain){DECIMAL_ONE, 6 * DECIMAL_ONE, 0};
    case TYPE_PERCENT: return (Grain){DECIMAL_ONE / 10000, 2 * DECIMAL_ONE, 0};
    case TYPE_MONEY: return (Grain){DECIMAL_ONE / 100, 2000 * DECIMAL_ONE, 0};
    case TYPE_DATE: return (Grain){1, 2500, calendar_day(2016, 6, 15)};
    case TYPE_DURATION: return (Grain){1, 24, 6};
    default: return (Grain){1, 8 * DECIMAL_ONE, 0};
  }
}

typedef struct Ends {
  int64_t low, high;
} Ends;

/* Dates stay within the calendar; a count is never negative already. */
static Ends ends_of(const Value *wide, const Type *type) {
  Grain grain = grain_of(type);
  bool below = wide->flags & VALUE_OPEN_LOW, above = wide->flags & VALUE_OPEN_HIGH;
  Ends ends = {wide->low, wide->high};
  if (below) ends.low = (above ? grain.middle : wide->high) - grain.reach;
  if (above) ends.high = (below ? grain.middle : wide->low) + grain.reach;
  if (type->word == TYPE_DATE && below && ends.low < DAY_FIRST) ends.low = DAY_FIRST;
  if (type->word == TYPE_DATE && above && ends.high > DAY_LAST) ends.high = DAY_LAST;
  return ends;
}

/* Ends and whole numbers are as likely as all that lies between. */
static int64_t point(Dice *dice, Ends ends, int64_t step) {
  switch (roll(dice, 6)) {
    case 0: return ends.low;
    case 1: return ends.high;
    case 2: case 3: if (ends.high - ends.low >= 2 * DECIMAL_ONE) step = DECIMAL_ONE; break;
    default: break;
  }
  int64_t at = ends.low + (int64_t)(draw(dice) % (uint64_t)((ends.high - ends.low) / step + 1)) * step;
  int64_t even = step == DECIMAL_ONE ? at - at % DECIMAL_ONE : at;
  return even >= ends.low ? even : at;
}

static Value fewer_numbers(Dice *dice, const Value *wide, const Type *type) {
  Ends ends = ends_of(wide, type);
  int64_t a = point(dice, ends, grain_of(type).step), b = dice->whole ? a : point(dice, ends, grain_of(type).step);
  bool keep_low = !dice->whole && !roll(dice, 3), keep_high = !dice->whole && !roll(dice, 3);
  Value v = value_open_range(keep_low && wide->flags & VALUE_OPEN_LOW, keep_low ? wide->low : a < b ? a : b,
                             keep_high && wide->flags & VALUE_OPEN_HIGH, keep_high ? wide->high : a < b ? b : a,
                             BASIS_STATED);
  v.unit = wide->unit;
  if (type->word == TYPE_DURATION && value_unit_loose(wide)) v.unit = (uint8_t)roll(dice, 3);
  return v;
}

static Value fewer(Dice *dice, const Value *wide, const Type *type) {
  if (value_certain(wide) || (!dice->whole && roll(dice, 3) == 0)) return *wide;
  switch ((ValueForm)wide->form) {
    case VALUE_MEMBERS: return fewer_members(dice, wide);
    case VALUE_SET: return fewer_sets(dice, wide);
    case VALUE_RANGE: return fewer_numbers(dice, wide, type);
    case VALUE_TEXTS: return fewer_texts(dice, wide);
  }
  return *wide;
}

/* ---- days ---- */

static Day between(Dice *dice, Day low, Day high) { return low + (Day)(draw(dice) % (uint64_t)(high - low + 1)); }

/* A day of low..high, which may be endless; often one of those compared, or the day after it. */
static Day some_day(Dice *dice, Day low, Day high) {
  Day near = dice->days[roll(dice, (unsigned)dice->day_count)] + (Day)roll(dice, 2);
  Day first = calendar_day(2012, 1, 1), last = calendar_day(2020, 12, 31);
  if (roll(dice, 3) && near >= low && near <= high) return near;
  if (roll(dice, 8) == 0 || first > high || last < low) first = DAY_FIRST, last = DAY_LAST;
  first = first > low ? first : low;
  last = last < high ? last : high;
  return first > last ? low : between(dice, first, last);
}

/* ---- unknown days of statements: two of one fact with the same ends are the same day ---- */

typedef struct SameDay {
  bool of_event;
  uint32_t subject;
  PartialDate was, is;
} SameDay;
typedef LIST(SameDay) SameDays;

static bool about_event(const Assertion *said) {
  return said->kind == ASSERT_COMPLETE || said->kind == ASSERT_OCCURRENCES;
}

static PartialDate fewer_days(Dice *dice, SameDays *same, const Assertion *said, PartialDate was) {
  if (was.first == was.last) return was;
  for (size_t i = 0; i < same->count; i++) {
    const SameDay *s = &same->at[i];
    bool of_it = s->of_event == about_event(said) && s->subject == said->subject;
    if (of_it && s->was.first == was.first && s->was.last == was.last) return s->is;
  }
  SameDay day = {about_event(said), said->subject, was, was};
  if (dice->whole || roll(dice, 3)) day.is.first = between(dice, was.first, was.last);
  if (dice->whole || roll(dice, 3)) day.is.last = dice->whole ? day.is.first : between(dice, day.is.first, was.last);
  list_push(same, day);
  return day.is;
}

static bool same_dates(PartialDate a, PartialDate b) { return a.first == b.first && a.last == b.last; }

typedef struct Fewer {      /* the statements of a world, with all their days and with fewer */
  Assertions wide, narrow;
  SameDays same;
} Fewer;

/* Whether two statements now begin on the very same day that did not: with other values they would contradict each
 * other, and no unknown day is a day on which it would. */
static bool meets(const Fewer *fewer, size_t i) {
  const Assertion *said = fewer->narrow.at[i], *was = fewer->wide.at[i];
  for (size_t k = 0; k < i; k++) {
    const Assertion *other = fewer->narrow.at[k];
    bool of_fact = !about_event(said) && said->kind == other->kind && said->subject == other->subject;
    if (of_fact && same_dates(said->from, other->from) && !same_dates(was->from, fewer->wide.at[k]->from)) return true;
  }
  return false;
}

/* A supposed value of a parameter joins its own. */
static bool meets_own(const Program *program, const Assertion *was, const Assertion *said) {
  if (said->kind != ASSERT_PARAMETER || same_dates(was->from, said->from)) return false;
  const History *own = &program->parameters.at[said->subject]->history;
  for (uint32_t i = 0; i < own->count; i++)
    if (own->steps[i].from == said->from.first && said->from.first == said->from.last) return true;
  return false;
}

/* These statements, with fewer possible days; false where one would end before it begins, or meet another. */
static bool fewer_statements(Dice *dice, const Program *program, const Assertions *wide, Fewer *fewer,
                             Assertions *narrow) {
  for (size_t i = 0; i < wide->count; i++) {
    Assertion *was = wide->at[i], *said = MEM_NEW(Assertion);
    *said = *was;
    said->from = fewer_days(dice, &fewer->same, said, said->from);
    said->until = fewer_days(dice, &fewer->same, said, said->until);
    list_push(narrow, said);
    list_push(&fewer->wide, was);
    list_push(&fewer->narrow, said);
    bool never = same_dates(was->from, was->until);
    if (meets(fewer, fewer->wide.count - 1) || meets_own(program, was, said)) return false;
    if (!never && said->until.last <= said->from.first) return false;
  }
  return true;
}

/* ---- histories ---- */

typedef LIST(Step) Steps;

/* What a step says, with what is open of it as it is in another. */
static Value settled(const Value *open, const Value *as) {
  if (open->form != VALUE_SET) return *as;
  uint64_t unknown = open->may & ~open->must;
  return value_set(open->must | (as->must & unknown), open->must | (as->may & unknown), BASIS_STATED);
}

/* A change on an unknown day, of these days or the one after them: on fewer days, or on one. Where only one side of it
 * is certain that is how it was on all of these days. */
static void narrow_change(Dice *dice, Steps *steps, const Step *step, Day until, const Type *type) {
  bool before = value_certain(&step[-1].value), after = value_certain(&step[1].value);
  Day first = between(dice, step->from, until), last = dice->whole ? first : between(dice, first, until);
  Step part = *step;
  if (!before || !after) first = last = before ? until : step->from;
  part.transition = false;
  if (first > step->from) part.value = settled(&step->value, &step[-1].value), list_push(steps, part);
  if (last > first) part.from = first, part.value = step->value, part.transition = true, list_push(steps, part);
  if (last == until) return;
  part.from = last;
  part.transition = false;
  part.value = before || after ? settled(&step->value, &step[1].value) : fewer(dice, &step->value, type);
  list_push(steps, part);
}

/* What may be anything of a hull on each day: parts of the period have different values. */
static void narrow_step(Dice *dice, Steps *steps, const Step *step, Day until, const Type *type) {
  Day at[4];
  unsigned parts = roll(dice, 4);
  for (unsigned i = 0; i < parts; i++) {
    Day cut = until == DAY_BEFORE_TIME ? until : some_day(dice, step->from, until);
    unsigned place = i;
    for (; place > 0 && at[place - 1] > cut; place--) at[place] = at[place - 1];
    at[place] = cut;
  }
  Step part = *step;
  for (unsigned i = 0; i <= parts; i++) {
    if (i) part.from = at[i - 1];
    if (part.from >= (i < parts ? at[i] : until)) continue;
    part.value = fewer(dice, &step->value, type);
    list_push(steps, part);
  }
}

static History fewer_histories(Dice *dice, const History *wide, const Type *type) {
  Steps steps = {0};
  for (uint32_t i = 0; i < wide->count; i++) {
    const Step *step = &wide->steps[i];
    if (value_certain(&step->value)) list_push(&steps, *step);
    else if (step->transition) narrow_change(dice, &steps, step, history_until(wide, i), type);
    else narrow_step(dice, &steps, step, history_until(wide, i), type);
  }
  return (History){steps.at, (uint32_t)steps.count};
}

/* ---- events ---- */

typedef struct Happened {   /* one event: the days it may have been on, and the statements that speak of it */
  PartialDate date;
  const Occurrence *said[8];
  unsigned count;
} Happened;

typedef LIST(Happened) Happenings;

static bool joins(const Happened *event, const Occurrence *said) {
  if (event->count == 8 || said->date.first > event->date.last || said->date.last < event->date.first) return false;
  for (unsigned i = 0; i < event->count; i++)
    if (event->said[i]->tag == said->tag) return false;
  return true;
}

/* Dates of different statements may be the same event. */
static Happenings events_of(Dice *dice, const EventRecord *record) {
  Happenings events = {0};
  for (uint32_t i = 0; i < record->occurrence_count; i++) {
    const Occurrence *said = &record->occurrences[i];
    Happened *with = NULL;
    for (size_t e = 0; e < events.count && roll(dice, 2); e++)
      if (joins(&events.at[e], said)) with = &events.at[e];
    if (!with) {
      list_push(&events, ((Happened){.date = said->date}));
      with = &events.at[events.count - 1];
    }
    if (said->date.first > with->date.first) with->date.first = said->date.first;
    if (said->date.last < with->date.last) with->date.last = said->date.last;
    with->said[with->count++] = said;
  }
  return events;
}

static bool covered(const EventRecord *record, Day day) {
  for (uint32_t i = 0; i < record->coverage_count; i++)
    if (record->coverage[i].from <= day && day < record->coverage[i].until) return true;
  return false;
}

typedef LIST(Occurrence) Occurrences;
typedef LIST(Coverage) Coverages;

/* On days of which the record is not complete anything may have happened; `tag` is nobody's. */
static void more_events(Dice *dice, const EventRecord *wide, Occurrences *on, uint32_t tag) {
  for (unsigned more = roll(dice, 4); more; more--) {
    Day day = some_day(dice, DAY_FIRST, DAY_LAST);
    if (!covered(wide, day)) list_push(on, ((Occurrence){{day, day}, tag, BASIS_STATED}));
  }
}

/* Every date on one of its days, each event once, and the record complete. */
static EventRecord one_record(Dice *dice, const EventRecord *wide) {
  Happenings events = events_of(dice, wide);
  Occurrences on = {0};
  Coverages all = {0};
  for (size_t e = 0; e < events.count; e++) {
    Day day = between(dice, events.at[e].date.first, events.at[e].date.last);
    list_push(&on, ((Occurrence){{day, day}, 0, BASIS_STATED}));
  }
  more_events(dice, wide, &on, 0);
  list_push(&all, ((Coverage){DAY_BEFORE_TIME, DAY_AFTER_TIME, 0, BASIS_STATED}));
  return events_make(on.at, on.count, all.at, all.count);
}

/* Some dates on fewer days, more that happened, more of the record complete. */
static EventRecord fewer_records(Dice *dice, const EventRecord *wide) {
  if (dice->whole) return one_record(dice, wide);
  Occurrences on = {0};
  Coverages all = {0};
  for (uint32_t i = 0; i < wide->occurrence_count; i++) {
    Occurrence said = wide->occurrences[i];
    if (roll(dice, 2)) said.date.first = between(dice, said.date.first, said.date.last);
    if (roll(dice, 2)) said.date.last = between(dice, said.date.first, said.date.last);
    list_push(&on, said);
  }
  if (roll(dice, 2)) more_events(dice, wide, &on, UINT32_MAX);
  for (uint32_t i = 0; i < wide->coverage_count; i++) list_push(&all, wide->coverage[i]);
  for (unsigned more = roll(dice, 3); more; more--) {
    Day from = roll(dice, 3) ? some_day(dice, DAY_FIRST, DAY_LAST) : DAY_BEFORE_TIME;
    Day until = roll(dice, 3) ? some_day(dice, from < DAY_FIRST ? DAY_FIRST : from, DAY_LAST) : DAY_AFTER_TIME;
    list_push(&all, ((Coverage){from, until, UINT32_MAX, BASIS_STATED}));
  }
  return events_make(on.at, on.count, all.at, all.count);
}
#endif
