#include "model/cell.h"
#include "model/print.h"

static const char *yes_no_word(const Value *value, const char *yes, const char *no) {
  return value_is_yes(value) ? yes : value_is_no(value) ? no : "unknown";
}

static const char *requirement_word(const Value *value) {
  if (!value_certain(value)) return "unknown";
  if (value->may == UINT64_C(1) << REQUIREMENT_MET) return "met";
  if (value->may == UINT64_C(1) << REQUIREMENT_BREACHED) return "breached";
  return value->may == UINT64_C(1) << REQUIREMENT_PENDING ? "pending" : "not applicable";
}

const char *cell_status(const Unit *unit, const Value *value) {
  if (value->flags & VALUE_CONFLICT) return "conflict";
  if (value->flags & VALUE_NOT_IN_FORCE) return "not in force";
  switch (unit->kind) {
    case UNIT_RIGHT: return yes_no_word(value, "held", "not held");
    case UNIT_REQUIREMENT: return requirement_word(value);
    case UNIT_SIGNATURE: return yes_no_word(value, "raised", "not raised");
    case UNIT_INDICATOR:
    case UNIT_MITIGATION: return yes_no_word(value, "yes", "no");
    case UNIT_DEFINITION:
    case UNIT_ROLE:
    case UNIT_SEVERITY: break;
  }
  return NULL;
}

void cell_position(Sink *sink, const Unit *unit, const Value *value, bool unsettled) {
  if (unsettled) sink_c(sink, "unsettled");
  else if (value->must) print_exact(sink, unit->type, value);
  else sink_c(sink, "nobody");
}

void cell_print(Sink *sink, const Unit *unit, const Value *value) {
  const char *word = cell_status(unit, value);
  if (word) sink_c(sink, word);
  else if (unit->kind == UNIT_ROLE && value_certain(value)) cell_position(sink, unit, value, false);
  else print_cell(sink, unit->type, value);
}
