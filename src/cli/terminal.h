/* What may be shown, and where: width, colours, and the standard streams as sinks. */
#ifndef REMIT_CLI_TERMINAL_H
#define REMIT_CLI_TERMINAL_H
#include "base/sink.h"

typedef enum ColourChoice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER } ColourChoice;

/* COLUMNS where it is a sensible number, else the terminal's own width, else 80. */
unsigned terminal_width(int descriptor);
/* With `auto` only on a terminal that is not dumb, and not where NO_COLOR is set to anything. */
bool terminal_colour(ColourChoice choice, int descriptor);

/* Standard output, and standard error. */
void output_open(Sink *sink);
void output_open_errors(Sink *sink);
/* Writes what is left; false after a message where standard output could not be written whole. */
bool output_close(Sink *sink);
void output_close_errors(Sink *sink);
#endif
