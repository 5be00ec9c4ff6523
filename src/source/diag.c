#include <string.h>
#include "source/diag.h"
#include <stdlib.h>

const char *diag_title(DiagCode code) {
  switch (code) {
#define DIAG(number, name, severity, title) \
  case DIAG_##name: return title;
#include "source/diag_codes.def"
#undef DIAG
  }
  return "";
}

DiagSeverity diag_severity(DiagCode code) {
  switch (code) {
#define DIAG(number, name, severity, title) \
  case DIAG_##name: return severity;
#include "source/diag_codes.def"
#undef DIAG
  }
  return DIAG_ERROR;
}

bool diag_known(unsigned number) {
  switch (number) {
#define DIAG(number, name, severity, title) \
  case number: return true;
#include "source/diag_codes.def"
#undef DIAG
  }
  return false;
}

void diag_source(Diags *diags, Source *source) {
  list_push(&diags->sources, source);
}

/* What makes two messages one mistake. */
static Text key_make(DiagCode code, const Source *source, Span span, const Diag *placeless) {
  if (!source) return text_format("%u %s", (unsigned)code, text_c(placeless->text));
  return text_format("%u %p %u %u", (unsigned)code, (const void *)source, span.from, span.to);
}

static Diag *diag_keep(Diags *diags, Diag diag) {
  void **seen = hash_put(&diags->seen, key_make(diag.code, diag.source, diag.span, &diag));
  Diag *kept = *seen;
  if (kept) return kept;
  *seen = kept = MEM_NEW(Diag);
  *kept = diag;
  kept->order = (uint32_t)diags->all.count;
  list_push(&diags->all, kept);
  return kept;
}

Diag *diag_add(Diags *diags, DiagCode code, Source *source, Span span, const char *format, ...) {
  va_list args;
  DiagSeverity severity = diag_severity(code);
  size_t *counter = severity == DIAG_ERROR ? &diags->errors : &diags->warnings, before = diags->all.count;
  if (before >= DIAGS_KEPT) {
    ++*counter;
    diags->spill = (Diag){.code = code, .severity = severity, .source = source, .span = span, .dropped = true};
    return &diags->spill;
  }
  va_start(args, format);
  Text text = text_format_list(format, args);
  va_end(args);
  Diag *diag =
    diag_keep(diags, (Diag){.code = code, .severity = severity, .source = source, .span = span, .text = text});
  *counter += diags->all.count - before;
  return diag;
}

void diag_mend(Diag *diag, const char *format, ...) {
  va_list args;
  if (diag->dropped || diag->mend.bytes) return;
  va_start(args, format);
  diag->mend = text_format_list(format, args);
  va_end(args);
}

static bool same_span(Span a, Span b) {
  return a.from == b.from && a.to == b.to;
}

void diag_note(Diag *diag, Source *source, Span span, const char *format, ...) {
  va_list args;
  if (diag->dropped) return;
  va_start(args, format);
  Text text = text_format_list(format, args);
  va_end(args);
  for (size_t i = 0; i < diag->notes.count; i++) {
    const DiagNote *note = &diag->notes.at[i];
    if (note->source == source && same_span(note->span, span) && text_equal(note->text, text)) return;
  }
  list_push(&diag->notes, ((DiagNote){source, span, text}));
}

void diag_fix(Diag *diag, Source *source, Span span, Text replacement) {
  if (diag->dropped) return;
  for (size_t i = 0; i < diag->fixes.count; i++)
    if (diag->fixes.at[i].source == source && same_span(diag->fixes.at[i].span, span)) return;
  list_push(&diag->fixes, ((DiagFix){source, span, text_copy(replacement)}));
}

static void rank_source(HashMap *ranks, Source **source) {
  void **rank = hash_put(ranks, (Text){(const char *)source, sizeof *source});
  if (!*rank) *rank = (void *)(uintptr_t)ranks->count;
}

/* Numbers the files: those without a place first, then as they were read, then those never told of. */
static void number_files(Diags *diags) {
  HashMap ranks = {.count = 0};
  for (size_t i = 0; i < diags->sources.count; i++) rank_source(&ranks, &diags->sources.at[i]);
  for (size_t i = 0; i < diags->all.count; i++) {
    Diag *diag = diags->all.at[i];
    if (diag->source) rank_source(&ranks, &diag->source);
    Text key = {(const char *)&diag->source, sizeof diag->source};
    diag->file_order = diag->source ? (uint32_t)(uintptr_t)hash_get(&ranks, key) : 0;
  }
}

static int compare(const void *left, const void *right) {
  const Diag *a = *(Diag *const *)left, *b = *(Diag *const *)right;
  if (a->file_order != b->file_order) return a->file_order < b->file_order ? -1 : 1;
  if (a->span.from != b->span.from) return a->span.from < b->span.from ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

void diag_sort(Diags *diags) {
  if (!diags->all.count) return;
  number_files(diags);
  qsort(diags->all.at, diags->all.count, sizeof *diags->all.at, compare);
}

void diag_unreadable(Diags *diags, Source *source, SourceStatus status, int error_number) {
  const char *path = text_c(source->path);
  Span start = {0, 0};
  switch (status) {
    case SOURCE_OK: return;
    case SOURCE_MISSING:
      diag_add(diags, DIAG_FILE_MISSING, source, start, "there is no file `%s`", path);
      return;
    case SOURCE_FOLDER:
      diag_add(diags, DIAG_FILE_FOLDER, source, start, "`%s` is a folder, not a file", path);
      return;
    case SOURCE_UNREADABLE:
      diag_add(diags, DIAG_FILE_UNREADABLE, source, start, "`%s` cannot be read: %s", path,
               strerror(error_number));
      return;
    case SOURCE_TOO_LARGE:
      diag_add(diags, DIAG_FILE_TOO_LARGE, source, start, "`%s` is larger than a file may be, 16 MiB", path);
      return;
  }
}

DiagBlame diag_blame(DiagCode code) {
  static const DiagCode UNREAD[] = {DIAG_FILE_MISSING, DIAG_FILE_FOLDER, DIAG_FILE_UNREADABLE};
  static const DiagCode LIMITS[] = {DIAG_FILE_TOO_LARGE, DIAG_TOO_MANY_MEMBERS, DIAG_NESTING, DIAG_SWEEP_OPEN,
                                    DIAG_TEXT_LONG};
  if (code >= 800) return BLAME_USAGE;
  for (size_t i = 0; i < sizeof UNREAD / sizeof *UNREAD; i++)
    if (UNREAD[i] == code) return BLAME_USAGE;
  for (size_t i = 0; i < sizeof LIMITS / sizeof *LIMITS; i++)
    if (LIMITS[i] == code) return BLAME_LIMIT;
  return BLAME_TEXT;
}
