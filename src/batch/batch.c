#include "batch/batch.h"
#include "batch/operate.h"

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
  PlanInput input = {.dated = options->as_at_given || !batch->reader.table.has_as_at, .as_at = options->as_at,
                     .supposed = options->supposed,
                     .by_tree = options->by_tree};
  bool *facts = mem_alloc_flat(program->facts.count + 1), *events = mem_alloc_flat(program->events.count + 1);
  table_given(&batch->reader.table, facts);
  input.facts = facts;
  input.events = events;
  batch->plan = plan_make(program, &input, options->units.at, options->units.count, options->filter);
  if (options->by) batch->by = plan_fact(batch->plan, options->by->index);
  for (size_t f = 0; f < program->facts.count; f++)
    if (options->check_all && facts[f]) plan_column(batch->plan, (uint32_t)f);
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

void batch_tell(const Batch *batch) {
  if (batch->options.progress)
    batch->options.progress(batch->options.owner, batch->reader.ordinal, batch->reader.input.passed);
}

bool batch_ends(const Batch *batch) {
  return batch->writer.out.failed || batch->summary.too_many || batch->reader.stopped;
}

void batch_blocks(Batch *batch, uint64_t until) {
  while (!batch_ends(batch) && batch->reader.input.passed < until && read_block(&batch->reader, batch->block)) {
    block_run(batch->block);
    if (batch->options.summary) summary_block(&batch->summary, batch->block);
    else write_block(&batch->writer, batch->block);
    batch_tell(batch);
  }
  write_flush(&batch->writer);
}

/* ---- the whole ---- */

static void end_summary(Batch *batch) {
  if (batch->summary.too_many) batch->reader.error = TEXT("--by finds more than 10,000 different values");
  if (!batch->reader.error.bytes) summary_write(&batch->summary);
  write_flush(&batch->writer);
}

BatchResult batch_run(Batch *batch) {
  if (!batch->options.summary) write_header(&batch->writer);
  if (!batch_jobs(batch)) batch_blocks(batch, UINT64_MAX);
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
