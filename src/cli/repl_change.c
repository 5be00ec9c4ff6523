/* What changed from one state to the next, and what is watched. */
#include <stdlib.h>
#include "cli/repl.h"
#include "model/cell.h"

/* More changes than this are counted; `changes` lists them all. */
#define MOST_LISTED 20

/* ---- conclusions as cells ---- */

Text answer_unit_cell(const Stand *stand, const Unit *unit) {
  Sink raw = {0}, cell = {0};
  Value value = eval_unit(stand->world, unit, stand->as_at).value;
  cell_print(&raw, unit, &value);
  for (size_t i = 0; i < raw.count; i++) {
    if (raw.at[i] == '|') sink_c(&cell, " or ");
    else sink_char(&cell, raw.at[i]);
  }
  return text_copy(sink_result(&cell));
}

static int by_declaration(const void *a, const void *b) {
  const Change *x = a, *y = b;
  return x->unit->declared < y->unit->declared ? -1 : x->unit->declared > y->unit->declared;
}

static void sort(Changes *changes) {
  if (changes->count > 1) qsort(changes->at, changes->count, sizeof *changes->at, by_declaration);
}

/* Worked out in this world, its root's left aside: what it shares is not evaluated again. */
static uint64_t own_count(const World *world) {
  return world->parent ? eval_count(world) - eval_count(world->parent) : eval_count(world);
}

/* ---- the same rules ---- */

static void compare_unit(Difference *difference, const Stand *from, const Stand *to, const Unit *unit) {
  Value before = eval_unit(from->world, unit, from->as_at).value, after = eval_unit(to->world, unit, to->as_at).value;
  difference->looked_at++;
  if (value_same_all(&before, &after)) return;
  Change change = {unit, answer_unit_cell(from, unit), answer_unit_cell(to, unit)};
  if (!text_equal(change.before, change.after)) list_push(&difference->changes, change);
}

static bool same_change(const WorldChange *a, const WorldChange *b) {
  if (!a || !b) return false;
  return a->kind == SYMBOL_EVENT ? a->record.critical == b->record.critical : a->history.steps == b->history.steps;
}

typedef LIST(uint32_t) Indexes;

static void add_cones(const World *of, const World *other, Indexes *units) {
  for (uint32_t i = 0; i < of->change_count; i++) {
    const WorldChange *change = &of->changes[i];
    if (same_change(change, world_change(other, change->kind, change->index))) continue;
    Cone cone = program_cone(of->program, change->kind, change->index);
    for (uint32_t u = 0; u < cone.count; u++) list_push(units, cone.units[u]);
  }
}

static int by_index(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* Worlds of one root at one date differ only in what depends on what one of them supposes and the other does not. */
static void compare_cones(Difference *difference, const Stand *from, const Stand *to) {
  Indexes units = {0};
  add_cones(from->world, to->world, &units);
  add_cones(to->world, from->world, &units);
  if (units.count > 1) qsort(units.at, units.count, sizeof *units.at, by_index);
  for (size_t i = 0; i < units.count && !eval_stop; i++)
    if (!i || units.at[i] != units.at[i - 1])
      compare_unit(difference, from, to, to->root->program->units.at[units.at[i]]);
  mem_free(units.at);
}

static void compare_all(Difference *difference, const Stand *from, const Stand *to) {
  const Program *program = to->root->program;
  for (size_t u = 0; u < program->units.count && !eval_stop; u++)
    compare_unit(difference, from, to, program->units.at[u]);
}

static Difference compare_worlds(const Stand *from, const Stand *to) {
  Difference difference = {0};
  uint64_t before = own_count(to->world);
  if (from->root == to->root && from->as_at == to->as_at) compare_cones(&difference, from, to);
  else compare_all(&difference, from, to);
  difference.evaluated = own_count(to->world) - before;
  sort(&difference.changes);
  return difference;
}

/* ---- other rules: by name ---- */

static HashMap units_by_name(const Program *program) {
  HashMap map = {0};
  for (size_t u = 0; u < program->units.count; u++)
    *hash_put(&map, program->units.at[u]->subject.name) = program->units.at[u];
  return map;
}

static void compare_named(Difference *difference, const Stand *from, const Unit *old, const Stand *to,
                          const Unit *unit) {
  Change change = {.unit = unit, .after = answer_unit_cell(to, unit)};
  difference->looked_at++;
  if (old) change.before = answer_unit_cell(from, old);
  if (!text_equal(change.before, change.after)) list_push(&difference->changes, change);
}

static void add_gone(Difference *difference, const Stand *from, const Program *before, const HashMap *after) {
  for (size_t u = 0; u < before->units.count; u++) {
    const Unit *unit = before->units.at[u];
    if (hash_get(after, unit->subject.name)) continue;
    list_push(&difference->changes, ((Change){.unit = unit, .before = answer_unit_cell(from, unit)}));
  }
}

static Difference compare_programs(const Program *before, const Stand *from, const Program *after, const Stand *to) {
  Difference difference = {0};
  HashMap old = units_by_name(before), new = units_by_name(after);
  uint64_t count = own_count(to->world);
  for (size_t u = 0; u < after->units.count && !eval_stop; u++) {
    const Unit *unit = after->units.at[u];
    compare_named(&difference, from, hash_get(&old, unit->subject.name), to, unit);
  }
  difference.evaluated = own_count(to->world) - count;
  sort(&difference.changes);
  add_gone(&difference, from, before, &new);
  return difference;
}

Difference change_between(const State *before, const Stand *from, const State *after, const Stand *to) {
  if (before->program == after->program) return compare_worlds(from, to);
  return compare_programs(before->program, from, after->program, to);
}

/* ---- telling ---- */

static unsigned name_column(const Changes *changes, size_t count) {
  unsigned widest = 12;
  for (size_t i = 0; i < count; i++)
    if (changes->at[i].unit->subject.name.bytes > widest) widest = changes->at[i].unit->subject.name.bytes;
  return (widest < 36 ? widest : 36) + 4;
}

/* The label only where it still fits on the line. */
static void say_label(Page *page, Text label, unsigned column) {
  unsigned room = page->options.width > column ? page->options.width - column : 0;
  if (wrap_columns(sink_result(&page->line)) + 2 + text_columns(label) > room) return;
  page_style(page, STYLE_FAINT);
  page_say(page, "  ");
  page_echo(page, label);
  page_style(page, STYLE_PLAIN);
}

static void say_change(Page *page, const Change *change, unsigned column) {
  page_style(page, STYLE_BOLD);
  page_echo(page, change->unit->subject.name);
  page_style(page, STYLE_PLAIN);
  Text term = page_take(page);
  if (!change->after.bytes) page_say(page, "gone; was ");
  page_echo(page, change->before.bytes ? change->before : TEXT("new"));
  if (change->after.bytes) page_say(page, change->before.bytes ? " → " : ": ");
  page_echo(page, change->after);
  say_label(page, change->unit->subject.label, column);
  page_entry(page, 0, term, column);
}

void change_list(Repl *repl, const Changes *changes, size_t most) {
  Page page;
  size_t shown = changes->count > most + 2 ? most : changes->count;
  unsigned column = name_column(changes, shown);
  page_open(&page, &repl->out, repl->page);
  for (size_t i = 0; i < shown; i++) say_change(&page, &changes->at[i], column);
  if (shown < changes->count)
    sink_format(&repl->out, "  and %zu more; `changes` lists them all\n", changes->count - shown);
}

static void show_watched(Repl *repl) {
  const State *state = repl->now;
  for (size_t i = 0; i < state->watched.count; i++) {
    Text cell;
    if (!answer_cell(repl, state_stand(state), state->watched.at[i], &cell)) {
      cell = TEXT("cannot be told in these rules");
      repl->diags = (Diags){0};
    }
    sink_format(&repl->out, "watching %s: %s\n", text_c(state->watched.at[i]), text_c(cell));
  }
}

void change_tell(Repl *repl, const Difference *difference) {
  const Changes *changes = &difference->changes;
  uint64_t again = difference->evaluated;
  if (!difference->looked_at) sink_c(&repl->out, "No conclusion depends on it.\n");
  else if (!changes->count) sink_c(&repl->out, "No conclusion changes");
  else
    sink_format(&repl->out, changes->count == 1 ? "%zu conclusion changes" : "%zu conclusions change", changes->count);
  if (difference->looked_at)
    sink_format(&repl->out, ", of %llu that could (%llu worked out again)%s\n",
                (unsigned long long)difference->looked_at, (unsigned long long)again, changes->count ? ":" : ".");
  change_list(repl, changes, MOST_LISTED);
  repl->changes = *changes;
  show_watched(repl);
}

/* ---- commands ---- */

Exit repl_changes(Repl *repl, Text arguments) {
  (void)arguments;
  if (!repl->changes.count) return sink_c(&repl->out, "Nothing changed last.\n"), EXIT_DONE;
  change_list(repl, &repl->changes, repl->changes.count);
  return EXIT_DONE;
}

Exit repl_watch(Repl *repl, Text arguments) {
  Text cell;
  if (!arguments.bytes && !repl->now->watched.count)
    return sink_c(&repl->out, "Nothing is watched; `watch CONCLUSION` begins.\n"), EXIT_DONE;
  if (arguments.bytes) {
    if (!answer_cell(repl, state_stand(repl->now), arguments, &cell)) return EXIT_RULES;
    State *next = state_copy(repl->now);
    list_push(&next->watched, arguments);
    repl_commit(repl, next);
  }
  show_watched(repl);
  return EXIT_DONE;
}

Exit repl_unwatch(Repl *repl, Text arguments) {
  State *next = state_copy(repl->now);
  size_t kept = 0;
  for (size_t i = 0; i < next->watched.count; i++)
    if (arguments.bytes && !text_equal(next->watched.at[i], arguments)) next->watched.at[kept++] = next->watched.at[i];
  if (kept == next->watched.count) return repl_refuse(repl, EXIT_USAGE, "nothing of that name is watched");
  next->watched.count = kept;
  repl_commit(repl, next);
  sink_format(&repl->out, "%zu watched.\n", kept);
  return EXIT_DONE;
}
