/* Breaking text into lines. Composed text holds words, single spaces, and style marks: bytes below 0x10, which text
 * that is echoed can never hold (see visible.h), and which take no room. */
#ifndef REMIT_VIEW_WRAP_H
#define REMIT_VIEW_WRAP_H
#include "base/text.h"

/* Each mark ends the style before it. */
typedef enum Style { STYLE_PLAIN = 1, STYLE_BOLD, STYLE_FAINT, STYLE_RED, STYLE_YELLOW, STYLE_GREEN } Style;
#define STYLE_LAST STYLE_GREEN

static inline bool style_is_mark(char c) { return c >= STYLE_PLAIN && c <= STYLE_LAST; }

/* Columns of composed text. */
unsigned wrap_columns(Text text);
/* Takes the next line of at most `width` columns (at least 1) from *rest: at a space where there is one, else in the
 * middle of a word. 0: no limit. The line comes without the spaces at its ends. False when nothing is left. */
bool wrap_next(Text *rest, unsigned width, Text *line);
/* Lines that the text takes. */
unsigned wrap_lines(Text text, unsigned width);
#endif
