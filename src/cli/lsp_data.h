/* Cases in JSON and CSV: as the tree that a case file which says the same would have, so that all that works on trees
 * works on them. */
#ifndef REMIT_CLI_LSP_DATA_H
#define REMIT_CLI_LSP_DATA_H
#include "facts/facts.h"

/* By its name. */
bool data_is(Text path);
/* Whether it says that it is a case: it names a module with `use`. */
bool data_is_case(const Source *source);
/* After case_read_source; its places are absolute. What follows a mistake in the file may be missing: then it is
 * `wrong`. */
Tree *data_tree(const Session *session, Source *source, bool wrong);
#endif
