#include "source/clean.h"
#include <string.h>

#define BLOCK 64

typedef struct Offence {
  DiagCode code;
  uint32_t point;      /* TEXT_MALFORMED for malformed bytes */
  Span span;
} Offence;

typedef struct Offences {
  Offence first[CLEAN_MOST];
  size_t count;
} Offences;

static bool is_control(uint32_t point) {
  return (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7F && point <= 0x9F);
}

static const char *direction_name(uint32_t point) {
  switch (point) {
    case 0x061C: return "Arabic letter mark";
    case 0x200E: return "left-to-right mark";
    case 0x200F: return "right-to-left mark";
    case 0x202A: return "left-to-right embedding";
    case 0x202B: return "right-to-left embedding";
    case 0x202C: return "pop directional formatting";
    case 0x202D: return "left-to-right override";
    case 0x202E: return "right-to-left override";
    case 0x2066: return "left-to-right isolate";
    case 0x2067: return "right-to-left isolate";
    case 0x2068: return "first strong isolate";
    case 0x2069: return "pop directional isolate";
  }
  return NULL;
}

/* The code of the message that refuses a code point, or 0. */
static DiagCode offence_code(uint32_t point) {
  if (point == 0) return DIAG_BYTE_NUL;
  if (is_control(point)) return DIAG_BYTE_CONTROL;
  if (point == TEXT_MALFORMED) return DIAG_BYTE_MALFORMED;
  if (point == 0xFEFF) return DIAG_BYTE_ORDER_MARK;
  return direction_name(point) ? DIAG_BYTE_DIRECTION : 0;
}

static void offence_add(Offences *offences, Offence offence) {
  if (offences->count < CLEAN_MOST) offences->first[offences->count] = offence;
  offences->count++;
}

static inline bool is_suspect(unsigned char c) {
  return (c >= 0x7F) | ((c < 0x20) & (c != '\t') & (c != '\n') & (c != '\r'));
}

/* A whole block at a time, in a form that compilers turn into vector instructions: nearly all text passes here. */
static bool block_is_plain(const char *at) {
  unsigned char bad = 0;
  for (int i = 0; i < BLOCK; i++) bad |= is_suspect((unsigned char)at[i]);
  return !bad;
}

/* Malformed bytes that follow each other are one offence. */
static Offence offence_at(Text text, size_t from, size_t *offset, uint32_t point) {
  while (point == TEXT_MALFORMED && *offset < text.bytes) {
    size_t next = *offset;
    if (text_next(text, &next) != TEXT_MALFORMED) break;
    *offset = next;
  }
  return (Offence){offence_code(point), point, {(uint32_t)from, (uint32_t)*offset}};
}

static void scan_block(Text text, size_t *offset, Offences *offences) {
  for (size_t end = *offset + BLOCK; *offset < end && *offset < text.bytes;) {
    size_t from = *offset;
    if (!is_suspect((unsigned char)text.at[from])) {
      ++*offset;
      continue;
    }
    uint32_t point = text_next(text, offset);
    if (offence_code(point)) offence_add(offences, offence_at(text, from, offset, point));
  }
}

static void scan(Text text, Offences *offences) {
  for (size_t offset = 0; offset < text.bytes;)
    if (text.bytes - offset >= BLOCK && block_is_plain(text.at + offset)) offset += BLOCK;
    else scan_block(text, &offset, offences);
}

bool clean_text(Text text) {
  Offences offences = {.count = 0};
  scan(text, &offences);
  return offences.count == 0;
}

static Text described(const Source *source, const Offence *offence) {
  switch (offence->code) {
    case DIAG_BYTE_NUL: return TEXT("a NUL byte");
    case DIAG_BYTE_CONTROL: return text_format("the control character U+%04X", offence->point);
    case DIAG_BYTE_ORDER_MARK: return TEXT("a byte-order mark inside the text");
    case DIAG_BYTE_DIRECTION:
      return text_format("U+%04X (%s), which changes the direction of writing", offence->point,
                         direction_name(offence->point));
    default: return text_format("the byte 0x%02X is not UTF-8", (unsigned char)source->text.at[offence->span.from]);
  }
}

static void report(Diags *diags, Source *source, const Offence *offence) {
  Diag *diag = diag_add(diags, offence->code, source, offence->span, "%s", described(source, offence).at);
  if (offence->code == DIAG_BYTE_MALFORMED) {
    diag_mend(diag, "save the file as UTF-8");
  } else {
    diag_mend(diag, "delete it");
    diag_fix(diag, source, offence->span, TEXT(""));
  }
}

static void report_all(Diags *diags, Source *source, const Offences *offences) {
  const Offence *first = offences->first;
  if (offences->count <= CLEAN_MOST) {
    for (size_t i = 0; i < offences->count; i++) report(diags, source, &first[i]);
    return;
  }
  Diag *diag =
    diag_add(diags, first->code, source, first->span, "%s, and %zu more places like it: this is hardly a text file",
             described(source, first).at, offences->count - 1);
  diag_mend(diag, "rules and cases are UTF-8 text");
}

static bool is_utf16(Text text) {
  return text_starts(text, TEXT("\xFF\xFE")) || text_starts(text, TEXT("\xFE\xFF"));
}

void clean_check(Source *source, Diags *diags) {
  Offences offences = {.count = 0};
  diag_source(diags, source);
  if (is_utf16(source->text)) {
    Diag *diag = diag_add(diags, DIAG_BYTE_MALFORMED, source, (Span){0, 2}, "the file is UTF-16");
    diag_mend(diag, "save the file as UTF-8");
    return;
  }
  scan(source->text, &offences);
  report_all(diags, source, &offences);
}
