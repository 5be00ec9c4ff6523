/* What every output says first: which case, rules and date, and what was taken for granted. */
#ifndef REMIT_VIEW_HEAD_H
#define REMIT_VIEW_HEAD_H
#include "facts/facts.h"

typedef enum DateOrigin { DATE_GIVEN, DATE_OF_CASE, DATE_TODAY } DateOrigin;

typedef struct HeadParameter {
  Text name, value;         /* as on the command line */
} HeadParameter;

typedef struct Head {
  const char *verb;
  const Program *program;
  const CaseFile *case_file;    /* NULL: no case, only rules */
  Day as_at;
  DateOrigin origin;
  bool as_known;
  Day known_on;
  bool as_planned;
  LIST(Text) supposed;          /* statements as they were given */
  LIST(HeadParameter) parameters;
} Head;

#define HEAD_NOT_ADVICE \
  "This is what the rules and the facts given come to. It is not legal advice, and it is no substitute for it."
#endif
