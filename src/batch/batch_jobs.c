/* Many cases in several processes: every worker is this process once more, and does pieces of the input. What a worker
 * cannot know is left to the parent: where it guessed wrong, which row was the first in error, and what rows without a
 * name are called, for which it leaves a mark. */
#include <string.h>
#include <sys/stat.h>
#include "base/workers.h"
#include "batch/batch.h"
#include "batch/operate.h"

#define PIECE_BYTES (UINT64_C(1) << 20)
#define WORTH_BYTES (UINT64_C(4) << 20)   /* less is read sooner than processes begin */

/* ---- in a worker ---- */

static void feed(void *owner) { stream_feed(((Batch *)owner)->stream); }

static bool reaches(void *owner, unsigned worker, uint64_t from) {
  Batch *batch = owner;
  batch->reader.input.stream = batch->stream;
  batch->reader.input.reader = worker + 1;
  return batch->stream ? stream_wait(batch->stream, worker + 1, from) > 0 : from < batch->end;
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

static bool work_rows(Batch *batch, JobsChannel *channel) {
  Writer *writer = &batch->writer;
  if (!all_named(batch->block)) jobs_mark(channel);
  write_block(writer, batch->block);
  if (writer->wrong || batch->reader.error.bytes) return false;
  jobs_put(channel, writer->out.room, writer->out.count);
  writer->out.count = 0;
  return true;
}

static bool work_counts(Batch *batch) {
  summary_block(&batch->summary, batch->block);
  return !batch->writer.wrong && !batch->reader.error.bytes && !batch->summary.too_many;
}

/* One block of a worker's; false where its parent had better do it. */
static bool work_block(Batch *batch, JobsChannel *channel) {
  if (batch->block->any_bad || (batch->options.full && !all_named(batch->block))) return false;
  block_run(batch->block);
  return batch->options.summary ? work_counts(batch) : work_rows(batch, channel);
}

/* What was counted of a row in error cannot be told from the rest: the piece is then done again. */
static void hand_on_counts(Batch *batch, JobsChannel *channel, JobsPiece *piece) {
  Sink bytes = {0};
  if (batch->writer.wrong || batch->reader.error.bytes || batch->summary.too_many) {
    *piece = (JobsPiece){.from = piece->from, .to = piece->from};
    summary_forget(&batch->summary);
    return;
  }
  summary_hand_on(&batch->summary, &bytes);
  jobs_put(channel, bytes.at, bytes.count);
  mem_free(bytes.at);
}

static void begin_piece(Batch *batch, uint64_t from, uint64_t until) {
  Reader *reader = &batch->reader;
  bool first = from == batch->begin;
  batch->writer.flush_at = SIZE_MAX;
  batch->writer.marks = true;
  batch->writer.written = batch->writer.wrong = reader->ordinal = 0;
  batch->writer.out.count = 0;
  reader->stopped = false;
  reader->error = TEXT("");
  if (batch->options.summary && !batch->summary.lists) {
    summary_open(&batch->summary, &batch->writer, batch->by);
    batch->summary.lists = true;
  }
  input_place(&reader->input, first ? from : from - 1, 1, until);
  if (!first) find_row(&reader->input, until);
  reader->limit = until;
}

static void work_piece(void *owner, JobsChannel *channel, uint64_t from, uint64_t until, JobsPiece *piece) {
  Batch *batch = owner;
  Reader *reader = &batch->reader;
  begin_piece(batch, from, until);
  *piece = (JobsPiece){.from = reader->input.passed, .to = reader->input.passed};
  jobs_begin(channel, piece->from);
  while (read_block(reader, batch->block) && work_block(batch, channel))
    *piece =
      (JobsPiece){piece->from, reader->input.passed, reader->ordinal, reader->input.line - 1, batch->writer.written};
  if (batch->options.summary) hand_on_counts(batch, channel, piece);
}

/* ---- in the parent ---- */

/* A mark: its byte, the row's number in the piece, its byte again. */
static void take_marked(Batch *batch, const char *bytes, size_t count) {
  Writer *writer = &batch->writer;
  for (size_t at = 0; at < count;) {
    const char *mark = memchr(bytes + at, WRITE_MARK, count - at);
    size_t until = mark ? (size_t)(mark - bytes) : count;
    for (size_t i = at; i < until && batch->inside_mark; i++)
      batch->mark = batch->mark * 10 + (uint64_t)(bytes[i] - '0');
    if (!batch->inside_mark) write_text(writer, (Text){bytes + at, (uint32_t)(until - at)});
    at = until + 1;
    if (!mark) break;
    if (batch->inside_mark) write_name(writer, batch->reader.ordinal + batch->mark);
    batch->inside_mark = !batch->inside_mark;
    batch->mark = 0;
  }
  write_flush(writer);
}

static bool take_bytes(void *owner, const char *bytes, size_t count, bool marked) {
  Batch *batch = owner;
  if (batch->options.summary) sink_text(&batch->counted, (Text){bytes, (uint32_t)count});
  else if (marked) take_marked(batch, bytes, count);
  else if (!batch->options.write(batch->options.owner, bytes, count)) batch->writer.out.failed = true;
  return !batch->writer.out.failed;
}

static uint64_t taken_piece(void *owner, const JobsPiece *piece, uint64_t until) {
  Batch *batch = owner;
  Reader *reader = &batch->reader;
  summary_add(&batch->summary, sink_result(&batch->counted));
  batch->counted.count = 0;
  reader->ordinal += piece->rows;
  batch->writer.written += piece->written;
  input_place(&reader->input, piece->to, reader->input.line + piece->lines, until);
  reader->limit = until;
  if (piece->to < until) batch_blocks(batch, UINT64_MAX);
  else batch_tell(batch);
  if (batch->stream) stream_drop(batch->stream, reader->input.passed);
  return batch_ends(batch) ? 0 : reader->input.passed;
}

/* ---- whether, and over what ---- */

/* Of a pipe the beginning is dealt with here, so that a short one begins no processes. */
static bool open_stream(Batch *batch) {
  Input *input = &batch->reader.input;
  batch_blocks(batch, WORTH_BYTES);
  if (batch_ends(batch) || input->ended) return false;
  Text unread = input_text(input);
  batch->stream = stream_open(input->descriptor, input->passed, unread.at, unread.bytes);
  batch->begin = input->passed;
  batch->end = UINT64_MAX;
  input->stream = batch->stream;
  return batch->stream != NULL;
}

static bool find_share(Batch *batch) {
  struct stat about;
  Input *input = &batch->reader.input;
  if (fstat(batch->options.input, &about)) return false;
  if (!S_ISREG(about.st_mode)) return open_stream(batch);
  batch->begin = input->passed;
  batch->end = (uint64_t)about.st_size > input->base ? (uint64_t)about.st_size - input->base : 0;
  return batch->end >= batch->begin + WORTH_BYTES;
}

bool batch_jobs(Batch *batch) {
  unsigned wanted = batch->options.jobs ? batch->options.jobs : workers_cores();
  if (wanted < 2 || !find_share(batch)) return false;
  Jobs jobs = {.owner = batch,
               .workers = wanted > JOBS_WORKERS ? JOBS_WORKERS : wanted,
               .begin = batch->begin,
               .end = batch->end,
               .piece_bytes = PIECE_BYTES,
               .feed = batch->stream ? feed : NULL,
               .reaches = reaches,
               .work = work_piece,
               .take = take_bytes,
               .taken = taken_piece};
  write_flush(&batch->writer);
  jobs_run(&jobs, &batch->result.died);
  return true;
}
