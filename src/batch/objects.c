/* Rows of NDJSON. What is plain is read here: flat objects, or `facts` in an object of their own, with strings without
 * escapes, numbers without exponents, true, false and null. Any other line (events, histories) is the tree evaluator's,
 * which also has the last word on what is wrong. */
#include <string.h>
#include "base/json.h"
#include "batch/read.h"
#include "source/clean.h"

typedef struct ObjectLine {
  Reader *reader;
  Block *block;
  Text text;
  uint32_t at, row;
} ObjectLine;

static inline char here(const ObjectLine *line) {
  return line->text.at[line->at];
} /* a line feed or pad stands behind the last */

static inline void skip_space(ObjectLine *line) {
  while (here(line) == ' ' || here(line) == '\t') line->at++;
}

static inline bool take(ObjectLine *line, char c) {
  skip_space(line);
  if (line->at >= line->text.bytes || here(line) != c) return false;
  line->at++;
  skip_space(line);
  return true;
}

/* A string without escapes and control characters, from its opening quote. */
static inline bool take_string(ObjectLine *line, Text *string) {
  const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
  if (here(line) != '"') return false;
  uint32_t at = line->at + 1;
  for (; at < line->text.bytes; at += 8) {
    uint64_t word = words_load(line->text.at + at), quote = word ^ ones * '"', slash = word ^ ones * '\\';
    uint64_t control = (word - ones * 0x20) & ~word;
    uint64_t found = (((quote - ones) & ~quote) | ((slash - ones) & ~slash) | control) & tops;
    if (!found) continue;
    at += (uint32_t)__builtin_ctzll(found) / 8;
    break;
  }
  if (at >= line->text.bytes || line->text.at[at] != '"') return false;
  *string = (Text){line->text.at + line->at + 1, at - line->at - 1};
  line->at = at + 1;
  return true;
}

static inline bool digit(char c) { return c >= '0' && c <= '9'; }

/* As JSON writes it, without an exponent. */
static inline bool take_number(ObjectLine *line, Text *number) {
  uint32_t from = line->at, at = from;
  const char *text = line->text.at;
  at += text[at] == '-';
  if (!digit(text[at]) || (text[at] == '0' && digit(text[at + 1]))) return false;
  while (digit(text[at])) at++;
  if (text[at] == '.') {
    if (!digit(text[at + 1])) return false;
    for (at++; digit(text[at]);) at++;
  }
  if (text[at] == 'e' || text[at] == 'E') return false;
  *number = (Text){text + from, at - from};
  line->at = at;
  return true;
}

static bool take_word(ObjectLine *line, const char *word, uint32_t bytes) {
  if (memcmp(line->text.at + line->at, word, bytes) != 0) return false;
  line->at += bytes;
  return true;
}

/* ---- values ---- */

static bool put_truth(ObjectLine *line, const Column *column, uint8_t code) {
  if (column->word != TYPE_YES_NO || !line->block->codes[column->slot]) return false;
  line->block->codes[column->slot][line->row] = code;
  return true;
}

static bool put_number(ObjectLine *line, Column *column, Text number) {
  if (column->word != TYPE_NUMBER && column->word != TYPE_COUNT) return false;
  return convert_plain(&line->reader->converter, column, line->row, number);
}

static bool put_string(ObjectLine *line, Column *column, Text string) {
  Converter *converter = &line->reader->converter;
  if (column->number == NO_NUMBER) {
    uint8_t code = words_code(&column->words, string.at, string.bytes);
    if (code != CODE_PATCHED && string.bytes) {
      line->block->codes[column->slot][line->row] = code;
      return true;
    }
  }
  return string.bytes && convert_words(converter, column, line->row, text_trim(string));
}

static bool take_fact(ObjectLine *line, Column *column) {
  Text text;
  switch (here(line)) {
    case '"': return take_string(line, &text) && put_string(line, column, text);
    case 't': return take_word(line, "true", 4) && put_truth(line, column, 1);
    case 'f': return take_word(line, "false", 5) && put_truth(line, column, 0);
    case 'n': return take_word(line, "null", 4);
    default: return take_number(line, &text) && put_number(line, column, text);
  }
}

/* What nobody needs: checked as JSON, no more (that no key of it stands twice is part of that). */
static bool pass_value(ObjectLine *line) {
  JsonReader json;
  Text text;
  JsonPiece piece;
  if (here(line) == '"' && take_string(line, &text)) return true;
  if (take_number(line, &text)) return true;
  json_begin(&json, line->text, line->at);
  do piece = json_next(&json);
  while (piece != JSON_DONE && piece != JSON_FAILED);
  JsonError error;
  Text whole = text_slice(line->text, line->at, (uint32_t)json.at);
  line->at = (uint32_t)json.at;
  return piece == JSON_DONE && json_document(whole, &error) != NULL;
}

static bool take_head(ObjectLine *line, const Column *column) {
  Text text;
  if (column->use == COLUMN_CASE) {
    if (here(line) == '"' ? !take_string(line, &text) : !take_number(line, &text)) return false;
    line->block->keys[(size_t)line->row * line->block->key_count] = text;
    return true;
  }
  if (!take_string(line, &text)) return false;
  return line->reader->options->as_at_given || (text.bytes && convert_date(&line->reader->converter, line->row, text));
}

/* ---- members ---- */

static bool take_members(ObjectLine *line, bool top);

static bool take_special(ObjectLine *line, Text key, bool top) {
  Text text;
  if (top && text_equal(key, TEXT("facts"))) return take_members(line, false);
  if (top && text_equal(key, TEXT("use"))) return take_string(line, &text);
  if (top && text_equal(key, TEXT("events"))) return false;
  return line->reader->table.passes_others && pass_value(line);
}

static bool take_member(ObjectLine *line, bool top) {
  Text key;
  Table *table = &line->reader->table;
  if (!take_string(line, &key) || !take(line, ':')) return false;
  const WordSlot *slot = words_find(&table->keys, key.at, key.bytes);
  if (!slot) return take_special(line, key, top);
  Column *column = &table->columns.at[slot->code];
  if (column->seen == line->reader->ordinal) return false;
  column->seen = line->reader->ordinal;
  switch (column->use) {
    case COLUMN_PASSED: return pass_value(line);
    case COLUMN_FACT: return take_fact(line, column);
    case COLUMN_CASE: case COLUMN_AS_AT: return top && take_head(line, column);
    case COLUMN_TREE: break;
  }
  return false;
}

static bool take_members(ObjectLine *line, bool top) {
  if (!take(line, '{')) return false;
  if (take(line, '}')) return true;
  do {
    if (!take_member(line, top)) return false;
  } while (take(line, ','));
  return take(line, '}');
}

/* ---- lines ---- */

/* Clean text; a plain way for what has nothing but printable ASCII. */
static bool clean_line(const Reader *reader, Text text) {
  uint64_t separators, lines, quotes, odd, any = 0;
  for (uint32_t at = 0; at < text.bytes; at += 64) {
    reader->kernels->marks(text.at + at, &separators, &lines, &quotes, &odd);
    if (text.bytes - at < 64) odd &= (UINT64_C(1) << (text.bytes - at)) - 1;
    any |= odd;
  }
  return !any || clean_text(text);
}

static void take_line(Reader *reader, Block *block, Text text) {
  uint32_t row = read_new_row(reader, block, text);
  ObjectLine line = {reader, block, {block->at[row].at, block->at[row].bytes}, 0, row};
  block_unknown(block, row, ROW_PLAIN);
  if (!clean_line(reader, line.text)) {
    read_refuse(reader, block, row,
                (WrongRow){.words = TEXT("a character that no text may hold"), .code = DIAG_BYTE_CONTROL});
    return;
  }
  if (block->plan->today != NO_NUMBER) convert_date(&reader->converter, row, TEXT(""));
  if (take_members(&line, true) && line.at == line.text.bytes) return;
  block_unknown(block, row, ROW_TREE);
}

static bool blank(Text text) {
  for (uint32_t i = 0; i < text.bytes; i++)
    if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '\r') return false;
  return true;
}

static const char *line_end(const Reader *reader, Text text) {
  const char *end = text.bytes ? memchr(text.at, '\n', text.bytes) : NULL;
  return end || !reader->input.ended ? end : text.at + text.bytes;
}

bool read_objects(Reader *reader, Block *block) {
  Input *input = &reader->input;
  while (block->rows < block->room && input->passed < reader->limit) {
    Text text = input_text(input);
    const char *end = line_end(reader, text);
    if (!text.bytes && input->ended) break;
    if (!end && block->rows) break;
    if (!end) {
      if (!input_more(input)) break;
      block->start = input_text(input).at;
      continue;
    }
    uint32_t bytes = (uint32_t)(end - text.at);
    bool last = bytes == text.bytes;
    if (!blank(text_slice(text, 0, bytes))) take_line(reader, block, text_slice(text, 0, bytes));
    input_pass(input, bytes + !last, !last);
    if (block->any_bad && reader->options->errors == BATCH_STOP) break;
  }
  return block->rows > 0;
}
