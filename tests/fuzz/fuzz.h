/* What every fuzz target shares: one input, one heap, released afterwards. A target defines fuzz_one. */
#ifndef REMIT_TESTS_FUZZ_H
#define REMIT_TESTS_FUZZ_H
#include "base/mem.h"
#include "source/diag.h"

void fuzz_one(Text input);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  if (count > 1u << 20) return 0;
  mem_open();
  fuzz_one((Text){(const char *)bytes, (uint32_t)count});
  mem_close();
  return 0;
}
#endif
