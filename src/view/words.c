#include "view/words.h"

const char *words_finding(FindingKind kind) {
  switch (kind) {
    case FINDING_GAP: return "gap";
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
