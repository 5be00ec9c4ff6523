/* Finding the program of a case. Also amended parameters. */
#ifndef REMIT_FACTS_SESSION_H
#define REMIT_FACTS_SESSION_H
#include "facts/facts.h"

/* The program of `rules` where that is not empty (a path when it holds `/` or ends in `.remit`, else a module's name),
 * else of the module that `use` names in `file`. NULL, with messages the first time, when it cannot be evaluated. */
Program *session_program(Session *session, const Ident *use, Source *file, Text rules);
#endif
