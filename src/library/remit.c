/* The public library: opaque handles over the floors below. What a host may hold on to hangs on its handle, which the
 * memory management counts as in use until remit_close. */
#include "remit.h"
#include <errno.h>
#include "batch/batch.h"
#include "engine/conclude.h"
#include "facts/session.h"
#include "study/batchwish.h"
#include "study/treerows.h"
#include "view/diagview.h"
#include "view/runjson.h"
#include "model/cell.h"

struct remit {
  Diags diags;
  Session session;
  Text rules;               /* empty: what the case names */
  CaseFile *case_file;
  WorldOptions options;
  Assertions supposed;
  LIST(Text) supposed_words;
  World *world;             /* of the last run; NULL: none yet */
  Head head;
  Conclusions conclusions;
  LIST(void *) handed_out;  /* strings and lists that the host may point at */
  Text messages;
};

/* ---- the whole way from files to conclusions ---- */

/* Reading a case cleans and parses it and the modules it uses (source/clean, syntax/parse), resolves every name and
 * checks the program (model/program), and turns statements into assertions (facts/facts): case_read does all that, and
 * leaves out what has errors. What is left to do is to lay the statements out in time, and to ask every conclusion. */
static void evaluate(remit *handle, Day as_at) {
  Program *program = handle->case_file->program;
  World *world = world_make(program, handle->case_file, handle->options);
  if (handle->supposed.count) world = world_suppose(world, &handle->supposed);
  handle->world = world;
  handle->conclusions = conclude_all(world, as_at);
}

/* ---- messages ---- */

static void forget_messages(remit *handle) {
  handle->diags = (Diags){0};
  handle->messages = (Text){0};
}

/* `otherwise`: of a mistake that stands in no rule file. */
static remit_status status_of(const Diag *diag, remit_status otherwise) {
  switch (diag_blame(diag->code)) {
  case BLAME_USAGE: return REMIT_USAGE;
  case BLAME_LIMIT: return REMIT_LIMIT;
  case BLAME_TEXT: break;
  }
  return diag->source && text_ends(diag->source->path, TEXT(".remit")) ? REMIT_RULES : otherwise;
}

static remit_status tell(remit *handle, remit_status otherwise) {
  remit_status worst = REMIT_OK;
  Sink sink = {0};
  diag_sort(&handle->diags);
  diagview_print(&sink, &handle->diags, false, DIAGVIEW_LIMIT);
  handle->messages = text_copy(sink_result(&sink));
  for (size_t i = 0; i < handle->diags.all.count; i++) {
    const Diag *diag = handle->diags.all.at[i];
    remit_status status = diag->severity == DIAG_ERROR ? status_of(diag, otherwise) : REMIT_OK;
    if (status != REMIT_OK && (worst == REMIT_OK || status < worst)) worst = status;
  }
  return worst;
}

static remit_status refuse(remit *handle, const char *why) {
  handle->messages = text_copy(text_of(why));
  return REMIT_USAGE;
}

const char *remit_messages(remit *handle) {
  mem_enter_thread();
  return handle->messages.bytes ? handle->messages.at : "";
}

/* ---- opening and closing ---- */

const char *remit_version(void) {
  return REMIT_VERSION;
}

void remit_on_out_of_memory(void (*handler)(void)) {
  mem_on_die(handler);
}

remit *remit_open(const char *library) {
  mem_open();
  mem_enter_thread();
  remit *handle = MEM_NEW(remit);
  mem_keep(handle);
  session_open(&handle->session, TEXT(""), library ? text_copy(text_of(library)) : TEXT(""), &handle->diags);
  return handle;
}

void remit_close(remit *handle) {
  mem_enter_thread();
  if (handle) mem_unkeep(handle);
}

/* ---- rules and cases ---- */

remit_status remit_add_module(remit *handle, const char *name, const char *text, size_t bytes) {
  mem_enter_thread();
  forget_messages(handle);
  if (!name || !text || bytes > SOURCE_MAX_BYTES)
    return refuse(handle, "a module needs a name and a text of at most 16 MiB");
  loader_text(handle->session.loader, text_format("%s.remit", name), (Text){text, (uint32_t)bytes}, &handle->diags);
  return tell(handle, REMIT_RULES);
}

remit_status remit_use_rules(remit *handle, const char *module_or_path) {
  mem_enter_thread();
  forget_messages(handle);
  handle->rules = module_or_path ? text_copy(text_of(module_or_path)) : (Text){0};
  return REMIT_OK;
}

static remit_status take_case(remit *handle, const CaseFiles *cases) {
  remit_status status = tell(handle, REMIT_CASE);
  if (status != REMIT_OK) return status;
  if (!cases->count) {        /* its rules were read before, and their mistakes told then */
    refuse(handle, "the rules of this case have errors, which were told when they were first read");
    return REMIT_RULES;
  }
  if (cases->count > 1) return refuse(handle, "a handle takes one case at a time");
  handle->case_file = cases->at[0];
  handle->world = NULL;
  remit_suppose_nothing(handle);
  return REMIT_OK;
}

remit_status remit_load_case(remit *handle, const char *path) {
  CaseFiles cases = {0};
  mem_enter_thread();
  forget_messages(handle);
  if (!path) return refuse(handle, "a path is due");
  case_read(&handle->session, text_copy(text_of(path)), handle->rules, &cases);
  return take_case(handle, &cases);
}

remit_status remit_read_case(remit *handle, const char *name, const char *text, size_t bytes) {
  CaseFiles cases = {0};
  mem_enter_thread();
  forget_messages(handle);
  if (!name || !text || bytes > SOURCE_MAX_BYTES)
    return refuse(handle, "a case needs a name and a text of at most 16 MiB");
  Source *file = source_of_text(text_copy(text_of(name)), (Text){text, (uint32_t)bytes});
  case_read_source(&handle->session, file, handle->rules, &cases);
  return take_case(handle, &cases);
}

/* ---- what the next run counts ---- */

remit_status remit_suppose(remit *handle, const char *statement) {
  mem_enter_thread();
  forget_messages(handle);
  if (!handle->case_file || !statement) return refuse(handle, "load a case before supposing something");
  Text words = text_copy(text_of(statement));
  Source *line = source_of_text(TEXT("supposition"), words);
  Assertion *assertion = assertion_parse(handle->case_file->program, handle->case_file, line, &handle->diags);
  remit_status status = tell(handle, REMIT_USAGE);
  if (!assertion || status != REMIT_OK) return status == REMIT_OK ? REMIT_USAGE : status;
  list_push(&handle->supposed, assertion);
  list_push(&handle->supposed_words, words);
  return REMIT_OK;
}

void remit_suppose_nothing(remit *handle) {
  mem_enter_thread();
  handle->supposed.count = 0;
  handle->supposed_words.count = 0;
}

void remit_as_planned(remit *handle, bool as_planned) {
  mem_enter_thread();
  handle->options.as_planned = as_planned;
}

static bool read_day(const char *written, Day *day) {
  PartialDate date;
  if (calendar_parse(text_of(written), &date) != DATE_OK || date.first != date.last) return false;
  *day = date.first;
  return true;
}

remit_status remit_as_known(remit *handle, const char *date) {
  mem_enter_thread();
  forget_messages(handle);
  Day day = 0;
  if (date && !read_day(date, &day)) return refuse(handle, "that is no date; one is written 2021-06-01");
  handle->options.as_known = date != NULL;
  handle->options.known_on = day;
  return REMIT_OK;
}

/* ---- running ---- */

static void fill_head(remit *handle, Day day, bool given) {
  Head *head = &handle->head;
  *head = (Head){.verb = "run", .program = handle->case_file->program, .case_file = handle->case_file, .as_at = day};
  head->origin = given ? DATE_GIVEN : DATE_OF_CASE;
  head->as_known = handle->options.as_known;
  head->known_on = handle->options.known_on;
  head->as_planned = handle->options.as_planned;
  for (size_t i = 0; i < handle->supposed_words.count; i++) list_push(&head->supposed, handle->supposed_words.at[i]);
}

remit_status remit_run(remit *handle, const char *as_at) {
  mem_enter_thread();
  forget_messages(handle);
  if (!handle->case_file) return refuse(handle, "load a case before running");
  Day day = handle->case_file->as_at;
  if (as_at && !read_day(as_at, &day)) return refuse(handle, "that is no date; one is written 2021-06-01");
  if (!as_at && !handle->case_file->dated) return refuse(handle, "the case gives no date, so one is due here");
  handle->handed_out.count = 0;
  fill_head(handle, day, as_at != NULL);
  evaluate(handle, day);
  return REMIT_OK;
}

/* ---- reading results ---- */

static const char *hand_out(remit *handle, Text text) {
  const char *copy = text_c(text);
  list_push(&handle->handed_out, (void *)(uintptr_t)copy);
  return copy;
}

static Text name_of(const Program *program, Dependence what) {
  if (what.kind == SYMBOL_FACT) return program->facts.at[what.index]->subject.name;
  if (what.kind == SYMBOL_EVENT) return program->events.at[what.index]->subject.name;
  return program->parameters.at[what.index]->subject.name;
}

static void hand_out_dependences(remit *handle, const Dependences *on, remit_conclusion *out) {
  const char **names = MEM_NEW_ARRAY(const char *, on->count + 1);
  list_push(&handle->handed_out, (void *)names);
  for (size_t i = 0; i < on->count; i++) names[i] = hand_out(handle, name_of(handle->case_file->program, on->at[i]));
  out->depends_on = names;
  out->depends_on_count = on->count;
}

static const char *status_word(const Conclusion *conclusion) {
  const char *word = cell_status(conclusion->unit, &conclusion->kept.value);
  if (word) return word;
  return conclusion->status == CONCLUSION_CERTAIN ? "certain" : "unknown";
}

static void hand_out_conclusion(remit *handle, const Conclusion *conclusion, remit_conclusion *out) {
  Sink cell = {0};
  const char *basis = basis_word((Basis)conclusion->kept.value.basis);
  cell_print(&cell, conclusion->unit, &conclusion->kept.value);
  *out = (remit_conclusion){.status = status_word(conclusion), .basis = basis && *basis ? basis : NULL};
  out->name = hand_out(handle, conclusion->unit->subject.name);
  out->label = hand_out(handle, conclusion->unit->subject.label);
  out->value = hand_out(handle, sink_result(&cell));
  hand_out_dependences(handle, &conclusion->depends_on, out);
}

size_t remit_conclusion_count(const remit *handle) {
  mem_enter_thread();
  return handle->world ? handle->case_file->program->units.count : 0;
}

bool remit_conclusion_at(remit *handle, size_t index, remit_conclusion *conclusion) {
  mem_enter_thread();
  if (index >= remit_conclusion_count(handle)) return false;
  hand_out_conclusion(handle, &handle->conclusions.units[index], conclusion);
  return true;
}

bool remit_conclusion_named(remit *handle, const char *name, remit_conclusion *conclusion) {
  mem_enter_thread();
  if (!handle->world || !name) return false;
  const Unit *unit = program_unit(handle->case_file->program, text_of(name));
  if (!unit) return false;
  hand_out_conclusion(handle, &handle->conclusions.units[unit->index], conclusion);
  return true;
}

const char *remit_json(remit *handle) {
  Sink sink = {0};
  mem_enter_thread();
  if (!handle->world) return NULL;
  runjson_print(&sink, &handle->head, &handle->conclusions);
  Text line = text_trim(sink_result(&sink));
  return hand_out(handle, line);
}

/* ---- many cases ---- */

/* The parts of a list with commas between, one after another, from `at` on; false behind the last. */
static bool next_part(Text list, uint32_t *at, Text *part) {
  uint32_t from = *at, to = from;
  if (!list.bytes || from > list.bytes) return false;
  while (to < list.bytes && list.at[to] != ',') to++;
  *part = text_trim(text_slice(list, from, to));
  *at = to + 1;
  return true;
}

static bool take_selection(BatchOptions *options, Program *program, const char *select) {
  Text name, names = text_of(select);
  if (!names.bytes) batchwish_all(options, program);
  for (uint32_t at = 0; next_part(names, &at, &name);)
    if (!batchwish_named(options, program, name)) return false;
  return options->units.count > 0;
}

static bool take_columns(BatchOptions *options, const remit_batch_wishes *wishes) {
  Text part;
  for (uint32_t at = 0; next_part(text_of(wishes->missing), &at, &part);) list_push(&options->missing, part);
  for (uint32_t at = 0; next_part(text_of(wishes->keep), &at, &part);) list_push(&options->keep, part);
  for (uint32_t at = 0; next_part(text_of(wishes->columns), &at, &part);)
    if (!batchwish_column(options, part)) return false;
  return true;
}

static bool take_date(const char *written, Day *day) {
  PartialDate date;
  if (!written || calendar_parse(text_of(written), &date) != DATE_OK || date.first != date.last) return false;
  *day = date.first;
  return true;
}

static void write_full(void *owner, Sink *sink, World *world, const CaseFile *file, Day as_at) {
  const BatchOptions *options = owner;
  Head head = {.verb = "run", .program = file->program, .case_file = file, .as_at = as_at};
  head.origin = options->as_at_given ? DATE_GIVEN : DATE_OF_CASE;
  Conclusions conclusions = conclude_all(world, as_at);
  runjson_print(sink, &head, &conclusions);
}

static remit_status run_rows(remit *handle, Program *program, Text module, BatchOptions *options,
                             unsigned long long *rows) {
  TreeRows tree = {.session = &handle->session, .rules = module, .options = options, .full = write_full,
                   .owner = options};
  options->tree = (BatchTree){&tree, treerows_answer};
  Batch *batch = batch_open(program, options, &handle->diags);
  if (!batch) return tell(handle, REMIT_CASE);
  BatchResult result = batch_run(batch);
  if (rows) *rows = result.rows;
  if (result.unwritten) return refuse(handle, "the rows could not be written");
  if (result.error_number == EFBIG) {
    refuse(handle, "a row is longer than 16 MiB");
    return REMIT_LIMIT;
  }
  if (result.unreadable) return refuse(handle, "the input could not be read");
  if (result.died) return refuse(handle, "a process ended before its work did");
  if (result.error.bytes) handle->messages = text_copy(result.error);
  return result.error.bytes || result.wrong ? REMIT_CASE : REMIT_OK;
}

static void take_flags(BatchOptions *options, const remit_batch_wishes *wishes) {
  options->as_at_given = !wishes->own_dates;
  options->json = wishes->ndjson_in;
  options->form = wishes->ndjson_out || wishes->full ? CELLS_JSON : CELLS_CSV;
  options->errors = wishes->skip_errors ? BATCH_SKIP : wishes->keep_errors ? BATCH_KEEP : BATCH_STOP;
  options->check_all = wishes->check_all;
  options->full = wishes->full;
  options->summary = wishes->summary;
  options->jobs = wishes->jobs ? wishes->jobs : 1;
}

remit_status remit_batch(remit *handle, const char *module, int input, const char *name,
                         const remit_batch_wishes *wishes, bool (*write)(void *owner, const char *bytes, size_t count),
                         void *owner, unsigned long long *rows) {
  Ident none = {0};
  BatchOptions options = {
    .path = text_copy(text_of(name)), .input = input, .write = write, .owner = owner};
  mem_enter_thread();
  forget_messages(handle);
  if (!module || !wishes || !write || !take_date(wishes->as_at, &options.as_at))
    return refuse(handle, "a module, a date and where to write are due");
  Text rules = text_copy(text_of(module));
  Program *program = session_program(&handle->session, &none, source_of_text(options.path, TEXT("")), rules);
  if (!program) return tell(handle, REMIT_RULES);
  if (!take_selection(&options, program, wishes->select)) return refuse(handle, "there is no such conclusion");
  if (wishes->where) {
    options.filter = batchwish_condition(program, TEXT("where"), text_of(wishes->where), &handle->diags);
    if (!options.filter) return tell(handle, REMIT_USAGE);
  }
  if (wishes->by && !batchwish_by(&options, program, text_of(wishes->by)))
    return refuse(handle, "there is no such fact to sum up by");
  if (!take_columns(&options, wishes)) return refuse(handle, "a column is wished for as FACT=HEADER");
  take_flags(&options, wishes);
  return run_rows(handle, program, rules, &options, rows);
}
