#include "view/testwords.h"
#include "view/visible.h"

/* Longer pieces of source are cut here. */
#define SOURCE_BYTES 90

void testwords_coloured(Sink *sink, bool colour, const char *code, const char *words) {
  if (colour) sink_format(sink, "\033[%sm%s\033[0m", code, words);
  else sink_c(sink, words);
}

void testwords_count(Sink *sink, size_t count, const char *one, const char *many) {
  sink_format(sink, "%zu %s", count, count == 1 ? one : many);
}

Text testwords_share_text(Millionths share) {
  int64_t tenths = share / 1000;
  if (tenths % 10 == 0) return text_format("%lld%%", (long long)(tenths / 10));
  return text_format("%lld.%lld%%", (long long)(tenths / 10), (long long)(tenths % 10));
}

void testwords_share(Sink *sink, Millionths share) { sink_text(sink, testwords_share_text(share)); }

/* ---- source ---- */

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

void testwords_raw(Sink *sink, const Source *file, Span span) {
  Text text = text_trim(text_slice(file->text, span.from, span.to));
  for (uint32_t from = 0, to; from < text.bytes; from = to) {
    for (to = from; to < text.bytes && !is_blank(text.at[to]);) to++;
    if (from) sink_char(sink, ' ');
    sink_text(sink, text_slice(text, from, to));
    while (to < text.bytes && is_blank(text.at[to])) to++;
  }
}

/* Never in the middle of a character. */
static uint32_t cut_at(Text text) {
  uint32_t at = SOURCE_BYTES;
  while (at > 0 && ((unsigned char)text.at[at] & 0xc0) == 0x80) at--;
  return at;
}

void testwords_source(Sink *sink, const Source *file, Span span) {
  Sink whole = {0};
  testwords_raw(&whole, file, span);
  Text text = sink_result(&whole);
  bool cut = text.bytes > SOURCE_BYTES;
  sink_char(sink, '`');
  visible_print(sink, cut ? text_slice(text, 0, cut_at(text)) : text);
  sink_c(sink, cut ? "…`" : "`");
}

/* ---- JSON ---- */

void testwords_head(JsonOut *json) {
  jsonout_open(json, '{');
  jsonout_put_number(json, "remit", 1);
  jsonout_put_c(json, "verb", "test");
}

void testwords_place(JsonOut *json, Source *file, Span span) {
  Place place = source_place(file, span.from);
  jsonout_put(json, "file", file->path);
  jsonout_put_number(json, "line", place.line);
  jsonout_put_number(json, "column", place.column);
}
