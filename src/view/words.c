#include "view/words.h"
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

const char *words_status(const Unit *unit, const Value *value) {
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

void words_cell(Sink *sink, const Unit *unit, const Value *value) {
  const char *word = words_status(unit, value);
  if (word) sink_c(sink, word);
  else if (unit->kind == UNIT_ROLE && value_certain(value) && !value->may) sink_c(sink, "nobody");
  else print_cell(sink, unit->type, value);
}

const char *words_finding(FindingKind kind) {
  switch (kind) {
    case FINDING_GAP: return "gap";
    case FINDING_TOO_MANY: return "too many";
    case FINDING_BREACHED: return "breached";
    case FINDING_RAISED: return "raised";
    case FINDING_CONFLICT: return "conflict";
    case FINDING_POSSIBLE_CONFLICT: return "possible conflict";
    case FINDING_DISPUTED: return "disputed";
    case FINDING_ERROR: return "error";
    case FINDING_UNSETTLED: return "unsettled";
    case FINDING_INVARIANT: return "invariant";
  }
  return "";
}

const char *words_right(RightKind kind) {
  switch (kind) {
    case RIGHT_CLAIM: return "claim";
    case RIGHT_POWER: return "power";
    case RIGHT_LIBERTY: return "liberty";
    case RIGHT_IMMUNITY: return "immunity";
  }
  return "";
}

DiagCode words_error(const Value *value) {
  switch (value->error >> 24) {
    case VALUE_ERROR_BY_ZERO: return DIAG_RESULT_BY_ZERO;
    case VALUE_ERROR_DATE_RANGE: return DIAG_RESULT_DATE;
    default: return DIAG_RESULT_LARGE;   /* VALUE_ERROR_OVERFLOW: not an enumeration, so this hides no case */
  }
}
