/* Completion that knows its place: parties after a role, facts and conclusions in a condition, values after `is`. */
#include <string.h>
#include "cli/lsp.h"
#include "cli/lsp_clauses.h"
#include "syntax/parse.h"

enum {
  ITEM_FUNCTION = 3,
  ITEM_FIELD = 5,
  ITEM_VARIABLE = 6,
  ITEM_CLASS = 7,
  ITEM_INTERFACE = 8,
  ITEM_MODULE = 9,
  ITEM_PROPERTY = 10,
  ITEM_ENUM = 13,
  ITEM_KEYWORD = 14,
  ITEM_REFERENCE = 18,
  ITEM_ENUM_MEMBER = 20,
  ITEM_CONSTANT = 21,
  ITEM_STRUCT = 22,
  ITEM_EVENT = 23
};

#define BIT(kind) (1u << MEANING_##kind)
#define READABLE                                                                                                       \
  (BIT(FACT) | BIT(PARAMETER) | BIT(DUTY) | BIT(RIGHT) | BIT(REQUIREMENT) | BIT(SIGNATURE) | BIT(DEFINITION))

typedef struct Proposal {
  JsonOut *out;
  const Analysis *analysis;
  TypingPlace place;
  bool is_case;
} Proposal;

/* ---- items ---- */

static void item(Proposal *to, Text word, int kind, const char *detail, Text label) {
  jsonout_open(to->out, '{');
  jsonout_put(to->out, "label", word);
  jsonout_put_number(to->out, "kind", kind);
  if (detail) jsonout_put_c(to->out, "detail", detail);
  if (label.bytes) jsonout_put(to->out, "documentation", label);
  jsonout_close(to->out, '}');
}

/* Words parted by blanks; `at_least` stands for two words. */
static void keywords(Proposal *to, const char *words) {
  for (const char *at = words; *at;) {
    const char *end = strchrnul(at, ' ');
    char *word = (char *)(uintptr_t)text_c((Text){at, (uint32_t)(end - at)});
    for (char *c = word; *c; c++)
      if (*c == '_') *c = ' ';
    item(to, text_of(word), ITEM_KEYWORD, NULL, TEXT(""));
    at = *end ? end + 1 : end;
  }
}

static void words_of_class(Proposal *to, unsigned classes) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (1u << words[i].class & classes) item(to, text_of(words[i].word), ITEM_KEYWORD, NULL, TEXT(""));
}

static int item_kind(MeaningKind kind) {
  switch (kind) {
    case MEANING_FACT: case MEANING_VARIABLE: return ITEM_VARIABLE;
    case MEANING_EVENT: return ITEM_EVENT;
    case MEANING_PARAMETER: return ITEM_CONSTANT;
    case MEANING_ROLE: case MEANING_GROUP: return ITEM_PROPERTY;
    case MEANING_MATTER: case MEANING_SOURCE: return ITEM_REFERENCE;
    case MEANING_DUTY: case MEANING_RIGHT: case MEANING_REQUIREMENT: return ITEM_INTERFACE;
    case MEANING_SIGNATURE: return ITEM_STRUCT;
    case MEANING_DEFINITION: return ITEM_FUNCTION;
    case MEANING_TYPE: return ITEM_ENUM;
    case MEANING_PARTY: return ITEM_CLASS;
    case MEANING_INDICATOR: return ITEM_FIELD;
    case MEANING_MEMBER: case MEANING_MODULE: case MEANING_CASE: break;    /* offered by other ways */
  }
  return ITEM_VARIABLE;
}

static void meaning_item(Proposal *to, const Meaning *meaning) {
  Text label = meaning->line ? meaning->line->label : meaning->decl->label;
  if (meaning->kind == MEANING_MEMBER) label = TEXT("");
  item(to, meaning->name->text, item_kind(meaning->kind), meaning_words(meaning), label);
}

static void meanings(Proposal *to, unsigned kinds) {
  const Index *index = to->analysis->index;
  for (size_t i = 0; i < index->all.count; i++)
    if (1u << index->all.at[i]->kind & kinds) meaning_item(to, index->all.at[i]);
}

static void parties(Proposal *to) { meanings(to, BIT(PARTY)); }

static const Meaning *thing_called(const Proposal *to, Text word) {
  const Name *name = names_find(to->analysis->session.names, word);
  return name ? index_thing(to->analysis->index, name) : NULL;
}

/* ---- parts and members ---- */

static void members_of(Proposal *to, const Name *type) {
  const Meaning *declared = type ? index_thing(to->analysis->index, type) : NULL;
  if (!declared || declared->kind != MEANING_TYPE) return;
  for (size_t i = 0; i < declared->decl->members.count; i++)
    if (declared->decl->members.at[i].name)
      item(to, declared->decl->members.at[i].name->text, ITEM_ENUM_MEMBER, text_c(type->text), TEXT(""));
}

/* The thing that a reference ending `back` words ago names: `name`, `name.part`, `name[member]`. */
static const Meaning *referred(const Proposal *to, size_t back, bool *part) {
  *part = false;
  if (place_is(&to->place, back + 1, ".")) {
    *part = true;
    back += 2;
  }
  if (place_is(&to->place, back, "]")) back += 3;
  return thing_called(to, place_word(&to->place, back));
}

static void parts(Proposal *to) {
  bool part;
  const Meaning *thing = referred(to, 2, &part);
  const Index *index = to->analysis->index;
  if (thing && thing->kind == MEANING_DUTY) meanings(to, BIT(ROLE));
  if (!thing || thing->kind != MEANING_SIGNATURE) return;
  for (size_t i = 0; i < index->all.count; i++) {
    const Meaning *meaning = index->all.at[i];
    if (meaning->kind == MEANING_INDICATOR && meaning->decl->name.name == thing->name) meaning_item(to, meaning);
  }
  keywords(to, "severity");
}

static void family(Proposal *to) {
  const Meaning *thing = thing_called(to, place_word(&to->place, 2));
  if (thing) members_of(to, thing->decl->each.type.name);
}

/* ---- values ---- */

static const TypeExpr *type_of(const Meaning *thing) {
  if (thing->kind == MEANING_FACT) return thing->decl->fact ? &thing->decl->fact->type : NULL;
  return thing->kind == MEANING_PARAMETER || thing->kind == MEANING_DEFINITION ? thing->decl->type : NULL;
}

static void values_of_type(Proposal *to, const Meaning *thing) {
  const TypeExpr *type = type_of(thing);
  Kin kin = kin_of_type(type);
  if (!type ? thing->kind == MEANING_DEFINITION : type->word == TYPE_YES_NO) keywords(to, "yes no");
  if (kin.party) parties(to);
  members_of(to, kin.type);
}

static void statuses(Proposal *to, const Meaning *thing) {
  switch (thing->kind) {
    case MEANING_RIGHT: keywords(to, "held not_held in_force conflict"); return;
    case MEANING_SIGNATURE: keywords(to, "raised not_raised in_force conflict"); return;
    case MEANING_REQUIREMENT: keywords(to, "met breached pending not_applicable in_force conflict"); return;
    case MEANING_FACT:
    case MEANING_EVENT:
    case MEANING_PARAMETER:
    case MEANING_ROLE:
    case MEANING_MATTER:
    case MEANING_DUTY:
    case MEANING_DEFINITION:
    case MEANING_TYPE:
    case MEANING_PARTY:
    case MEANING_MEMBER:
    case MEANING_SOURCE:
    case MEANING_GROUP:
    case MEANING_INDICATOR: case MEANING_MODULE: case MEANING_VARIABLE: case MEANING_CASE: break;
  }
}

/* `back`: how far back the last word of what is spoken of stands. */
static void values(Proposal *to, size_t back) {
  bool part;
  const Meaning *thing = referred(to, back, &part);
  bool states = to->is_case || place_is(&to->place, back + 1, "given") || place_is(&to->place, back + 1, "record");
  if (thing && part && thing->kind == MEANING_DUTY) {
    parties(to);
    keywords(to, "nobody");
  } else if (thing && !part) {
    values_of_type(to, thing);
    statuses(to, thing);
  }
  keywords(to, states ? "unknown at_least at_most between one_of none"
                      : "known unknown disputed at_least at_most between one_of");
}

/* ---- conditions ---- */

static void variables(Proposal *to) {
  for (size_t i = 3; i <= to->place.words.count; i++)
    if (place_is(&to->place, i, "each") && i >= 2)
      item(to, place_word(&to->place, i - 1), ITEM_VARIABLE, "variable", TEXT(""));
}

static void condition(Proposal *to) {
  variables(to);
  meanings(to, READABLE);
  keywords(
    to, "not ever never at_least at_most all_of none_of count_of changes_of start_of first last days_from months_from "
        "years_from today raised_signatures breached_requirements held_rights yes no");
  if (text_equal(place_declares(&to->place), TEXT("signature"))) keywords(to, "all_indicators indicators");
}

/* ---- modules ---- */

static void modules_in(Proposal *to, Text folder) {
  static const Text endings[] = {{".remit", 6}, {NULL, 0}};
  Paths files = {0};
  if (!folder_is(folder) || !folder_files_near(folder, endings, &files)) return;
  for (size_t i = 0; i < files.count; i++) {
    const char *slash = memrchr(files.at[i].at, '/', files.at[i].bytes);
    size_t from = slash ? (size_t)(slash - files.at[i].at) + 1 : 0;
    Text name = text_slice(files.at[i], from, files.at[i].bytes - 6);
    item(to, name, ITEM_MODULE, "module", TEXT(""));
  }
}

static void modules(Proposal *to, const Server *server) {
  Text folder = to->analysis->document->path;
  while (folder.bytes && folder.at[folder.bytes - 1] != '/') folder.bytes--;
  if (folder.bytes > 1) modules_in(to, text_slice(folder, 0, folder.bytes - 1));
  if (!text_equal(text_format("%s/", text_c(server->library)), folder)) modules_in(to, server->library);
}

/* ---- by place ---- */

static void line_starts(Proposal *to) {
  static const struct { const char *declares, *words;
  } starts[] = {
    {"duty", "cite in_force"},
    {"right", "claim_of power_of liberty_of immunity_of on when held_when not_held_when unknown_when cite in_force"},
    {"requirement", "on applies_when not_applicable_when must cite in_force"},
    {"signature", "group indicator mitigation raised_when severity probe cite in_force"},
    {"parameter", "is cite"},
    {"define", "gives when cite"},
    {"fact", "ask fixed decided_by judged_by stale_after cite"},
    {"scenario", "case as_at as_known as_planned given expect"},
    {"source", "by dated stated implied opinion proposed"},
  };
  Text declares = place_declares(&to->place);
  if (text_equal(declares, TEXT("duty"))) meanings(to, BIT(ROLE));
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (text_equal(declares, text_of(starts[i].declares))) keywords(to, starts[i].words);
  keywords(to, "and or");
}

static void at_margin(Proposal *to) {
  if (!to->is_case) {
    words_of_class(to, 1u << WORD_DECLARATION);
    return;
  }
  keywords(to, "case use source party");
  meanings(to, BIT(FACT) | BIT(EVENT));
}

static bool is_role_line(const Proposal *to) {
  size_t count = to->place.words.count;
  if (!count || !text_equal(place_declares(&to->place), TEXT("duty"))) return false;
  const Word *last = &to->place.words.at[count - 1];
  const Meaning *thing = thing_called(to, last->text);
  return last->first && thing && thing->kind == MEANING_ROLE;
}

static void amended(Proposal *to, Text kind) {
  static const struct { const char *word; unsigned bit; } kinds[] = {
    {"duty", BIT(DUTY)}, {"right", BIT(RIGHT)}, {"requirement", BIT(REQUIREMENT)}, {"signature", BIT(SIGNATURE)},
    {"define", BIT(DEFINITION)}, {"parameter", BIT(PARAMETER)}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (text_equal(kind, text_of(kinds[i].word))) meanings(to, kinds[i].bit);
}

static bool after_of(Proposal *to) {
  const TypingPlace *place = &to->place;
  if (!place_is(place, 1, "of")) return false;
  if (place_is(place, 2, "set")) {
    meanings(to, BIT(TYPE));
    keywords(to, "party");
  } else if (place_is(place, 2, "signatures")) meanings(to, BIT(GROUP));
  else if (place_is(place, 2, "count")) meanings(to, BIT(EVENT));
  else if (place_is(place, 2, "changes") || place_is(place, 2, "start")) meanings(to, READABLE);
  else parties(to);
  return true;
}

static bool any_of(const TypingPlace *place, const char *words) {
  Text last = place_word(place, 1);
  for (const char *at = words; *at && last.bytes;) {
    const char *end = strchrnul(at, ' ');
    if (text_equal(last, (Text){at, (uint32_t)(end - at)})) return true;
    at = *end ? end + 1 : end;
  }
  return false;
}

/* A list goes on: what governs it stands before its names. */
static void drop_list(TypingPlace *place) {
  while (place_is(place, 1, ",")) {
    size_t back = place_is(place, 2, "\"") ? 3 : 2;
    place->words.count -= back < place->words.count ? back : place->words.count;
  }
}

static bool on_what(Proposal *to) {
  Text declares = place_declares(&to->place);
  if (!place_is(&to->place, 1, "on")) return false;
  if (text_equal(declares, TEXT("right"))) meanings(to, BIT(MATTER));
  else if (text_equal(declares, TEXT("requirement"))) parties(to);
  return true;
}

/* Where a value is due: after `is`, `is not`, `includes`, `=`, `one of (`. */
static bool value_due(Proposal *to) {
  const TypingPlace *place = &to->place;
  bool list = place_is(place, 1, "(") && place_is(place, 2, "of") && place_is(place, 3, "one");
  bool negated = place_is(place, 1, "not") && place_is(place, 2, "is");
  bool value_line = place_is(place, 1, "is") && place->words.at[place->words.count - 1].first;
  if (value_line) {
    const Meaning *thing = thing_called(to, place->words.count > 1 ? place->words.at[1].text : TEXT(""));
    if (thing) values_of_type(to, thing);
    return true;
  }
  if (list && place_is(place, 4, "is")) return values(to, 5), true;
  if (negated) return values(to, 3), true;
  if (!any_of(place, "is includes excludes =")) return false;
  values(to, 2);
  return true;
}

static bool names_due(Proposal *to, const Server *server) {
  const TypingPlace *place = &to->place;
  if (place_is(place, 1, ".")) return parts(to), true;
  if (place_is(place, 1, "[")) return family(to), true;
  if (place_is(place, 1, "use")) return modules(to, server), true;
  if (place_is(place, 1, "cite")) return meanings(to, BIT(SOURCE)), true;
  if (place_is(place, 1, "group")) return meanings(to, BIT(GROUP)), true;
  if (place_is(place, 1, "amend")) return keywords(to, "duty right requirement signature define parameter"), true;
  if (place_is(place, 2, "amend")) return amended(to, place_word(place, 1)), true;
  if (any_of(place, "severity with")) return keywords(to, "low medium high"), true;
  if (any_of(place, "given record")) return meanings(to, BIT(FACT) | BIT(EVENT) | BIT(PARAMETER)), true;
  if (any_of(place, "first last")) return meanings(to, BIT(EVENT)), true;
  if (place_is(place, 1, "as")) return keywords(to, "stated implied opinion proposed at known planned"), true;
  if (place_is(place, 1, "because")) return meanings(to, READABLE | BIT(INDICATOR) | BIT(EVENT)), true;
  return on_what(to) || after_of(to);
}

static bool types_due(Proposal *to) {
  const TypingPlace *place = &to->place;
  if (place_is(place, 1, "in") && place_is(place, 3, "each")) return meanings(to, BIT(TYPE)), true;
  if (!place_is(place, 1, ":")) return false;
  keywords(to, "yes/no set_of party");
  words_of_class(to, 1u << WORD_TYPE);
  meanings(to, BIT(TYPE));
  return true;
}

static bool parties_due(Proposal *to) {
  const TypingPlace *place = &to->place;
  bool by = place_is(place, 1, "by") && (place_is(place, 2, "decided") || place_is(place, 2, "judged"));
  bool role = is_role_line(to);
  bool immune = place_is(place, 1, "from") && text_equal(place_declares(place), TEXT("right"));
  if (!role && !by && !immune && !any_of(place, "over against")) return false;
  parties(to);
  if (role) keywords(to, "unknown");
  return true;
}

static void propose(Proposal *to, const Server *server) {
  static const char openers[] =
    "when and or not must expect gives ( < > = + - * / ever never at since between by to after for in";
  if (to->place.quiet) return;
  if (to->place.margin) return at_margin(to);
  drop_list(&to->place);
  if (clauses_date_due(&to->place, to->is_case)) return keywords(to, "between");
  if (names_due(to, server) || types_due(to) || parties_due(to) || value_due(to)) return;
  if (to->place.first) return line_starts(to);
  if (any_of(&to->place, openers)) return condition(to);
  if (place_is(&to->place, 2, "always")) condition(to);
  keywords(to, clauses_here(&to->place, to->is_case));
}

void lsp_completion(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  TypingPlace place = typing_place(request->document->text, request->offset);
  Proposal proposal = {request->out, analysis, place, request->document->is_case};
  jsonout_open(request->out, '[');
  propose(&proposal, request->server);
  jsonout_close(request->out, ']');
}
