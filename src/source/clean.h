/* What no file of Remit's may hold, refused before any reading of words: NUL and other control characters (but tab, LF
 * and CR), malformed UTF-8, characters that change the direction of writing and so may hide what a rule says, and a
 * byte-order mark inside the text. */
#ifndef REMIT_SOURCE_CLEAN_H
#define REMIT_SOURCE_CLEAN_H
#include "source/diag.h"

/* A file with more offences than this gets one message that counts them: it is hardly a text. */
#define CLEAN_MOST 20

/* One message an offence, each with its place; also tells diags that the source was read. */
void clean_check(Source *source, Diags *diags);
/* Whether clean_check would say nothing of these bytes inside a file. */
bool clean_text(Text text);
#endif
