/* Any bytes as JSON: refused with a place, or read whole. */
#define FUZZ_TARGET
#include "fuzz.h"
#include "base/json.h"

void fuzz_start(void) {}

void fuzz_one(Text input) {
  JsonError error;
  json_document(input, &error);
}
