#include "cli/lsp_place.h"

static bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The last line before the offset that begins with a letter at the margin. */
static uint32_t declaration_start(Text text, uint32_t offset) {
  for (uint32_t at = offset;; at--) {
    while (at && text.at[at - 1] != '\n') at--;
    bool letter = at < text.bytes && at < offset && text.at[at] >= 'a' && text.at[at] <= 'z';
    if (letter || !at) return at;
  }
}

static uint32_t skip_text(Text text, uint32_t at, uint32_t end) {
  while (at < end && text.at[at] != '"' && text.at[at] != '\n') at += text.at[at] == '\\' ? 2 : 1;
  return at;
}

typedef struct Lexing {
  TypingPlace *place;
  Text text;
  uint32_t at, end;
  bool first;               /* nothing yet on this line */
} Lexing;

static void push(Lexing *lexing, uint32_t from, uint32_t to) {
  list_push(&lexing->place->words, ((Word){text_slice(lexing->text, from, to), lexing->first}));
  lexing->first = false;
  lexing->at = to;
}

static void next_word(Lexing *lexing) {
  uint32_t from = lexing->at, to = from + 1;
  char c = lexing->text.at[from];
  if (c == '\n') lexing->first = true;
  if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
    lexing->at++;
  } else if (c == '#') {
    while (to < lexing->end && lexing->text.at[to] != '\n') to++;
    lexing->place->quiet = to == lexing->end;
    lexing->at = to;
  } else if (c == '"') {
    uint32_t closed = skip_text(lexing->text, to, lexing->end);
    lexing->place->quiet = closed >= lexing->end;
    push(lexing, from, to);
    lexing->at = closed < lexing->end ? closed + 1 : lexing->end;
  } else {
    while (in_name(c) && to < lexing->end && in_name(lexing->text.at[to])) to++;
    push(lexing, from, to);
  }
}

TypingPlace typing_place(Text text, uint32_t offset) {
  TypingPlace place = {0};
  uint32_t from = offset;
  while (from && in_name(text.at[from - 1])) from--;
  place.begun = text_slice(text, from, offset);
  place.margin = from == 0 || text.at[from - 1] == '\n';
  if (place.margin) {
    place.first = true;
    return place;
  }
  Lexing lexing = {.place = &place, .text = text, .at = declaration_start(text, from), .end = from, .first = true};
  while (lexing.at < from && !place.quiet) next_word(&lexing);
  place.first = lexing.first;
  return place;
}

Text place_word(const TypingPlace *place, size_t back) {
  return back <= place->words.count ? place->words.at[place->words.count - back].text : TEXT("");
}

bool place_is(const TypingPlace *place, size_t back, const char *word) {
  return text_equal(place_word(place, back), text_of(word));
}

Text place_declares(const TypingPlace *place) {
  if (!place->words.count) return TEXT("");
  bool amends = text_equal(place->words.at[0].text, TEXT("amend")) && place->words.count > 1;
  return place->words.at[amends ? 1 : 0].text;
}
