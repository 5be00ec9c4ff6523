#include "batch/batch.h"
#include <string.h>
#include <sys/stat.h>
#include "base/workers.h"
#include "batch/jobs.h"
#include "batch/operate.h"
#include "batch/summary.h"
#include "batch/write.h"

struct Batch {
  BatchOptions options;
  Program *program;
  Reader reader;
  Plan *plan;
  Cells *cells;
  Block *block;
  Writer writer;
  Summary summary;
  const Register *by;
  uint64_t begin;             /* of the rows, in bytes */
  BatchResult result;
};

/* ---- what the conclusions need ---- */

typedef struct Needs {
  const Program *program;
  bool *facts, *events, *units;
  LIST(uint32_t) queue;
} Needs;

static void need_unit(Needs *needs, uint32_t unit) {
  if (needs->units[unit]) return;
  needs->units[unit] = true;
  list_push(&needs->queue, unit);
}

static void need_node(void *owner, Node *node, bool elsewhere) {
  Needs *needs = owner;
  (void)elsewhere;
  if (node->kind == NODE_FACT) needs->facts[node->index] = true;
  if (node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST || node->kind == NODE_LAST)
    needs->events[node->index] = true;
  if (node->kind == NODE_UNIT) need_unit(needs, node->unit->index);
  node_each_kid(node, need_node, owner);
}

static void follow(Needs *needs) {
  for (size_t i = 0; i < needs->queue.count; i++) {
    const Unit *unit = needs->program->units.at[needs->queue.at[i]];
    for (uint32_t f = 0; f < unit->fact_count; f++) needs->facts[unit->facts[f]] = true;
    for (uint32_t e = 0; e < unit->event_count; e++) needs->events[unit->events[e]] = true;
    for (uint32_t u = 0; u < unit->read_count; u++) need_unit(needs, unit->reads[u]);
    for (uint32_t u = 0; u < unit->read_elsewhere_count; u++) need_unit(needs, unit->reads_elsewhere[u]);
  }
}

static Needs find_needs(const Batch *batch) {
  const Program *program = batch->program;
  Needs needs = {.program = program};
  needs.facts = mem_alloc_flat(program->facts.count + 1);
  needs.events = mem_alloc_flat(program->events.count + 1);
  needs.units = mem_alloc_flat(program->units.count + 1);
  for (size_t i = 0; i < batch->options.units.count; i++) need_unit(&needs, batch->options.units.at[i]->index);
  if (batch->options.filter) need_node(&needs, (Node *)(uintptr_t)batch->options.filter, false);
  if (batch->options.by) needs.facts[batch->options.by->index] = true;
  follow(&needs);
  return needs;
}

/* ---- opening ---- */

static void make_plan(Batch *batch, const Needs *needs) {
  const BatchOptions *options = &batch->options;
  Program *program = batch->program;
  PlanInput input = {.dated = options->as_at_given || !batch->reader.table.has_as_at, .as_at = options->as_at};
  bool *facts = mem_alloc_flat(program->facts.count + 1), *events = mem_alloc_flat(program->events.count + 1);
  table_given(&batch->reader.table, program, facts, events);
  input.facts = facts;
  input.events = events;
  batch->plan = plan_make(program, &input, options->units.at, options->units.count, options->filter);
  if (options->by) batch->by = plan_fact(batch->plan, options->by->index);
  for (size_t f = 0; f < program->facts.count; f++)
    if (options->check_all && facts[f]) plan_fact(batch->plan, (uint32_t)f);
  table_bind(&batch->reader.table, batch->plan, options, needs->facts, needs->events);
}

Batch *batch_open(Program *program, const BatchOptions *options, Diags *diags) {
  Batch *batch = MEM_NEW(Batch);
  batch->options = *options;
  batch->program = program;
  if (!read_open(&batch->reader, program, &batch->options, diags)) return NULL;
  Needs needs = find_needs(batch);
  make_plan(batch, &needs);
  if (options->by && !batch->by) {
    diag_add(diags, DIAG_WRONG_TYPE, NULL, (Span){0, 0},
             "--by takes no text, and no fact of which a module keeps a record");
    return NULL;
  }
  batch->cells = cells_make(batch->plan, options->form);
  batch->block = block_open(batch->plan, batch->reader.table.key_count);
  read_bind(&batch->reader, batch->block);
  batch->reader.wanted = mem_alloc_flat(batch->plan->cells.count + 1);
  for (size_t i = 0; i < batch->plan->cells.count; i++) batch->reader.wanted[i] = batch->plan->cells.at[i].tree;
  write_open(&batch->writer, batch->plan, batch->cells, &batch->options, &batch->reader, batch->reader.table.key_count);
  summary_open(&batch->summary, &batch->writer, batch->by);
  return batch;
}

/* ---- running ---- */

static void run_blocks(Batch *batch) {
  while (!batch->writer.out.failed && !batch->summary.too_many && read_block(&batch->reader, batch->block)) {
    block_run(batch->block);
    if (batch->options.summary) summary_block(&batch->summary, batch->block);
    else write_block(&batch->writer, batch->block);
    if (batch->options.progress)
      batch->options.progress(batch->options.owner, batch->reader.ordinal, batch->reader.input.passed);
  }
  write_flush(&batch->writer);
}

/* ---- in several processes ---- */

#define PIECE_BYTES (UINT64_C(1) << 20)
#define WORTH_BYTES (UINT64_C(4) << 20)   /* a smaller file is read sooner than processes begin */

/* Of a file whose rows have names: what they are called, and where they stand, then hangs on no other piece. */
static uint64_t file_end(const Batch *batch) {
  struct stat about;
  if (fstat(batch->options.input, &about) || !S_ISREG(about.st_mode)) return 0;
  return batch->reader.table.has_case && !batch->options.summary ? (uint64_t)about.st_size : 0;
}

/* Behind the first line feed from the byte before on. */
static void find_row(Input *input, uint64_t until) {
  while (input->passed < until) {
    Text text = input_text(input);
    const char *feed = text.bytes ? memchr(text.at, '\n', text.bytes) : NULL;
    input_pass(input, feed ? (size_t)(feed + 1 - text.at) : text.bytes, 0);
    if (feed || !input_more(input)) return;
  }
}

static bool all_named(const Block *block) {
  for (uint32_t row = 0; row < block->rows; row++)
    if (!block->keys[(size_t)row * block->key_count].bytes) return false;
  return true;
}

/* One block of a worker's; false where its parent had better do it: a row is in error, or is named after its number. */
static bool work_block(Batch *batch, JobsChannel *channel) {
  Writer *writer = &batch->writer;
  if (batch->block->any_bad || !all_named(batch->block)) return false;
  block_run(batch->block);
  write_block(writer, batch->block);
  if (writer->wrong || batch->reader.error.bytes) return false;
  jobs_put(channel, writer->out.room, writer->out.count);
  writer->out.count = 0;
  return true;
}

static void work_piece(void *owner, JobsChannel *channel, uint64_t from, uint64_t until, JobsPiece *piece) {
  Batch *batch = owner;
  Reader *reader = &batch->reader;
  bool first = from == batch->begin;
  batch->writer.flush_at = SIZE_MAX;
  batch->writer.written = reader->ordinal = 0;
  input_place(&reader->input, first ? from : from - 1, 1);
  if (!first) find_row(&reader->input, until);
  reader->limit = until;
  *piece = (JobsPiece){.from = reader->input.passed, .to = reader->input.passed};
  jobs_begin(channel, piece->from);
  while (read_block(reader, batch->block) && work_block(batch, channel))
    *piece =
      (JobsPiece){piece->from, reader->input.passed, reader->ordinal, reader->input.line - 1, batch->writer.written};
  batch->writer.out.count = 0;
  batch->writer.wrong = 0;
  reader->stopped = false;
  reader->error = TEXT("");
}

static bool take_bytes(void *owner, const char *bytes, size_t count) {
  Batch *batch = owner;
  if (!batch->options.write(batch->options.owner, bytes, count)) batch->writer.out.failed = true;
  return !batch->writer.out.failed;
}

static uint64_t taken_piece(void *owner, const JobsPiece *piece, uint64_t until) {
  Batch *batch = owner;
  Reader *reader = &batch->reader;
  uint64_t line = reader->input.line + piece->lines;
  reader->ordinal += piece->rows;
  batch->writer.written += piece->written;
  input_place(&reader->input, piece->to, line);
  reader->limit = until;
  if (piece->to < until) run_blocks(batch);
  else if (batch->options.progress) batch->options.progress(batch->options.owner, reader->ordinal, piece->to);
  return reader->stopped || batch->writer.out.failed ? 0 : reader->input.passed;
}

static bool run_jobs(Batch *batch) {
  unsigned wanted = batch->options.jobs ? batch->options.jobs : workers_cores();
  uint64_t begin = batch->reader.input.passed, end = wanted > 1 ? file_end(batch) : 0;
  if (end < begin + WORTH_BYTES) return false;
  Jobs jobs = {.owner = batch,
               .workers = wanted > 256 ? 256 : wanted,
               .begin = begin,
               .end = end,
               .piece_bytes = PIECE_BYTES,
               .work = work_piece,
               .take = take_bytes,
               .taken = taken_piece};
  batch->begin = begin;
  write_flush(&batch->writer);
  jobs_run(&jobs, &batch->result.died);
  return true;
}

/* ---- the whole ---- */

static void end_summary(Batch *batch) {
  if (batch->summary.too_many) batch->reader.error = TEXT("--by finds more than 10,000 different values");
  if (!batch->reader.error.bytes) summary_write(&batch->summary);
  write_flush(&batch->writer);
}

BatchResult batch_run(Batch *batch) {
  if (!batch->options.summary) write_header(&batch->writer);
  if (!run_jobs(batch)) run_blocks(batch);
  if (batch->options.summary) end_summary(batch);
  batch->result.rows = batch->reader.ordinal;
  batch->result.written = batch->writer.written;
  batch->result.wrong = batch->writer.wrong;
  batch->result.error = batch->reader.error;
  batch->result.unwritten = batch->writer.out.failed;
  batch->result.error_number = batch->reader.input.error_number;
  batch->result.unreadable = batch->result.error_number != 0;
  return batch->result;
}
