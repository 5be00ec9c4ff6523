/* Forks of the case, side by side. */
#include <stdlib.h>
#include "cli/folder.h"
#include "cli/repl.h"

#define MOST_ROWS 40

/* ---- fork, switch, merge ---- */

static bool good_name(Text name) {
  for (uint32_t i = 0; i < name.bytes; i++) {
    char c = name.at[i];
    if (!((c >= 'a' && c <= 'z') || c == '_' || (i && c >= '0' && c <= '9'))) return false;
  }
  return name.bytes > 0;
}

static Exit unknown_fork(Repl *repl, Text name) {
  Sink all = {0};
  for (size_t i = 0; i < repl->now->stands.count; i++)
    sink_format(&all, "%s`%s`", i ? ", " : "", text_c(stand_name(&repl->now->stands.at[i])));
  return repl_refuse(repl, EXIT_USAGE, "there is no fork `%s`; there %s %s", text_c(name),
                     repl->now->stands.count == 1 ? "is" : "are", text_c(sink_result(&all)));
}

Exit repl_fork(Repl *repl, Text arguments) {
  const char *name = text_c(arguments);
  if (!good_name(arguments))
    return repl_refuse(repl, EXIT_USAGE, "a fork needs a name of small letters, digits and `_`: `fork grim`");
  if (stand_find(repl->now, arguments))
    return repl_refuse(repl, EXIT_USAGE, "there is a `%s` already: `switch %s`", name, name);
  const char *from = text_c(stand_name(state_stand(repl->now)));
  State *next = state_copy(repl->now);
  Stand stand = *state_stand(state_copy(repl->now));
  stand.name = arguments;
  list_push(&next->stands, stand);
  next->current = next->stands.count - 1;
  next->worth = 0;
  repl_commit(repl, next);
  sink_format(&repl->out, "In `%s`, which begins as `%s` stands. `switch %s` goes back.\n", name, from, from);
  return EXIT_DONE;
}

Exit repl_switch(Repl *repl, Text arguments) {
  Stand *stand = stand_find(repl->now, arguments);
  if (!stand) return unknown_fork(repl, arguments);
  State *next = state_copy(repl->now);
  next->current = (size_t)(stand - repl->now->stands.at);
  return repl_commit_telling(repl, next);
}

static bool is_supposed(const Stand *stand, Text words) {
  for (size_t i = 0; i < stand->supposed.count; i++)
    if (text_equal(stand->supposed.at[i].words, words)) return true;
  return false;
}

static bool same_subject(const Assertion *a, const Assertion *b) {
  return a->kind == b->kind && a->subject == b->subject;
}

/* Of what both speak of, what the fork says counts. */
static void merge_into(Stand *stand, const Stand *fork) {
  size_t kept = 0;
  for (size_t i = 0; i < stand->supposed.count; i++) {
    bool spoken_of = false;
    for (size_t j = 0; j < fork->supposed.count; j++)
      spoken_of |= same_subject(stand->supposed.at[i].assertion, fork->supposed.at[j].assertion);
    if (!spoken_of) stand->supposed.at[kept++] = stand->supposed.at[i];
  }
  stand->supposed.count = kept;
  for (size_t i = 0; i < fork->supposed.count; i++)
    if (!is_supposed(stand, fork->supposed.at[i].words)) list_push(&stand->supposed, fork->supposed.at[i]);
  stand_supposed(stand);
}

static void remove_stand(State *state, size_t index) {
  for (size_t i = index; i + 1 < state->stands.count; i++) state->stands.at[i] = state->stands.at[i + 1];
  state->stands.count--;
}

Exit repl_merge(Repl *repl, Text arguments) {
  State *next = state_copy(repl->now);
  Stand *fork = arguments.bytes ? stand_find(next, arguments) : state_stand(next);
  if (!fork) return unknown_fork(repl, arguments);
  if (fork == &next->stands.at[0]) return repl_refuse(repl, EXIT_USAGE, "that is the case itself; merge which fork?");
  merge_into(&next->stands.at[0], fork);
  Difference difference = change_between(next, &repl->now->stands.at[0], next, &next->stands.at[0]);
  if (eval_stop) return EXIT_DONE;
  Text name = fork->name;
  remove_stand(next, (size_t)(fork - next->stands.at));
  next->current = 0;
  next->worth = 0;
  repl_commit(repl, next);
  sink_format(&repl->out, "`%s` is merged into the case, which it changes so:\n", text_c(name));
  change_tell(repl, &difference);
  return EXIT_DONE;
}

/* ---- side by side ---- */

typedef LIST(const Unit *) Rows;

static int by_declaration(const void *a, const void *b) {
  const Unit *x = *(const Unit *const *)a, *y = *(const Unit *const *)b;
  return x->declared < y->declared ? -1 : x->declared > y->declared;
}

/* Conclusions in which some fork differs from the case. */
static Rows rows_of(const State *state) {
  Rows rows = {0};
  bool *taken = mem_alloc_flat(state->program->units.count + 1);
  for (size_t i = 1; i < state->stands.count; i++) {
    Difference difference = change_between(state, &state->stands.at[0], state, &state->stands.at[i]);
    for (size_t j = 0; j < difference.changes.count; j++) {
      const Unit *unit = difference.changes.at[j].unit;
      if (!taken[unit->index]) list_push(&rows, unit);
      taken[unit->index] = true;
    }
  }
  if (rows.count > 1) qsort(rows.at, rows.count, sizeof *rows.at, by_declaration);
  return rows;
}

static void add_cell(Page *page, PageCells *cells, Text text, Style style) {
  page_style(page, style);
  page_echo(page, text);
  page_style(page, STYLE_PLAIN);
  list_push(cells, page_take(page));
}

static void add_head(Page *page, PageCells *cells, const State *state) {
  char date[DATE_ROOM];
  add_cell(page, cells, TEXT("conclusion"), STYLE_BOLD);
  for (size_t i = 0; i < state->stands.count; i++) {
    const Stand *stand = &state->stands.at[i];
    calendar_print(stand->as_at, date);
    add_cell(page, cells, text_format("%s%s %s", i == state->current ? "*" : "", text_c(stand_name(stand)), date),
             STYLE_BOLD);
  }
}

static void list_narrow(Repl *repl, Page *page, const Rows *rows, size_t shown) {
  const State *state = repl->now;
  for (size_t r = 0; r < shown; r++) {
    page_echo(page, rows->at[r]->subject.name);
    page_paragraph(page);
    for (size_t i = 0; i < state->stands.count; i++) {
      page_echo(page, answer_unit_cell(&state->stands.at[i], rows->at[r]));
      page_entry(page, 0, stand_name(&state->stands.at[i]), 16);
    }
  }
}

static void show_table(Repl *repl, const Rows *rows) {
  const State *state = repl->now;
  Page page;
  PageCells cells = {0};
  size_t shown = rows->count > MOST_ROWS ? MOST_ROWS : rows->count;
  page_open(&page, &repl->out, repl->page);
  add_head(&page, &cells, state);
  for (size_t r = 0; r < shown; r++) {
    add_cell(&page, &cells, rows->at[r]->subject.name, STYLE_PLAIN);
    for (size_t i = 0; i < state->stands.count; i++)
      add_cell(&page, &cells, answer_unit_cell(&state->stands.at[i], rows->at[r]), STYLE_PLAIN);
  }
  if (state->stands.count > 60 || !page_table(&page, &cells, (unsigned)state->stands.count + 1))
    list_narrow(repl, &page, rows, shown);
  if (shown < rows->count) sink_format(&repl->out, "and %zu more conclusions that differ\n", rows->count - shown);
}

static void say_stands(Repl *repl) {
  const State *state = repl->now;
  for (size_t i = 0; i < state->stands.count; i++) {
    const Stand *stand = &state->stands.at[i];
    char date[DATE_ROOM];
    calendar_print(stand->as_at, date);
    sink_format(&repl->out, "%s %-14s as at %s", i == state->current ? "*" : " ", text_c(stand_name(stand)), date);
    for (size_t j = 0; j < stand->supposed.count; j++)
      sink_format(&repl->out, "%s %s", j ? ";" : ", supposing", text_c(stand->supposed.at[j].words));
    sink_char(&repl->out, '\n');
  }
}

Exit repl_scenarios(Repl *repl, Text arguments) {
  (void)arguments;
  const State *state = repl->now;
  say_stands(repl);
  if (state->stands.count == 1) return sink_c(&repl->out, "There are no forks; `fork NAME` makes one.\n"), EXIT_DONE;
  Rows rows = rows_of(state);
  if (!rows.count) return sink_c(&repl->out, "They come to the same conclusions.\n"), EXIT_DONE;
  sink_char(&repl->out, '\n');
  show_table(repl, &rows);
  return EXIT_DONE;
}

/* ---- compare ---- */

static void tell_difference(Repl *repl, const Difference *difference, Text there) {
  if (!difference->changes.count) sink_format(&repl->out, "The same conclusions as in %s.\n", text_c(there));
  else sink_format(&repl->out, "Here → in %s:\n", text_c(there));
  change_list(repl, &difference->changes, difference->changes.count);
}

/* With another fork, this one at another date, or another case. */
Exit repl_compare(Repl *repl, Text arguments) {
  const State *state = repl->now;
  PartialDate date;
  Stand *here = state_stand(state), *fork = stand_find(state, arguments);
  if (!arguments.bytes) return repl_refuse(repl, EXIT_USAGE, "compare with what? A fork, a date or a case file is due");
  if (!fork && calendar_parse(arguments, &date) == DATE_OK && date.first == date.last) {
    fork = MEM_NEW(Stand);
    *fork = *here;
    fork->as_at = date.first;
  }
  State *other = fork                                       ? NULL
                 : !folder_is(arguments) && arguments.bytes ? load_state(repl, state->rules, arguments)
                                                            : NULL;
  if (!fork && !other) return workshop_status(&repl->diags, EXIT_USAGE);
  Difference difference = change_between(state, here, other ? other : state, other ? &other->stands.at[0] : fork);
  tell_difference(repl, &difference, text_format("`%s`", text_c(arguments)));
  return EXIT_DONE;
}
