/* What the outputs of testing share. */
#ifndef REMIT_VIEW_TESTWORDS_H
#define REMIT_VIEW_TESTWORDS_H
#include "base/decimal.h"
#include "base/sink.h"
#include "source/source.h"
#include "view/jsonout.h"

#define TESTWORDS_GOOD "32"
#define TESTWORDS_BAD "31"

void testwords_coloured(Sink *sink, bool colour, const char *code, const char *words);
void testwords_count(Sink *sink, size_t count, const char *one, const char *many);
/* "91%", "90.6%"; rounded down, so that what is not whole never looks so. */
void testwords_share(Sink *sink, Millionths share);
Text testwords_share_text(Millionths share);
/* A piece of a file as it stands there, on one line: between backquotes and cut where it is long, or just so. */
void testwords_source(Sink *sink, const Source *file, Span span);
void testwords_raw(Sink *sink, const Source *file, Span span);
/* `{"remit": 1, "verb": "test"`: the object stays open. */
void testwords_head(JsonOut *json);
/* The members "file", "line" and "column". */
void testwords_place(JsonOut *json, Source *file, Span span);
#endif
