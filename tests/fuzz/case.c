/* Any bytes as the facts of a case, of the module in tests/fuzz/module.h: read, and every conclusion drawn from them.
 */
#define FUZZ_TARGET
#include "fuzz.h"
#include "engine/conclude.h"
#include "module.h"

#ifndef FUZZ_PATH
#define FUZZ_PATH "fuzz.case"
#endif

static Diags diags;
static Session *session;

void fuzz_start(void) {
  session = MEM_NEW(Session);  /* in the heap, so that it is put back */
  module_open(session, &diags);
}

void fuzz_one(Text input) {
  CaseFiles cases = {0};
  diags = (Diags){0};
  case_read_source(session, source_of_text(TEXT(FUZZ_PATH), input), TEXT(""), &cases);
  for (size_t i = 0; i < cases.count && i < 4; i++) {
    const CaseFile *file = cases.at[i];
    case_check(file, &diags);
    conclude_all(world_make(file->program, file, (WorldOptions){0}), file->dated ? file->as_at : 44000);
  }
}
