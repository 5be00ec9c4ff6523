/* The manual page and the shells' completions, made from the tables of verbs and options, so that they cannot fall
 * behind. */
#ifndef REMIT_CLI_MAN_H
#define REMIT_CLI_MAN_H
#include "base/sink.h"

void man_print(Sink *sink);                              /* roff: remit.1 */
bool completion_print(Sink *sink, const char *shell);    /* bash, zsh or fish; false for any other */
#endif
