#include "view/testcoverage.h"
#include "view/testwords.h"
#include "view/visible.h"

static const CoverKind KINDS[] = {COVER_BRANCH, COVER_CONDITION, COVER_THRESHOLD};

static CoverCount count_all(const RuleCoverage *coverage, const Source *file) {
  CoverCount all = {0, 0};
  for (unsigned kind = 0; kind < COVER_KINDS; kind++) {
    CoverCount count = coverage_count(coverage, file, KINDS[kind]);
    all.done += count.done;
    all.all += count.all;
  }
  return all;
}

static Millionths share_of(CoverCount count) {
  return count.all ? (Millionths)(count.done * DECIMAL_ONE / count.all) : DECIMAL_ONE;
}

Millionths coverage_share(const RuleCoverage *coverage, const Source *file) {
  return share_of(count_all(coverage, file));
}

/* ---- what is missing, and what would cover it ---- */

/* A signature without a `raised` line of its own is raised by any indicator: only its name stands for that. */
static bool raised_by_any(const CoverItem *item) {
  Text words = text_slice(item->file->text, item->span.from, item->span.to);
  return item->kind == COVER_BRANCH && text_equal(words, item->about);
}

static void suggest_branch(Sink *sink, const CoverItem *item, int way) {
  if (raised_by_any(item))
    sink_c(sink, way ? "no expectation rests on its being raised" : "no expectation rests on its not being raised");
  else if (item->condition)
    sink_c(sink, way ? "no expectation rests on this being so" : "no expectation rests on this not being so");
  else if (item->one_way) sink_c(sink, "no expectation rests on this line");
  else
    sink_c(sink, way ? "no expectation rests on this line being taken"
                     : "no expectation rests on this line being passed over");
}

static void suggest_condition(Sink *sink, const CoverItem *item, int way) {
  const char *word = way ? "yes" : "no";
  if (item->seen[way]) sink_format(sink, "it is %s in some scenario, but something else decides there", word);
  else sink_format(sink, "no scenario has it %s here", word);
}

static void suggest_threshold(Sink *sink, const CoverItem *item, int way) {
  sink_c(sink, "no scenario has ");
  testwords_source(sink, item->file, item->subject);
  bool at = item->low_at ? way == 0 : way == 1;
  sink_format(sink, at ? " at " : way ? " just above " : " just below ");
  visible_print(sink, item->bound);
}

static void suggest(Sink *sink, const CoverItem *item, int way) {
  switch (item->kind) {
    case COVER_BRANCH: suggest_branch(sink, item, way); break;
    case COVER_CONDITION: suggest_condition(sink, item, way); break;
    case COVER_THRESHOLD: suggest_threshold(sink, item, way); break;
  }
}

static void say_missing(Sink *sink, const CoverItem *item, int way) {
  Place place = source_place(item->file, item->span.from);
  sink_format(sink, "  %4u:%-3u ", place.line, place.column);
  visible_print(sink, item->about);
  sink_c(sink, ": ");
  if (item->kind != COVER_THRESHOLD && !raised_by_any(item)) {
    testwords_source(sink, item->file, item->span);
    sink_c(sink, ": ");
  }
  suggest(sink, item, way);
  sink_char(sink, '\n');
}

static void say_all_missing(Sink *sink, const RuleCoverage *coverage) {
  const Source *file = NULL;
  for (size_t i = 0; i < coverage->all.count; i++) {
    const CoverItem *item = coverage->all.at[i];
    for (int way = 1; way >= 0; way--) {
      if (!cover_missing(item, way)) continue;
      if (item->file != file) {
        visible_print(sink, item->file->path);
        sink_char(sink, '\n');
      }
      file = item->file;
      say_missing(sink, item, way);
    }
  }
  if (file) sink_char(sink, '\n');
}

/* ---- the table ---- */

static void say_count(Sink *sink, CoverCount count) {
  if (!count.all) sink_format(sink, "%16s", "-");
  else sink_format(sink, "%16s", text_c(text_format("%zu of %zu", count.done, count.all)));
}

static void say_row(Sink *sink, const RuleCoverage *coverage, const Source *file, int width, bool colour) {
  Text name = file ? file->path : TEXT("all");
  visible_print(sink, name);
  sink_repeat(sink, ' ', (size_t)width - text_columns(name));
  for (unsigned kind = 0; kind < COVER_KINDS; kind++) say_count(sink, coverage_count(coverage, file, KINDS[kind]));
  Millionths share = coverage_share(coverage, file);
  const char *words = text_c(text_format("%9s", text_c(testwords_share_text(share))));
  testwords_coloured(sink, colour, share == DECIMAL_ONE ? TESTWORDS_GOOD : TESTWORDS_BAD, words);
  sink_char(sink, '\n');
}

typedef LIST(Source *) Files;

static Files files_of(const RuleCoverage *coverage) {
  Files files = {0};
  for (size_t i = 0; i < coverage->all.count; i++)
    if (!files.count || files.at[files.count - 1] != coverage->all.at[i]->file)
      list_push(&files, coverage->all.at[i]->file);
  return files;
}

static void say_table(Sink *sink, const RuleCoverage *coverage, bool colour) {
  Files files = files_of(coverage);
  size_t width = 5;
  for (size_t i = 0; i < files.count; i++)
    if (text_columns(files.at[i]->path) > width) width = text_columns(files.at[i]->path);
  sink_format(sink, "%-*s%16s%16s%16s%9s\n", (int)width, "", "branches", "conditions", "thresholds", "covered");
  for (size_t i = 0; i < files.count; i++) say_row(sink, coverage, files.at[i], (int)width, colour);
  say_row(sink, coverage, NULL, (int)width, colour);
}

void testcoverage_text(Sink *sink, const RuleCoverage *coverage, bool colour) {
  say_all_missing(sink, coverage);
  say_table(sink, coverage, colour);
}

/* ---- JSON ---- */

static const char *kind_word(CoverKind kind) {
  static const char *const words[] = {
    [COVER_BRANCH] = "branches", [COVER_CONDITION] = "conditions", [COVER_THRESHOLD] = "thresholds"};
  return words[kind];
}

static void put_counts(JsonOut *json, const RuleCoverage *coverage, const Source *file) {
  for (unsigned kind = 0; kind < COVER_KINDS; kind++) {
    CoverCount count = coverage_count(coverage, file, KINDS[kind]);
    jsonout_key(json, kind_word(KINDS[kind]));
    jsonout_open(json, '{');
    jsonout_put_number(json, "covered", (int64_t)count.done);
    jsonout_put_number(json, "all", (int64_t)count.all);
    jsonout_close(json, '}');
  }
  jsonout_put(json, "share", testwords_share_text(coverage_share(coverage, file)));
}

static const char *way_word(const CoverItem *item, int way) {
  switch (item->kind) {
    case COVER_BRANCH: return item->condition ? (way ? "yes" : "no") : way ? "taken" : "passed over";
    case COVER_CONDITION: return way ? "yes" : "no";
    case COVER_THRESHOLD: break;
  }
  return way ? "high side" : "low side";
}

static void put_missing(JsonOut *json, const CoverItem *item, int way) {
  Sink source = {0}, suggestion = {0};
  testwords_raw(&source, item->file, item->span);
  suggest(&suggestion, item, way);
  jsonout_open(json, '{');
  testwords_place(json, item->file, item->span);
  jsonout_put(json, "about", item->about);
  jsonout_put_c(json, "kind",
                item->kind == COVER_BRANCH      ? "branch"
                : item->kind == COVER_CONDITION ? "condition"
                                                : "threshold");
  jsonout_put(json, "source", sink_result(&source));
  jsonout_put_c(json, "missing", way_word(item, way));
  jsonout_put(json, "suggestion", sink_result(&suggestion));
  jsonout_close(json, '}');
}

void testcoverage_json(Sink *sink, const RuleCoverage *coverage) {
  JsonOut json = {.sink = sink};
  Files files = files_of(coverage);
  testwords_head(&json);
  put_counts(&json, coverage, NULL);
  jsonout_key(&json, "files");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < files.count; i++) {
    jsonout_open(&json, '{');
    jsonout_put(&json, "file", files.at[i]->path);
    put_counts(&json, coverage, files.at[i]);
    jsonout_close(&json, '}');
  }
  jsonout_close(&json, ']');
  jsonout_key(&json, "uncovered");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < coverage->all.count; i++)
    for (int way = 1; way >= 0; way--)
      if (cover_missing(coverage->all.at[i], way)) put_missing(&json, coverage->all.at[i], way);
  jsonout_close(&json, ']');
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- line by line ---- */

typedef struct Listing {
  Sink *sink;
  const RuleCoverage *coverage;
  size_t next;              /* the next item, in the order of places */
  bool colour;
} Listing;

static bool on_line(const Listing *at, size_t item, Source *file, uint32_t line) {
  if (item >= at->coverage->all.count || at->coverage->all.at[item]->file != file) return false;
  return source_place(file, at->coverage->all.at[item]->span.from).line == line;
}

static void say_line(const Listing *at, Source *file, uint32_t line) {
  size_t done = 0, all = 0;
  for (size_t i = at->next; on_line(at, i, file, line); i++)
    for (int way = 0; way < 2; way++) {
      const CoverItem *item = at->coverage->all.at[i];
      done += item->done[way] && !(item->one_way && way == 0);
      all += !(item->one_way && way == 0);
    }
  const char *sign = !all ? " " : done == all ? "+" : done ? "~" : "-";
  testwords_coloured(at->sink, at->colour && all, done == all ? TESTWORDS_GOOD : TESTWORDS_BAD, sign);
  sink_format(at->sink, " %5u  ", line);
  visible_print(at->sink, source_line(file, line));
  sink_char(at->sink, '\n');
}

static void say_note(const Listing *at, const CoverItem *item, int way) {
  sink_c(at->sink, "         | ");
  if (item->kind != COVER_THRESHOLD) {
    testwords_source(at->sink, item->file, item->span);
    sink_c(at->sink, ": ");
  }
  suggest(at->sink, item, way);
  sink_char(at->sink, '\n');
}

static void list_line(Listing *at, Source *file, uint32_t line) {
  say_line(at, file, line);
  for (; on_line(at, at->next, file, line); at->next++)
    for (int way = 1; way >= 0; way--)
      if (cover_missing(at->coverage->all.at[at->next], way)) say_note(at, at->coverage->all.at[at->next], way);
}

static void list_file(Listing *at, Source *file) {
  uint32_t lines = source_place(file, file->text.bytes).line;
  for (uint32_t line = 1; line <= lines; line++)
    if (line < lines || source_line(file, line).bytes) list_line(at, file, line);
}

void testcoverage_listing(Sink *sink, const RuleCoverage *coverage, bool colour) {
  Files files = files_of(coverage);
  Listing at = {.sink = sink, .coverage = coverage, .colour = colour};
  for (size_t i = 0; i < files.count; i++) {
    visible_print(sink, files.at[i]->path);
    sink_format(sink, "  (%s covered)\n", text_c(testwords_share_text(coverage_share(coverage, files.at[i]))));
    list_file(&at, files.at[i]);
    sink_char(sink, '\n');
  }
  say_table(sink, coverage, colour);
}
