#include "study/places.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int64_t power_of_ten(unsigned exponent) {
  int64_t power = 1;
  while (exponent--) power *= 10;
  return power;
}

/* Digits after the point; -1 when no number begins here. *end is where it ends. */
static int places(Text text, uint32_t *end) {
  uint32_t i = 0;
  int after = -1;
  while (i < text.bytes && !is_digit(text.at[i]) && i < 4) i++;   /* a sign, a pound sign */
  if (i == text.bytes || !is_digit(text.at[i])) return -1;
  for (; i < text.bytes && (is_digit(text.at[i]) || text.at[i] == '.' || text.at[i] == '_'); i++) {
    if (text.at[i] == '.') after = 0;
    else if (after >= 0 && is_digit(text.at[i])) after++;
  }
  *end = i;
  return after < 0 ? 0 : after;
}

static int64_t duration_place(Text unit) {
  if (text_starts(unit, TEXT("week"))) return 7;
  return text_starts(unit, TEXT("year")) ? 12 : 1;
}

static int64_t money_place(Text suffix, int64_t place) {
  if (text_starts(suffix, TEXT("bn"))) return place * 1000000000;
  if (text_starts(suffix, TEXT("m"))) return place * 1000000;
  return text_starts(suffix, TEXT("k")) ? place * 1000 : place;
}

int64_t place_written(Text written, const Type *type) {
  Text text = text_trim(written);
  uint32_t end = 0;
  int after = places(text, &end);
  if (after < 0 || after > 6) return 0;
  Text rest = text_trim(text_slice(text, end, text.bytes));
  int64_t place = power_of_ten((unsigned)(6 - after));
  switch (type->word) {
    case TYPE_DATE: return 1;
    case TYPE_DURATION: return duration_place(rest);
    case TYPE_PERCENT: return place >= 100 ? place / 100 : 1;
    case TYPE_MONEY: return money_place(rest, place);
    case TYPE_COUNT:
    case TYPE_NUMBER: return rest.bytes ? 0 : place;
    case TYPE_YES_NO: case TYPE_TEXT: case TYPE_PARTY: case TYPE_NAMED: break;
  }
  return 0;
}

int64_t place_usual(const Type *type) {
  switch (type->word) {
    case TYPE_PERCENT: return DECIMAL_ONE / 100;
    case TYPE_COUNT: case TYPE_NUMBER: case TYPE_MONEY: return DECIMAL_ONE;
    case TYPE_DATE: case TYPE_DURATION: case TYPE_YES_NO: case TYPE_TEXT: case TYPE_PARTY: case TYPE_NAMED: break;
  }
  return 1;
}

/* ---- the value lines of parameters ---- */

bool place_has_tag(const Step *step, uint32_t tag) {
  for (uint32_t i = 0; i < step->tag_count; i++)
    if (step->tags[i] == tag) return true;
  return false;
}

static bool speaks_of(const Decl *decl, const Parameter *parameter) {
  const Decl *base = parameter->subject.home.decl;
  return decl == base || (decl->kind == DECL_PARAMETER && decl->amends && decl->name.name == base->name.name);
}

/* In the order in which model/parameters.c numbers them. */
void places_each_line(const Program *program, const Parameter *parameter,
                      void (*visit)(void *owner, const ValueLine *line), void *owner) {
  ValueLine at = {.parameter = parameter};
  for (size_t m = 0; m < program->modules.count; m++) {
    Module *module = program->modules.at[m];
    for (size_t d = 0; d < module->tree->decls.count; d++) {
      const Decl *decl = module->tree->decls.at[d];
      if (!speaks_of(decl, parameter)) continue;
      at.home = (Home){decl, module, module->tree->source};
      for (size_t i = 0; i < decl->lines.count; i++) {
        at.line = decl->lines.at[i];
        if (at.line->kind != LINE_VALUE || !at.line->literal) continue;
        visit(owner, &at);
        at.tag++;
      }
    }
  }
}

typedef struct Wanted {
  const Step *step;
  int64_t place;
} Wanted;

static void take_place(void *owner, const ValueLine *at) {
  Wanted *wanted = owner;
  Span span = ast_absolute(at->home.decl, at->line->literal->span);
  if (place_has_tag(wanted->step, at->tag))
    wanted->place = place_written(text_slice(at->home.file->text, span.from, span.to), at->parameter->type);
}

int64_t place_of_parameter(const Program *program, const Parameter *parameter, const Step *step) {
  Wanted wanted = {step, 0};
  places_each_line(program, parameter, take_place, &wanted);
  return wanted.place;
}
