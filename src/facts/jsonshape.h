/* JSON values against the form that is due. Also amended parameters. */
#ifndef REMIT_FACTS_JSONSHAPE_H
#define REMIT_FACTS_JSONSHAPE_H
#include "base/json.h"
#include "facts/written.h"

Span json_span(const Json *json);
/* The text of a string, or of a number as written. */
Written json_words(Source *file, const Json *json);
Written json_key_words(Source *file, const JsonMember *member);
/* Says that `what` is due here instead; always false. */
bool json_refuse(Diags *diags, Source *file, const Json *json, const char *what, const char *mend);
/* Faults a key that is none of `keys` (ended by NULL), with the nearest of them. */
bool json_known_key(Diags *diags, Source *file, const JsonMember *member, const char *const *keys);
#endif
