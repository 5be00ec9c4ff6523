/* The same facts in their other form: see case.c. */
#define FUZZ_PATH "fuzz.csv"
#include "case.c"
