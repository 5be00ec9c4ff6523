/* States of the session: what each command makes a new one of, so that undo and redo only move between them. */
#include <string.h>
#include "cli/repl.h"

#define copy_list(list)                                                                         \
  do {                                                                                          \
    size_t bytes_ = (list)->count * sizeof *(list)->at;                                         \
    void *at_ = mem_alloc(bytes_);                                                              \
    if (bytes_) memcpy(at_, (list)->at, bytes_);                                                \
    (list)->at = at_;                                                                           \
    (list)->room = (list)->count;                                                               \
  } while (0)

State *state_copy(const State *state) {
  State *copy = MEM_NEW(State);
  *copy = *state;
  copy_list(&copy->declared);
  copy_list(&copy->stands);
  copy_list(&copy->watched);
  for (size_t i = 0; i < copy->stands.count; i++) copy_list(&copy->stands.at[i].supposed);
  return copy;
}

Text stand_name(const Stand *stand) {
  return stand->name.bytes ? stand->name : TEXT("case");
}

Stand *stand_find(const State *state, Text name) {
  for (size_t i = 0; i < state->stands.count; i++)
    if (text_equal(stand_name(&state->stands.at[i]), name)) return &state->stands.at[i];
  return NULL;
}

void stand_supposed(Stand *stand) {
  Assertions all = {0};
  for (size_t i = 0; i < stand->supposed.count; i++) list_push(&all, stand->supposed.at[i].assertion);
  stand->world = all.count ? world_suppose(stand->root, &all) : stand->root;
}

void stand_worlds(const State *state, Stand *stand) {
  stand->root = world_make(state->program, state->case_file, stand->options);
  stand_supposed(stand);
}

bool state_worthy(const State *state) {
  return state->stands.count > 1 || state->declared.count || state->stands.at[0].supposed.count;
}

/* ---- forth and back ---- */

void repl_commit(Repl *repl, State *next) {
  if (!next->worth) next->worth = ++repl->last_worth;
  if (repl->now) list_push(&repl->undo, repl->now);
  repl->redo.count = 0;
  repl->now = next;
}

Exit repl_commit_telling(Repl *repl, State *next) {
  Difference difference = change_between(repl->now, state_stand(repl->now), next, state_stand(next));
  if (eval_stop) return EXIT_DONE;
  repl_commit(repl, next);
  change_tell(repl, &difference);
  return EXIT_DONE;
}

static bool comparable(const State *a, const State *b) {
  return a->program->module && b->program->module && a->module == b->module && text_equal(a->case_path, b->case_path);
}

static void say_where(Repl *repl, const State *before) {
  const State *now = repl->now;
  const Stand *stand = state_stand(now), *old = state_stand(before);
  char date[DATE_ROOM];
  calendar_print(stand->as_at, date);
  if (!text_equal(stand_name(stand), stand_name(old))) sink_format(&repl->out, "In `%s`. ", text_c(stand_name(stand)));
  if (stand->as_at != old->as_at) sink_format(&repl->out, "As at %s. ", date);
  if (stand->supposed.count != old->supposed.count) sink_format(&repl->out, "%zu supposed. ", stand->supposed.count);
  if (now->declared.count != before->declared.count)
    sink_format(&repl->out, "%zu declared here. ", now->declared.count);
}

static bool same_conclusions(const State *a, const State *b) {
  return state_stand(a)->world == state_stand(b)->world && state_stand(a)->as_at == state_stand(b)->as_at;
}

static Exit move_to(Repl *repl, State *next, const char *done) {
  State *before = repl->now;
  Difference difference = {0};
  bool compared = comparable(before, next);
  if (compared) difference = change_between(before, state_stand(before), next, state_stand(next));
  if (eval_stop) return EXIT_DONE;
  repl->now = next;
  sink_format(&repl->out, "%s. ", done);
  say_where(repl, before);
  if (!compared) load_greet(repl);
  else if (same_conclusions(before, next)) sink_c(&repl->out, "The conclusions are the same.\n");
  else change_tell(repl, &difference);
  return EXIT_DONE;
}

Exit repl_undo(Repl *repl, Text arguments) {
  (void)arguments;
  if (!repl->undo.count) return repl_refuse(repl, EXIT_USAGE, "there is nothing to undo");
  State *before = repl->now, *next = repl->undo.at[repl->undo.count - 1];
  Exit status = move_to(repl, next, "Taken back");
  if (repl->now != next) return status;
  repl->undo.count--;
  list_push(&repl->redo, before);
  return status;
}

Exit repl_redo(Repl *repl, Text arguments) {
  (void)arguments;
  if (!repl->redo.count) return repl_refuse(repl, EXIT_USAGE, "there is nothing to redo");
  State *before = repl->now, *next = repl->redo.at[repl->redo.count - 1];
  Exit status = move_to(repl, next, "Made again");
  if (repl->now != next) return status;
  repl->redo.count--;
  list_push(&repl->undo, before);
  return status;
}

Head repl_head(const Repl *repl) {
  const State *state = repl->now;
  const Stand *stand = state_stand(state);
  Head head = {.verb = "repl", .program = state->program, .case_file = state->case_file, .as_at = stand->as_at,
               .origin = stand->origin, .as_known = stand->options.as_known, .known_on = stand->options.known_on,
               .as_planned = stand->options.as_planned};
  for (size_t i = 0; i < stand->supposed.count; i++) list_push(&head.supposed, stand->supposed.at[i].words);
  return head;
}
