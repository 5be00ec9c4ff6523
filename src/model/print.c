#include "model/print.h"
#include <string.h>

/* ---- what a certain value looks like in a case file ---- */

static Text member_word(const Type *type, unsigned i) {
  if (type->word == TYPE_YES_NO) return i ? TEXT("yes") : TEXT("no");
  const Members *members = type->members;
  return members->at[i] ? members->at[i]->text : members->labels[i];
}

static void exact_members(Sink *sink, const Type *type, uint64_t mask, const char *between) {
  const char *before = "";
  for (unsigned i = 0; i < type->members->count; i++) {
    if (!(mask >> i & 1)) continue;
    sink_c(sink, before);
    sink_text(sink, member_word(type, i));
    before = between;
  }
}

static void exact_decimal(Sink *sink, Millionths value) {
  char room[DECIMAL_ROOM];
  decimal_print(value, room);
  sink_c(sink, room);
}

/* A share of one as a percentage: cut at four digits rather than multiplied by 100, so that nothing can overflow. */
static void exact_percent(Sink *sink, Millionths share) {
  uint64_t size = share < 0 ? -(uint64_t)share : (uint64_t)share;
  char digits[DECIMAL_ROOM];
  decimal_print((Millionths)(size % 10000 * 100), digits);
  sink_format(sink, "%s%llu%s%%", share < 0 ? "-" : "", (unsigned long long)(size / 10000), digits + 1);
}

static void exact_money(Sink *sink, Millionths pounds) {
  char room[DECIMAL_ROOM];
  decimal_print(pounds, room);
  bool below = room[0] == '-';
  sink_format(sink, "%s£%s", below ? "-" : "", room + below);
}

static void exact_date(Sink *sink, int64_t day) {
  char room[DATE_ROOM];
  calendar_print((Day)day, room);
  sink_c(sink, room);
}

static const char *duration_word(unsigned unit) {
  switch ((DurationUnit)unit) {
    case UNIT_DAYS: return "day";
    case UNIT_WORKING_DAYS: return "working day";
    case UNIT_MONTHS: return "month";
  }
  return "";
}

static void exact_duration(Sink *sink, int64_t count, unsigned unit) {
  sink_format(sink, "%lld %s%s", (long long)count, duration_word(unit), count == 1 ? "" : "s");
}

static void exact_quoted(Sink *sink, Text text) {
  sink_char(sink, '"');
  for (uint32_t i = 0; i < text.bytes; i++) {
    if (text.at[i] == '\n') sink_c(sink, "\\n");
    else {
      if (text.at[i] == '"' || text.at[i] == '\\') sink_char(sink, '\\');
      sink_char(sink, text.at[i]);
    }
  }
  sink_char(sink, '"');
}

/* One end of a range, or the whole of a certain one. */
static void exact_point(Sink *sink, const Type *type, int64_t at, unsigned unit) {
  switch (type->word) {
    case TYPE_COUNT:
    case TYPE_NUMBER: exact_decimal(sink, at); break;
    case TYPE_PERCENT: exact_percent(sink, at); break;
    case TYPE_MONEY: exact_money(sink, at); break;
    case TYPE_DATE: exact_date(sink, at); break;
    case TYPE_DURATION: exact_duration(sink, at, unit); break;
    case TYPE_YES_NO:
    case TYPE_TEXT:
    case TYPE_PARTY:
    case TYPE_NAMED: break;
  }
}

void print_exact(Sink *sink, const Type *type, const Value *value) {
  switch ((ValueForm)value->form) {
    case VALUE_MEMBERS: exact_members(sink, type, value->may, ", "); break;
    case VALUE_SET:
      if (!value->must) sink_c(sink, "none");
      exact_members(sink, type, value->must, ", ");
      break;
    case VALUE_RANGE:
      if (value_no_date_certain(value)) sink_c(sink, "no date");
      else exact_point(sink, type, value->low, value->unit);
      break;
    case VALUE_TEXTS:
      if (value->texts && value->texts->count) exact_quoted(sink, value->texts->at[0]);
      break;
  }
}

/* ---- one cell ---- */

static bool nothing_known(const Type *type, const Value *value) {
  Value unknown = type_unknown(type);
  return (value->flags & VALUE_FAILED && value->form == VALUE_RANGE) || value_same(value, &unknown);
}

/* What may be in a set is marked as in a list of guests: `trust, board?`. */
static void cell_set(Sink *sink, const Type *type, const Value *value) {
  const char *before = "";
  for (unsigned i = 0; i < type->members->count; i++) {
    if (!(value->may >> i & 1)) continue;
    sink_c(sink, before);
    sink_text(sink, member_word(type, i));
    if (!(value->must >> i & 1)) sink_char(sink, '?');
    before = ", ";
  }
}

static void cell_range(Sink *sink, const Type *type, const Value *value) {
  if (!(value->flags & VALUE_OPEN_LOW)) exact_point(sink, type, value->low, value->unit);
  if (value->low != value->high) sink_c(sink, "..");
  if (value->low != value->high && !(value->flags & VALUE_OPEN_HIGH)) exact_point(sink, type, value->high, value->unit);
  if (value->flags & VALUE_MAYBE_NO_DATE) sink_c(sink, "|no date");
}

static void cell_texts(Sink *sink, const TextCandidates *texts) {
  for (uint32_t i = 0; i < texts->count; i++) {
    if (i) sink_char(sink, '|');
    exact_quoted(sink, texts->at[i]);
  }
}

static void cell_uncertain(Sink *sink, const Type *type, const Value *value) {
  switch ((ValueForm)value->form) {
    case VALUE_MEMBERS: exact_members(sink, type, value->may, "|"); break;
    case VALUE_SET: cell_set(sink, type, value); break;
    case VALUE_RANGE: cell_range(sink, type, value); break;
    case VALUE_TEXTS: cell_texts(sink, value->texts); break;
  }
}

void print_cell(Sink *sink, const Type *type, const Value *value) {
  if (value_certain(value)) print_exact(sink, type, value);
  else if (nothing_known(type, value)) sink_c(sink, "unknown");
  else cell_uncertain(sink, type, value);
}

/* ---- as a statement ---- */

static void stated_set(Sink *sink, const Type *type, const Value *value) {
  uint64_t excluded = members_all(type->members) & ~value->may;
  if (value->must) sink_c(sink, "includes ");
  exact_members(sink, type, value->must, ", ");
  if (value->must && excluded) sink_c(sink, "; ");
  if (excluded) sink_c(sink, "excludes ");
  exact_members(sink, type, excluded, ", ");
}

static bool stated_partial_date(Sink *sink, const Type *type, const Value *value) {
  char room[DATE_ROOM];
  if (type->word != TYPE_DATE || value->flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH)) return false;
  if (!calendar_print_partial((PartialDate){(Day)value->low, (Day)value->high}, room)) return false;
  sink_c(sink, room);
  return true;
}

static void stated_range(Sink *sink, const Type *type, const Value *value) {
  bool low = !(value->flags & VALUE_OPEN_LOW), high = !(value->flags & VALUE_OPEN_HIGH);
  if (stated_partial_date(sink, type, value)) return;
  sink_c(sink, low && high ? "between " : low ? "at least " : "at most ");
  if (low) exact_point(sink, type, value->low, value->unit);
  if (low && high) sink_c(sink, " and ");
  if (high) exact_point(sink, type, value->high, value->unit);
}

static void stated_texts(Sink *sink, const TextCandidates *texts) {
  for (uint32_t i = 0; i < texts->count; i++) {
    if (i) sink_c(sink, ", ");
    exact_quoted(sink, texts->at[i]);
  }
}

static void stated_uncertain(Sink *sink, const Type *type, const Value *value) {
  bool choice = value->form == VALUE_MEMBERS || value->form == VALUE_TEXTS;
  if (choice) sink_c(sink, "one of (");
  switch ((ValueForm)value->form) {
    case VALUE_MEMBERS: exact_members(sink, type, value->may, ", "); break;
    case VALUE_SET: stated_set(sink, type, value); break;
    case VALUE_RANGE: stated_range(sink, type, value); break;
    case VALUE_TEXTS: stated_texts(sink, value->texts); break;
  }
  if (choice) sink_char(sink, ')');
}

void print_stated(Sink *sink, const Type *type, const Value *value) {
  if (value_certain(value)) print_exact(sink, type, value);
  else if (nothing_known(type, value)) sink_c(sink, "unknown");
  else stated_uncertain(sink, type, value);
}

/* ---- for people ---- */

static Text member_label(const Type *type, unsigned i, const Text *party_labels) {
  if (type->word == TYPE_PARTY && party_labels && party_labels[i].bytes) return party_labels[i];
  bool labelled = type->word != TYPE_YES_NO && type->members->labels[i].bytes;
  return labelled ? type->members->labels[i] : member_word(type, i);
}

/* Labels that have commas of their own are kept apart by semicolons. */
static bool has_commas(const Type *type, uint64_t mask, const Text *party_labels) {
  for (unsigned i = 0; i < type->members->count; i++) {
    Text label = mask >> i & 1 ? member_label(type, i, party_labels) : TEXT("");
    if (label.bytes && memchr(label.at, ',', label.bytes)) return true;
  }
  return false;
}

static void friendly_list(Sink *sink, const Type *type, uint64_t mask, const char *last, const Text *party_labels) {
  unsigned left = (unsigned)__builtin_popcountll(mask);
  const char *between = left > 1 && has_commas(type, mask, party_labels) ? "; " : ", ";
  for (unsigned i = 0; i < type->members->count; i++) {
    if (!(mask >> i & 1)) continue;
    sink_text(sink, member_label(type, i, party_labels));
    left--;
    if (left && (left > 1 || between[0] == ';')) sink_c(sink, between);
    if (left == 1) sink_c(sink, between[0] == ';' ? last + 1 : last);
  }
}

static void friendly_members(Sink *sink, const Type *type, const Value *value, const Text *party_labels) {
  uint64_t excluded = members_all(type->members) & ~value->may;
  int possible = __builtin_popcountll(value->may), out = __builtin_popcountll(excluded);
  if (possible > 3 && out <= 2) {
    sink_c(sink, "anything but ");
    friendly_list(sink, type, excluded, " or ", party_labels);
  } else {
    friendly_list(sink, type, value->may, " or ", party_labels);
  }
}

static void friendly_set(Sink *sink, const Type *type, const Value *value, const Text *party_labels) {
  uint64_t perhaps = value->may & ~value->must, excluded = members_all(type->members) & ~value->may;
  if (!value->may) sink_c(sink, type->word == TYPE_PARTY ? "nobody" : "none");
  friendly_list(sink, type, value->must, " and ", party_labels);
  if (!perhaps) return;
  bool shorter_without = !value->must && excluded && __builtin_popcountll(excluded) <= __builtin_popcountll(perhaps);
  sink_c(sink, shorter_without ? "not " : value->must ? ", perhaps also " : "perhaps ");
  friendly_list(sink, type, shorter_without ? excluded : perhaps, shorter_without ? " or " : " and ", party_labels);
}

/* The whole part in groups of three, as `decimal_print` gives it: "4700000.5" becomes "4,700,000.5". */
static void friendly_digits(Sink *sink, const char *digits) {
  size_t whole = 0;
  while (digits[whole] && digits[whole] != '.') whole++;
  for (size_t i = 0; i < whole; i++) {
    if (i && (whole - i) % 3 == 0) sink_char(sink, ',');
    sink_char(sink, digits[i]);
  }
  sink_c(sink, digits + whole);
}

static void friendly_number(Sink *sink, Millionths value) {
  char room[DECIMAL_ROOM];
  decimal_print(value, room);
  bool below = room[0] == '-';
  if (below) sink_char(sink, '-');
  friendly_digits(sink, room + below);
}

/* Millions are said as such where two decimals say them exactly; pence are two digits. */
static void friendly_money(Sink *sink, Millionths pounds) {
  const Millionths million = 1000000 * DECIMAL_ONE, billion = 1000 * million;
  Millionths size = pounds < 0 && pounds > INT64_MIN ? -pounds : pounds;
  sink_c(sink, pounds < 0 ? "-£" : "£");
  char room[DECIMAL_ROOM];
  if (size >= billion && size % (billion / 100) == 0) {
    decimal_print(size / (billion / DECIMAL_ONE), room);
    sink_format(sink, "%sbn", room);
  } else if (size >= million && size % (million / 100) == 0) {
    decimal_print(size / (million / DECIMAL_ONE), room);
    sink_format(sink, "%sm", room);
  } else {
    decimal_print(size, room);
    friendly_digits(sink, room);
    if (size % DECIMAL_ONE && size % (DECIMAL_ONE / 10) == 0) sink_char(sink, '0');
  }
}

static void friendly_date(Sink *sink, int64_t from, int64_t to) {
  char room[DATE_ROOM];
  if (calendar_print_long((PartialDate){(Day)from, (Day)to}, room)) sink_c(sink, room);
}

static void friendly_duration(Sink *sink, int64_t count, unsigned unit) {
  bool years = unit == UNIT_MONTHS && count && count % 12 == 0;
  int64_t said = years ? count / 12 : count;
  sink_format(sink, "%lld %s%s", (long long)said, years ? "year" : duration_word(unit), said == 1 ? "" : "s");
}

static void friendly_point(Sink *sink, const Type *type, int64_t at, unsigned unit) {
  switch (type->word) {
    case TYPE_COUNT:
    case TYPE_NUMBER: friendly_number(sink, at); break;
    case TYPE_PERCENT: exact_percent(sink, at); break;
    case TYPE_MONEY: friendly_money(sink, at); break;
    case TYPE_DATE: friendly_date(sink, at, at); break;
    case TYPE_DURATION: friendly_duration(sink, at, unit); break;
    case TYPE_YES_NO:
    case TYPE_TEXT:
    case TYPE_PARTY:
    case TYPE_NAMED: break;
  }
}

/* "October 2014" where that is what is known, rather than its first and last day. */
static bool friendly_partial_date(Sink *sink, const Type *type, const Value *value) {
  char room[DATE_ROOM];
  if (type->word != TYPE_DATE || value->flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH)) return false;
  if (!calendar_print_long((PartialDate){(Day)value->low, (Day)value->high}, room)) return false;
  sink_c(sink, room);
  return true;
}

static void friendly_range(Sink *sink, const Type *type, const Value *value) {
  bool low = !(value->flags & VALUE_OPEN_LOW), high = !(value->flags & VALUE_OPEN_HIGH), date = type->word == TYPE_DATE;
  if (low && high && value->low == value->high) {
    friendly_point(sink, type, value->low, value->unit);
  } else if (!friendly_partial_date(sink, type, value)) {
    if (low) sink_c(sink, high ? "between " : date ? "not before " : "at least ");
    if (low) friendly_point(sink, type, value->low, value->unit);
    if (high) sink_c(sink, low ? " and " : date ? "not after " : "at most ");
    if (high) friendly_point(sink, type, value->high, value->unit);
    if (!low && !high) sink_c(sink, date ? "some date" : "unknown");
  }
  if (value->flags & VALUE_MAYBE_NO_DATE) sink_c(sink, ", or never");
}

static void friendly_texts(Sink *sink, const TextCandidates *texts) {
  for (uint32_t i = 0; i < texts->count; i++) {
    if (i) sink_c(sink, i + 1 == texts->count ? " or " : ", ");
    sink_text(sink, texts->at[i]);
  }
}

void print_friendly(Sink *sink, const Type *type, const Value *value, const Text *party_labels) {
  if (!value_certain(value) && nothing_known(type, value)) {
    sink_c(sink, "unknown");
    return;
  }
  switch ((ValueForm)value->form) {
    case VALUE_MEMBERS: friendly_members(sink, type, value, party_labels); break;
    case VALUE_SET: friendly_set(sink, type, value, party_labels); break;
    case VALUE_RANGE:
      if (value_no_date_certain(value)) sink_c(sink, "never");
      else friendly_range(sink, type, value);
      break;
    case VALUE_TEXTS: friendly_texts(sink, value->texts); break;
  }
}

void print_parties(Sink *sink, const Program *program, uint64_t mask, const Text *party_labels) {
  if (!mask) sink_c(sink, "nobody");
  friendly_list(sink, program->party, mask, " and ", party_labels);
}

Text print_stated_text(const Type *type, const Value *value) {
  Sink sink = {0};
  print_stated(&sink, type, value);
  return sink_result(&sink);
}

Text print_exact_text(const Type *type, const Value *value) {
  Sink sink = {0};
  print_exact(&sink, type, value);
  return sink_result(&sink);
}

Text print_friendly_text(const Type *type, const Value *value, const Text *party_labels) {
  Sink sink = {0};
  print_friendly(&sink, type, value, party_labels);
  return sink_result(&sink);
}
