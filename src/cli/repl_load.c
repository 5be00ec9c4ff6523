/* Reading modules and cases, and declarations made at the prompt. */
#include <sys/stat.h>
#include <unistd.h>
#include "cli/repl.h"
#include "facts/session.h"
#include "study/scenario.h"

/* ---- the files it rests on ---- */

static bool stamp(Text path, Stamp *stamp) {
  struct stat info;
  if (stat(text_c(path), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  *stamp =
    (Stamp){.path = path, .seconds = info.st_mtim.tv_sec, .nanoseconds = info.st_mtim.tv_nsec, .bytes = info.st_size};
  return true;
}

static Stamps *stamp_files(const State *state) {
  Stamps *stamps = MEM_NEW(Stamps);
  Stamp one;
  if (state->case_path.bytes && stamp(state->case_path, &one)) list_push(stamps, one);
  for (size_t i = 0; i < state->program->modules.count; i++)
    if (stamp(state->program->modules.at[i]->tree->source->path, &one)) list_push(stamps, one);
  return stamps;
}

static bool same_stamp(const Stamp *a, const Stamp *b) {
  return a->seconds == b->seconds && a->nanoseconds == b->nanoseconds && a->bytes == b->bytes;
}

void repl_tell_files(Repl *repl) {
  Stamps *stamps = repl->now->stamps;
  for (size_t i = 0; i < stamps->count; i++) {
    Stamp *old = &stamps->at[i], now;
    if (old->told || (stamp(old->path, &now) && same_stamp(old, &now))) continue;
    old->told = true;
    sink_format(&repl->out, "`%s` has changed on disk: `reload` reads it again.\n", text_c(old->path));
  }
}

/* ---- loading ---- */

static bool has_slash(Text path) {
  for (uint32_t i = 0; i < path.bytes; i++)
    if (path.at[i] == '/') return true;
  return false;
}

static Program *load_program(Session *session, Text rules, Diags *diags) {
  if (rules.bytes && (has_slash(rules) || text_ends(rules, TEXT(".remit")))) return scenario_program(session, rules);
  if (rules.bytes) return session_program(session, NULL, source_of_text(TEXT("./"), TEXT("")), rules);
  loader_text(session->loader, TEXT("./nothing.remit"), TEXT("module nothing \"Nothing loaded\"\n"), diags);
  return scenario_program(session, TEXT("./nothing.remit"));
}

static bool read_one(Repl *repl, State *state, Source *source, Text rules, const CaseFile *like) {
  CaseFiles cases = {0};
  Session *session = &state->workshop->session;
  if (source) case_read_source(session, source, rules, &cases);
  else case_read(session, state->case_path, rules, &cases);
  for (size_t i = 0; like && i < cases.count; i++)
    if (text_equal(cases.at[i]->name, like->name)) state->case_file = cases.at[i];
  if (!like && cases.count) state->case_file = cases.at[0];
  if (!like && cases.count > 1)
    return repl_refuse(repl, EXIT_USAGE, "`%s` holds %zu cases; one at a time can be explored",
                       text_c(state->case_path), cases.count),
           false;
  if (state->case_file) state->program = state->case_file->program;
  return cases.count && !repl->diags.errors;
}

static void first_stand(const Repl *repl, State *state) {
  Stand stand = {.origin = DATE_TODAY, .as_at = calendar_now()};
  if (state->case_file && state->case_file->dated) stand.origin = DATE_OF_CASE, stand.as_at = state->case_file->as_at;
  if (!repl->now) {
    const Options *options = repl->options;
    stand.options = (WorldOptions){options->as_known, options->known_on, options->as_planned};
    if (options->as_at_given) stand.origin = DATE_GIVEN, stand.as_at = options->as_at;
  }
  stand_worlds(state, &stand);
  list_push(&state->stands, stand);
}

State *load_state(Repl *repl, Text rules, Text case_path) {
  State *state = MEM_NEW(State);
  *state = (State){.workshop = MEM_NEW(Workshop), .rules = rules, .case_path = case_path};
  workshop_open(state->workshop, repl->options);
  state->workshop->session.diags = &repl->diags;
  if (case_path.bytes) {
    if (!read_one(repl, state, NULL, rules, NULL)) return NULL;
  } else {
    state->program = load_program(&state->workshop->session, rules, &repl->diags);
  }
  if (!state->program || repl->diags.errors) return NULL;
  state->module = state->program->module->name;
  state->stamps = stamp_files(state);
  first_stand(repl, state);
  return state;
}

/* ---- another program under the same stands ---- */

/* Suppositions that no longer mean anything are dropped where `lenient`, and said; else they are errors. */
static bool carry_stand(Repl *repl, const State *state, Stand *stand, bool lenient) {
  size_t kept = 0;
  for (size_t i = 0; i < stand->supposed.count; i++) {
    Supposition *supposition = &stand->supposed.at[i];
    if (suppose_again(repl, state, supposition)) {
      stand->supposed.at[kept++] = *supposition;
      continue;
    }
    if (!lenient) return false;
    repl->diags = (Diags){0};
    sink_format(&repl->out, "No longer supposed, as the rules do not take it any more: %s\n",
                text_c(supposition->words));
  }
  stand->supposed.count = kept;
  if (stand->origin == DATE_OF_CASE && state->case_file && state->case_file->dated)
    stand->as_at = state->case_file->as_at;
  stand_worlds(state, stand);
  return true;
}

static bool carry(Repl *repl, const State *from, State *to, bool lenient) {
  State *copy = state_copy(from);
  to->stands.at = copy->stands.at;
  to->stands.count = to->stands.room = copy->stands.count;
  to->current = copy->current;
  to->watched = copy->watched;
  for (size_t i = 0; i < to->stands.count; i++)
    if (!carry_stand(repl, to, &to->stands.at[i], lenient)) return false;
  return true;
}

/* ---- declarations ---- */

static Text folder_of(Text path) {
  while (path.bytes && path.at[path.bytes - 1] != '/') path.bytes--;
  return path.bytes ? path : TEXT("./");
}

/* A name that no file has: each declaration is a module of its own, which uses the one before. */
static Text free_path(Repl *repl, Text folder, Text *name) {
  Text path;
  do {
    *name = text_format("typed_%u", ++repl->declarations);
    path = text_format("%.*s%s.remit", (int)folder.bytes, folder.at, text_c(*name));
  } while (access(text_c(path), F_OK) == 0);
  return path;
}

static bool read_declared(Repl *repl, State *next, const State *from, Text path) {
  Session *session = &next->workshop->session;
  next->case_file = NULL;
  if (from->case_file) return read_one(repl, next, from->case_file->file, path, from->case_file);
  next->program = scenario_program(session, path);
  return next->program && !repl->diags.errors;
}

State *load_declared(Repl *repl, const State *from, Text declaration) {
  State *next = state_copy(from);
  const Module *under = from->program->module;
  Text name, path = free_path(repl, folder_of(under->tree->source->path), &name);
  Text whole = text_format("module %s\nuse %s\n%s\n", text_c(name), text_c(under->name->text), text_c(declaration));
  next->workshop->session.diags = &repl->diags;
  Tree *tree = loader_text(next->workshop->session.loader, path, whole, &repl->diags);
  bool sound = tree && !repl->diags.errors && read_declared(repl, next, from, path) && carry(repl, from, next, false);
  if (!sound && tree) tree->source->path = TEXT("typed here");
  if (!sound) return NULL;
  list_push(&next->declared, declaration);
  next->worth = 0;
  return next;
}

/* ---- commands ---- */

void load_greet(Repl *repl) {
  const State *state = repl->now;
  const Module *module = state->program->module;
  const CaseFile *file = state->case_file;
  char date[DATE_ROOM];
  calendar_print_long((PartialDate){state_stand(state)->as_at, state_stand(state)->as_at}, date);
  Text rules = module->label.bytes ? module->label : module->name->text;
  if (file)
    sink_format(&repl->out, "%s, as at %s; rules: %s.\n", text_c(file->label.bytes ? file->label : file->name), date,
                text_c(rules));
  else sink_format(&repl->out, "%s, as at %s; no case.\n", text_c(rules), date);
}

static Exit enter(Repl *repl, State *next) {
  if (!next) return workshop_status(&repl->diags, EXIT_RULES);
  next->worth = ++repl->last_worth;
  repl->saved = next->worth;
  repl_commit(repl, next);
  load_greet(repl);
  return EXIT_DONE;
}

/* One argument, without quotes around it. */
static Text unquoted(Text text) {
  bool quoted = text.bytes > 1 && text.at[0] == '"' && text.at[text.bytes - 1] == '"';
  return text_copy(quoted ? text_slice(text, 1, text.bytes - 1) : text);
}

Exit repl_load(Repl *repl, Text arguments) {
  if (!arguments.bytes)
    return repl_refuse(repl, EXIT_USAGE, "load what? A module's name or a rule file is due: `load doncaster`");
  return enter(repl, load_state(repl, unquoted(arguments), TEXT("")));
}

Exit repl_case(Repl *repl, Text arguments) {
  if (!arguments.bytes)
    return repl_refuse(repl, EXIT_USAGE, "which case? A file is due: `case examples/doncaster.case`");
  return enter(repl, load_state(repl, TEXT(""), unquoted(arguments)));
}

static State *load_again(Repl *repl, const State *from) {
  State *next = load_state(repl, from->rules, from->case_path);
  for (size_t i = 0; next && i < from->declared.count; i++) next = load_declared(repl, next, from->declared.at[i]);
  if (!next) return NULL;
  next->worth = from->worth;
  return carry(repl, from, next, true) ? next : NULL;
}

Exit repl_reload(Repl *repl, Text arguments) {
  (void)arguments;
  State *next = load_again(repl, repl->now);
  if (!next) return workshop_status(&repl->diags, EXIT_RULES);
  sink_c(&repl->out, "Read again.\n");
  return repl_commit_telling(repl, next);
}
