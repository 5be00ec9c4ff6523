/* Messages for programs: as the project's own JSON, and as SARIF 2.1.0 for editors and code hosts. */
#ifndef REMIT_VIEW_DIAGJSON_H
#define REMIT_VIEW_DIAGJSON_H
#include "base/sink.h"
#include "source/diag.h"

/* One object: `messages`, each with code, severity, place, text, mend and notes, and how many errors and warnings. */
void diagjson_print(Sink *sink, const Diags *diags);
void diagjson_sarif(Sink *sink, const Diags *diags, const char *version);
#endif
