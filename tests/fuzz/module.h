/* A small module with a fact of every type, for the targets that read facts. */
#ifndef REMIT_TESTS_FUZZ_MODULE_H
#define REMIT_TESTS_FUZZ_MODULE_H
#include "facts/facts.h"
#include <stdlib.h>

#define FUZZ_MODULE                                                                        \
  "module fuzzed \"F\"\nsource paper \"P\" dated 2020\nparty council\nparty trust\n"       \
  "type service is care, help, school\nscale grade is bad < ok < good\n"                   \
  "fact yes_no : yes/no\nfact count_of : count\nfact number_of : number\n"                 \
  "fact rate : percent stale after 12 months\nfact cost : money\nfact day : date\n"        \
  "fact length : duration\nfact words : text\nfact holder : party\nfact mark : grade\n"    \
  "fact scope : set of service\nfact marks for each s in service : grade\n"                \
  "event change\nparameter limit : count\n is 2 from 2013-01-01\n is 3 from 2020\n"        \
  "role delivers exactly one\nduty care cite paper \"1\"\n"                                \
  " delivers trust when yes_no and ever mark is good\n delivers council otherwise\n"       \
  "right stop\n power of council over trust\n when rate > 20% or cost >= £5m\n"            \
  "requirement size\n on trust\n must count_of is between 2 and 9 by day + 6 months\n"     \
  "signature sign\n indicator a when count of change in last 24 months >= limit\n"         \
  " indicator b when changes of mark in last 5 years > 1\n probe \"?\"\n"                  \
  "define age : count gives days from day to today\ndefine old when age > 30\n"            \
  "define badly : date gives start of (mark is bad)\ndefine each : money gives cost / count_of\n" \
  "define long when yes_no for length\ndefine wide when care in scope or scope includes help\n"  \
  "define before : grade gives (mark at day)\ndefine said when words is \"x\" or words is known\n" \
  "define two when at least 2 of (marks[s] is bad for each s in service)\n"

/* A session in which the module `fuzzed` stands already, and its program. */
static inline Program *module_open(Session *session, Diags *diags) {
  CaseFiles cases = {0};
  session_open(session, TEXT(""), TEXT(""), diags);
  loader_text(session->loader, TEXT("fuzzed.remit"), text_of(FUZZ_MODULE), diags);
  case_read_source(session, source_of_text(TEXT("begun.case"), TEXT("case begun as at 2020-01-01 use fuzzed\n")), TEXT(""),
                   &cases);
  if (diags->errors || cases.count != 1) abort();
  return cases.at[0]->program;
}
#endif
