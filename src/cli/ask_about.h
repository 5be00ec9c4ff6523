/* What a name on the command line asks about: conclusions, or facts. */
#ifndef REMIT_CLI_ASK_ABOUT_H
#define REMIT_CLI_ASK_ABOUT_H
#include "cli/options.h"

typedef struct AskedAbout {
  LIST(const Unit *) units;     /* `duty` means all its roles, a family's name all its members */
  LIST(uint32_t) facts;         /* by index */
} AskedAbout;

/* Adds what `written` means. False after a message, with the nearest names, where it means nothing. */
bool asked_about(const Options *options, Program *program, Text written, bool facts_too, AskedAbout *asked);
#endif
