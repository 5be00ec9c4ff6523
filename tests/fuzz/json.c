/* Any bytes as JSON: refused with a place, or read whole. */
#include "fuzz.h"
#include "base/json.h"

void fuzz_one(Text input) {
  JsonError error;
  json_document(input, &error);
}
