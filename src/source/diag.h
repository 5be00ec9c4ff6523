/* Messages to authors: every one has a stable code, a place, the author's words and, where there is one, the mend.
 * Messages are collected, sorted by file and place, and printed by a view; nothing here prints. */
#ifndef REMIT_SOURCE_DIAG_H
#define REMIT_SOURCE_DIAG_H
#include "base/hash.h"
#include "source/source.h"

/* diag_codes.def lists DIAG(code number, NAME, SEVERITY, "title"): the number is stable for ever. */
typedef enum DiagCode {
#define DIAG(number, name, severity, title) DIAG_##name = number,
#include "source/diag_codes.def"
#undef DIAG
} DiagCode;

typedef enum DiagSeverity { DIAG_ERROR, DIAG_WARNING } DiagSeverity;

typedef struct DiagNote {       /* a second place that the message speaks of */
  Source *source;
  Span span;
  Text text;
} DiagNote;

typedef struct DiagFix {        /* a mend that is safe to make by machine: replace the span by the text */
  Source *source;
  Span span;
  Text text;
} DiagFix;

typedef struct Diag {
  DiagCode code;
  DiagSeverity severity;
  Source *source;               /* NULL: no place, such as a command line */
  Span span;
  Text text;                    /* what is wrong, a sentence without a full stop */
  Text mend;                    /* "did you mean `x`?", or empty */
  LIST(DiagNote) notes;
  LIST(DiagFix) fixes;
  uint32_t order;               /* of arrival, the last key of the sort */
  uint32_t file_order;          /* of its source's first reading: set by diag_sort */
  bool dropped;                 /* one beyond DIAGS_KEPT: counted, not kept */
} Diag;

/* Beyond this many, messages are counted but not kept: a file of nothing but mistakes must not fill the memory. */
#define DIAGS_KEPT 10000

typedef struct Diags {          /* zeroed = none */
  LIST(Diag *) all;
  size_t errors, warnings;      /* with those not kept */
  LIST(Source *) sources;       /* in order of first reading */
  HashMap seen;                 /* the first message by code and place */
  size_t compared;              /* names offered as what the author may have meant */
  Diag spill;                   /* what diag_add returns for a message that is not kept */
} Diags;

/* Adds a message and returns it, so that notes and a mend can be hung on it; never NULL. One message a mistake: a
 * second one with the same code and span is merged into the first (without a place: with the same text). */
Diag *diag_add(Diags *diags, DiagCode code, Source *source, Span span, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Tells that a source has been read: messages are sorted in the order of these calls. clean_check makes it. */
void diag_source(Diags *diags, Source *source);
/* The first mend of a message stays; a note or a fix that it already has is not added again. */
void diag_mend(Diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));
void diag_note(Diag *diag, Source *source, Span span, const char *format, ...) __attribute__((format(printf, 4, 5)));
void diag_fix(Diag *diag, Source *source, Span span, Text replacement);
void diag_sort(Diags *diags);                    /* by file in order of first reading, then place, then arrival */
const char *diag_title(DiagCode code);
DiagSeverity diag_severity(DiagCode code);
bool diag_known(unsigned number);                /* whether a code with this number exists */

/* Why a file could not be read: one message at its beginning. */
void diag_unreadable(Diags *diags, Source *source, SourceStatus status, int error_number);

typedef enum DiagBlame {    /* what a mistake is put down to, for exit statuses */
  BLAME_USAGE,              /* the command line, or a file that cannot be read */
  BLAME_LIMIT,              /* a limit that was reached */
  BLAME_TEXT                /* the text it stands in */
} DiagBlame;
DiagBlame diag_blame(DiagCode code);

/* For "did you mean": collects candidates and keeps the nearest to `wanted`. Zero-initialised but for `wanted` it takes
 * any number; diag_nearest begins one for a message of `diags`, which takes none once DIAGS_COMPARED have been offered
 * for the messages before: else the time would be that of all mistakes times all names. */
#define DIAGS_COMPARED 2000000
typedef struct DiagNearest {
  Text wanted;
  size_t *compared;             /* of the Diags, or NULL */
  bool full;                    /* takes no more */
  Text best[3];                 /* all equally near, in order of the alphabet */
  unsigned distance[3];
  unsigned count;
} DiagNearest;
DiagNearest diag_nearest(Diags *diags, Text wanted);
void diag_nearest_offer(DiagNearest *nearest, Text candidate);
/* Hangs "did you mean `a`, `b` or `c`?" on the message if something near was offered; a single hit also as a fix. */
void diag_nearest_mend(Diag *diag, const DiagNearest *nearest);
#endif
