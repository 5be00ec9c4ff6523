/* One line of a source with a span of it marked. */
#ifndef REMIT_VIEW_SNIPPET_H
#define REMIT_VIEW_SNIPPET_H
#include "base/sink.h"
#include "source/source.h"

#define SNIPPET_COLUMNS 120

/* Prints the line on which the span begins, and below it carets under what of the span stands on that line, behind a
 * gutter of `gutter` columns with the line's number and a bar. A long line is cut around the mark, with an ellipsis. */
void snippet_print(Sink *sink, Source *source, Span span, unsigned gutter);
#endif
