/* The form of the construct that is being typed. */
#include <string.h>
#include "cli/lsp.h"
#include "cli/lsp_place.h"

typedef struct Form {
  const char *word, *form, *what;
} Form;

static const Form FORMS[] = {
#define FORM(word, form, what) {word, form, what},
#include "cli/lsp_forms.def"
#undef FORM
};

static const Form *form_of(Text word) {
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
    if (text_equal(word, text_of(FORMS[i].word))) return &FORMS[i];
  return NULL;
}

/* The nearest word before the cursor that begins a construct: a clause before the declaration around it. */
static const Form *form_here(const TypingPlace *place) {
  for (size_t back = 1; back <= place->words.count; back++) {
    const Form *form = form_of(place_word(place, back));
    bool begins = back == place->words.count;
    if (form && (begins || form > form_of(TEXT("case")))) return form;
  }
  return NULL;
}

/* A statement of a case has no word of its own. */
static const Form STATEMENT = {"", "FACT is VALUE from DATE until DATE planned recorded DATE cite SOURCE",
                               "what the case states"};

/* ---- the slot of the form that is being filled ---- */

typedef struct Slots {      /* NAME, "LABEL", CONDITION: what the author fills in; the other words stand as they are */
  uint32_t at, to;          /* the word found last */
  unsigned count;           /* slots before it */
  bool slot;                /* it is one itself */
} Slots;

static bool parts_words(char c) { return !c || strchr(" ,;|", c) != NULL; }

static bool next_part(Text form, Slots *slots) {
  slots->count += slots->slot;
  slots->at = slots->to;
  while (slots->at < form.bytes && parts_words(form.at[slots->at])) slots->at++;
  slots->to = slots->at;
  while (slots->to < form.bytes && !parts_words(form.at[slots->to])) slots->to++;
  char first = slots->at < form.bytes ? form.at[slots->at] : ' ';
  slots->slot = first == '"' || (first >= 'A' && first <= 'Z');
  return slots->at < form.bytes;
}

/* The slots right behind the last place of the word: the first of them, and how many; none: 0. */
static unsigned slots_behind(Text form, Text word, unsigned *first) {
  unsigned many = 0;
  bool behind = false;
  for (Slots slots = {0}; next_part(form, &slots);) {
    bool found = text_equal(text_slice(form, slots.at, slots.to), word);
    if (found) many = 0;
    if (found) *first = slots.count;
    many += behind && slots.slot;
    behind = found || (behind && slots.slot);
  }
  return many;
}

/* Counted from the last word typed that stands in the form; as many words behind it, as many slots on. */
static unsigned active_slot(Text form, const TypingPlace *place, Text word) {
  for (size_t back = 1; back <= place->words.count; back++) {
    unsigned first = 0, many = slots_behind(form, place_word(place, back), &first);
    if (many) return first + (back - 1 < many ? (unsigned)back - 1 : many - 1);
    if (text_equal(place_word(place, back), word)) break;
  }
  return 0;
}

static void write_slots(JsonOut *out, Text form) {
  jsonout_key(out, "parameters");
  jsonout_open(out, '[');
  for (Slots slots = {0}; next_part(form, &slots);) {
    if (!slots.slot) continue;
    jsonout_open(out, '{');
    jsonout_key(out, "label");
    jsonout_open(out, '[');
    jsonout_number(out, slots.at);
    jsonout_number(out, slots.to);
    jsonout_close(out, ']');
    jsonout_close(out, '}');
  }
  jsonout_close(out, ']');
}

void lsp_signature(Request *request) {
  TypingPlace place = typing_place(request->document->text, request->offset);
  const Form *form = form_here(&place);
  JsonOut *out = request->out;
  if (!form && request->document->is_case && place.words.count) form = &STATEMENT;
  if (!form) return;
  jsonout_open(out, '{');
  jsonout_key(out, "signatures");
  jsonout_open(out, '[');
  jsonout_open(out, '{');
  jsonout_put_c(out, "label", form->form);
  jsonout_put_c(out, "documentation", form->what);
  write_slots(out, text_of(form->form));
  jsonout_close(out, '}');
  jsonout_close(out, ']');
  jsonout_put_number(out, "activeSignature", 0);
  jsonout_put_number(out, "activeParameter", active_slot(text_of(form->form), &place, text_of(form->word)));
  jsonout_close(out, '}');
}
