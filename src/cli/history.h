/* The lines typed in earlier sessions, in $XDG_STATE_HOME/remit/history. Each is written as soon as it has been typed,
 * so that a terminal that crashes takes none along. */
#ifndef REMIT_CLI_HISTORY_H
#define REMIT_CLI_HISTORY_H
#include "base/list.h"
#include "base/text.h"

typedef LIST(Text) HistoryLines;

/* The last of them, oldest first; none where there is no such file. */
HistoryLines history_read(void);
/* Quietly does nothing where it cannot. */
void history_add(Text line);
#endif
