/* The form of the construct that is being typed. */
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
  jsonout_close(out, '}');
  jsonout_close(out, ']');
  jsonout_put_number(out, "activeSignature", 0);
  jsonout_close(out, '}');
}
