/* What every fuzz target shares. A target defines both: fuzz_start makes, once, what every run begins with (a module
 * read, say), and fuzz_one takes an input. What a run allocates or changes is undone behind it: see heap.c. */
#ifndef REMIT_TESTS_FUZZ_H
#define REMIT_TESTS_FUZZ_H
#include "base/mem.h"
#include "source/diag.h"

void fuzz_start(void);
void fuzz_one(Text input);
void heap_keep(void);         /* what has been allocated so far stays */

#ifdef FUZZ_TARGET
int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  (void)count, (void)arguments;
  mem_open();
  fuzz_start();
  heap_keep();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  fuzz_one((Text){(const char *)bytes, (uint32_t)count});
  mem_close();
  return 0;
}
#endif
#endif
