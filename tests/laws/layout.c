/* The laws of `remit fmt` over many texts in one process: laid out, a text reads as the same tree; only white space has
 * changed, so that every comment stands between the same words as before; and laying it out again changes nothing.
 *
 * A request is a line `rules BYTES` or `case BYTES`, and then those bytes. At the end stands how many were sound. A text
 * that breaks a law is written to standard output behind a line that says which, and the status is 1.
 */
#include <stdio.h>
#include <string.h>
#include "base/sink.h"
#include "syntax/format.h"
#include "syntax/parse.h"

static Tree *read_tree(Text text, bool is_case, bool *sound) {
  Names names = {0};
  Diags diags = {0};
  Source *source = source_of_text(TEXT("text"), text);
  Tree *tree = is_case ? parse_case(&names, source, &diags) : parse_rules(&names, source, &diags);
  *sound = !diags.errors;
  return tree;
}

static Text laid_out(const Tree *tree) {
  Sink sink = {0};
  format_tree(&sink, tree);
  return sink_result(&sink);
}

static bool white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static bool same_but_for_white(Text a, Text b) {
  uint32_t i = 0, k = 0;
  for (;; i++, k++) {
    while (i < a.bytes && white(a.at[i])) i++;
    while (k < b.bytes && white(b.at[k])) k++;
    if (i == a.bytes || k == b.bytes) return i == a.bytes && k == b.bytes;
    if (a.at[i] != b.at[k]) return false;
  }
}

/* The law that does not hold, in words; NULL: all do. */
static const char *broken(Text text, bool is_case, bool *sound) {
  bool sound_again;
  Tree *tree = read_tree(text, is_case, sound);
  if (!*sound) return NULL;
  Text once = laid_out(tree);
  Tree *again = read_tree(once, is_case, &sound_again);
  if (!sound_again || !tree_equal(tree, again)) return "what was laid out reads as something else";
  if (!same_but_for_white(text, once)) return "more than white space has changed";
  Text twice = laid_out(again);
  if (!text_equal(once, twice)) return "laid out again it is another";
  return tree->comments.count == again->comments.count ? NULL : "another number of comments";
}

static bool read_request(bool *is_case, Text *text) {
  char what[8];
  size_t bytes;
  if (scanf("%7s %zu", what, &bytes) != 2) return false;
  getchar();
  char *room = mem_alloc_flat(bytes + 1);
  *is_case = strcmp(what, "case") == 0;
  *text = (Text){room, (uint32_t)bytes};
  return fread(room, 1, bytes, stdin) == bytes;
}

int main(void) {
  size_t sound_texts = 0, all = 0;
  bool is_case, sound;
  Text text;
  mem_open();
  for (; read_request(&is_case, &text); all++) {
    const char *law = broken(text, is_case, &sound);
    sound_texts += sound;
    if (!law) continue;
    printf("%s: %s\n%.*s", is_case ? "case" : "rules", law, (int)text.bytes, text.at);
    return 1;
  }
  printf("%zu of %zu texts were sound, and every law held\n", sound_texts, all);
  return 0;
}
