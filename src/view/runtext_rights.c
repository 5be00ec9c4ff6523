/* Who may do what to whom, by holder; then the same from the side of those it is held against (Hohfeld's correlatives).
 */
#include "model/print.h"
#include "view/runtext.h"

/* ---- sentences ---- */

static void say_against(Report *report, const char *words, const Right *right) {
  page_say(&report->page, words);
  say_parties(report, right->against);
}

static bool are_several(const Right *right) {
  return (right->holders & (right->holders - 1)) != 0;
}

static const char *verb(const Right *right) {
  switch (right->kind) {
    case RIGHT_CLAIM: return are_several(right) ? "are entitled to " : "is entitled to ";
    case RIGHT_LIBERTY: return are_several(right) ? "are free to " : "is free to ";
    case RIGHT_POWER:
    case RIGHT_IMMUNITY: return "may ";
  }
  return "";
}

static const char *verb_without(const Right *right) {
  switch (right->kind) {
    case RIGHT_CLAIM: return are_several(right) ? "are not entitled to " : "is not entitled to ";
    case RIGHT_LIBERTY: return are_several(right) ? "are not free to " : "is not free to ";
    case RIGHT_POWER: return are_several(right) ? "have no power to " : "has no power to ";
    case RIGHT_IMMUNITY: return are_several(right) ? "are not protected in this: " : "is not protected in this: ";
  }
  return "";
}

void say_right_not(Report *report, const Right *right) {
  page_say(&report->page, verb_without(right));
  page_echo(&report->page, right->subject.label);
}

static void say_right_shortly(Report *report, const Right *right) {
  page_say(&report->page, verb(right));
  page_echo(&report->page, right->subject.label);
}

void say_right(Report *report, const Right *right) {
  say_right_shortly(report, right);
  switch (right->kind) {
    case RIGHT_CLAIM: say_against(report, ", owed by ", right); break;
    case RIGHT_POWER: say_against(report, ", binding ", right); break;
    case RIGHT_IMMUNITY: say_against(report, ", which cannot be changed by ", right); break;
    case RIGHT_LIBERTY: break;
  }
}

void say_holder_of_right(Report *report, const Right *right, bool in_sentence) {
  Sink sink = {0};
  print_parties(&sink, report->program, right->holders, report->parties);
  page_echo_capital(&report->page, sink_result(&sink));
  if (are_several(right)) page_say(&report->page, ", together");
  if (in_sentence) page_say(&report->page, are_several(right) ? ", " : " ");
}

/* ---- those that are held, by holder ---- */

typedef bool (*RightTest)(const Report *report, const Right *right);

static bool is_held(const Report *report, const Right *right) {
  return report_is(report_of(report, right->unit), true);
}

static bool is_not_held(const Report *report, const Right *right) {
  return report_is(report_of(report, right->unit), false);
}

static bool is_open(const Report *report, const Right *right) {
  return !is_held(report, right) && !is_not_held(report, right);
}

static size_t rights_that(const Report *report, RightTest test) {
  size_t count = 0;
  for (size_t i = 0; i < report->program->rights.count; i++) count += test(report, report->program->rights.at[i]);
  return count;
}

typedef LIST(uint64_t) Masks;

static void note_mask(Masks *masks, uint64_t mask) {
  for (size_t i = 0; i < masks->count; i++)
    if (masks->at[i] == mask) return;
  list_push(masks, mask);
}

static void show_group(Report *report, uint64_t holders, RightTest test, void (*show)(Report *, const Right *)) {
  Right any = {.holders = holders};
  say_holder_of_right(report, &any, false);
  page_item(&report->page, 0);
  for (size_t i = 0; i < report->program->rights.count; i++) {
    const Right *right = report->program->rights.at[i];
    if (right->holders == holders && test(report, right)) show(report, right);
  }
}

static void show_groups(Report *report, RightTest test, void (*show)(Report *, const Right *)) {
  Masks holders = {0};
  for (size_t i = 0; i < report->program->rights.count; i++)
    if (test(report, report->program->rights.at[i])) note_mask(&holders, report->program->rights.at[i]->holders);
  for (size_t i = 0; i < holders.count; i++) show_group(report, holders.at[i], test, show);
}

static void show_held(Report *report, const Right *right) {
  say_right(report, right);
  say_rests_on(report, report_of(report, right->unit));
  page_item(&report->page, 1);
}

static void show_not_held(Report *report, const Right *right) {
  say_right_not(report, right);
  if (report_of(report, right->unit)->status == CONCLUSION_NOT_IN_FORCE) page_say(&report->page, " (not in force)");
  else say_rests_on(report, report_of(report, right->unit));
  page_item(&report->page, 1);
}

/* ---- the other side ---- */

static void say_correlative(Report *report, const Right *right) {
  switch (right->kind) {
    case RIGHT_CLAIM: page_say(&report->page, "owes it to "); break;
    case RIGHT_POWER: page_say(&report->page, "is subject to "); break;
    case RIGHT_IMMUNITY: page_say(&report->page, "cannot change that "); break;
    case RIGHT_LIBERTY: break;
  }
  say_parties(report, right->holders);
  switch (right->kind) {
  case RIGHT_CLAIM:
    page_say(&report->page, are_several(right) ? ", which are entitled to: " : ", which is entitled to: ");
    break;
  case RIGHT_POWER: page_say(&report->page, ", which may: "); break;
  case RIGHT_IMMUNITY: page_say(&report->page, " may: "); break;
  case RIGHT_LIBERTY: break;
  }
}

static bool bears(const Report *report, const Right *right, unsigned party) {
  return right->kind != RIGHT_LIBERTY && right->against >> party & 1 && is_held(report, right);
}

/* One line: all that the party bears of one kind towards the same holders. */
static void show_correlative(Report *report, unsigned party, RightKind kind, uint64_t holders) {
  Right like = {.kind = kind, .holders = holders};
  say_correlative(report, &like);
  const char *before = "";
  for (size_t i = 0; i < report->program->rights.count; i++) {
    const Right *right = report->program->rights.at[i];
    if (right->kind != kind || right->holders != holders || !bears(report, right, party)) continue;
    page_say(&report->page, before);
    page_echo(&report->page, right->subject.label);
    before = "; ";
  }
  page_item(&report->page, 1);
}

static void show_bearer(Report *report, unsigned party) {
  Masks holders[RIGHT_IMMUNITY + 1] = {0};
  bool any = false;
  for (size_t i = 0; i < report->program->rights.count; i++) {
    const Right *right = report->program->rights.at[i];
    if (!bears(report, right, party)) continue;
    note_mask(&holders[right->kind], right->holders);
    any = true;
  }
  if (!any) return;
  Right itself = {.holders = UINT64_C(1) << party};
  say_holder_of_right(report, &itself, false);
  page_item(&report->page, 0);
  for (RightKind kind = RIGHT_CLAIM; kind <= RIGHT_IMMUNITY; kind++)
    for (size_t i = 0; i < holders[kind].count; i++) show_correlative(report, party, kind, holders[kind].at[i]);
}

static bool anyone_bears(const Report *report) {
  for (size_t i = 0; i < report->program->rights.count; i++) {
    const Right *right = report->program->rights.at[i];
    if (right->kind != RIGHT_LIBERTY && is_held(report, right)) return true;
  }
  return false;
}

static void show_other_side(Report *report) {
  if (!anyone_bears(report)) return;
  page_say(&report->page, "The other side: who must accept, allow or provide what");
  page_heading(&report->page);
  for (unsigned party = 0; party < report->program->parties.count; party++) show_bearer(report, party);
}

/* ---- those that are not certain, by what would decide them ---- */

typedef struct Reasons {
  LIST(Text) texts;             /* each once, in order of first mention */
  const uint32_t *of;           /* by the right's place in the program: which, from 1; 0: it is certain */
} Reasons;

static uint32_t reason_number(Reasons *reasons, Text reason) {
  for (size_t i = 0; i < reasons->texts.count; i++)
    if (text_equal(reasons->texts.at[i], reason)) return (uint32_t)i + 1;
  list_push(&reasons->texts, reason);
  return (uint32_t)reasons->texts.count;
}

static Reasons find_reasons(Report *report) {
  Reasons reasons = {0};
  uint32_t *of = mem_alloc_flat(report->program->rights.count * sizeof *of);
  for (size_t i = 0; i < report->program->rights.count; i++) {
    if (!is_open(report, report->program->rights.at[i])) continue;
    say_why_open(report, report_of(report, report->program->rights.at[i]->unit));
    of[i] = reason_number(&reasons, page_take(&report->page));
  }
  reasons.of = of;
  return reasons;
}

static void show_with_reason(Report *report, const Reasons *reasons, uint32_t number) {
  Text reason = reasons->texts.at[number - 1];
  page_sayf(&report->page, "%c", reason.at[0] >= 'a' && reason.at[0] <= 'z' ? reason.at[0] - 'a' + 'A' : reason.at[0]);
  page_sayf(&report->page, "%s:", reason.at + 1);
  page_item(&report->page, 0);
  for (size_t i = 0; i < report->program->rights.count; i++) {
    if (reasons->of[i] != number) continue;
    say_holder_of_right(report, report->program->rights.at[i], true);
    say_right_shortly(report, report->program->rights.at[i]);
    page_item(&report->page, 1);
  }
}

static void show_open(Report *report) {
  page_say(&report->page, "Not certain");
  page_heading(&report->page);
  Reasons reasons = find_reasons(report);
  for (uint32_t i = 1; i <= reasons.texts.count; i++) show_with_reason(report, &reasons, i);
}

/* ---- all ---- */

static void show_those_not_held(Report *report, size_t count) {
  if (report->all) {
    page_say(&report->page, "Not held at this date");
    page_heading(&report->page);
    show_groups(report, is_not_held, show_not_held);
    return;
  }
  say_count(report, count, "other right is", "other rights are");
  page_say(&report->page, " not held at this date (--all lists them).");
  page_blank(&report->page);
  page_item(&report->page, 0);
}

void runtext_rights(Report *report) {
  if (!report->program->rights.count) return;
  page_say(&report->page, "Who may do what to whom");
  page_section(&report->page);
  size_t held = rights_that(report, is_held), not_held = rights_that(report, is_not_held),
         open = rights_that(report, is_open);
  if (held) show_groups(report, is_held, show_held);
  if (held) show_other_side(report);
  if (open) show_open(report);
  if (not_held) show_those_not_held(report, not_held);
}
