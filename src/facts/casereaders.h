/* A reader for each form of a case: `.case`, JSON, CSV. Each adds the cases of a file that have no mistake; the others'
 * mistakes go to the session's messages. `rules` is the module where a case names none, or empty. */
#ifndef REMIT_FACTS_CASEREADERS_H
#define REMIT_FACTS_CASEREADERS_H
#include "base/json.h"
#include "facts/facts.h"

void read_case_text(Session *session, Source *file, Text rules, CaseFiles *cases);
void read_case_json(Session *session, Source *file, Text rules, CaseFiles *cases);
/* One object of a JSON file as a case; `name` where it gives itself none. */
void read_case_object(Session *session, Source *file, const Json *object, Text name, Text rules, CaseFiles *cases);
void read_case_csv(Session *session, Source *file, Text rules, CaseFiles *cases);
#endif
