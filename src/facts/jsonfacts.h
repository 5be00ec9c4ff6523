/* The `facts` and `events` of a case in JSON. Also amended parameters. */
#ifndef REMIT_FACTS_JSONFACTS_H
#define REMIT_FACTS_JSONFACTS_H
#include "facts/caseline.h"
#include "facts/jsonshape.h"

void json_facts(LineReader *line, Source *file, const Json *facts);
void json_events(LineReader *line, Source *file, const Json *events);
#endif
