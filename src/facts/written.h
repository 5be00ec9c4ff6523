/* Pieces of a JSON or CSV file that are written as a case file writes them: values, dates, names. Their messages point
 * into that file. Also amended parameters. */
#ifndef REMIT_FACTS_WRITTEN_H
#define REMIT_FACTS_WRITTEN_H
#include "model/program.h"

typedef struct Written {
  Source *file;
  Text text;                /* decoded */
  Span span;                /* in the file; of exactly these bytes when `plain`, else of all that was decoded */
  bool plain;
} Written;

typedef struct WrittenReader {
  Names *names;
  Diags *diags;
} WrittenReader;

/* The place in the file of a part of the words. */
Span written_part(const Written *words, Span part);
/* A part of the words, without white space at its ends. */
Written written_slice(const Written *words, size_t from, size_t to);
/* The next piece before `|` or a comma from *at on, which moves behind it; false when there is none left. */
bool written_piece(const Written *words, size_t *at, Written *piece);
/* False, with a message, when they hold a character that clean_check would refuse: escapes can write those. */
bool written_clean(const WrittenReader *reader, const Written *words);

/* What follows `is` in a statement; NULL with a message. The places of its literals are absolute. */
Statement *written_value(const WrittenReader *reader, const Written *words);
/* `2014-10-01`, `2015-12`, `2015`, `between 2015 and 2016`. */
bool written_date(const WrittenReader *reader, const Written *words, DateBound *bound);
/* Whether a word of the language, which can be nobody's name. */
bool written_reserved(Text word);
/* `core`; `what` says what is named. */
bool written_name(const WrittenReader *reader, const Written *words, const char *what, Ident *name);
/* `vacancy_rate`, `grade[leaders]`. */
bool written_ref(const WrittenReader *reader, const Written *words, Ref *ref);
#endif
