/* Values in words: as a case file writes them, and as a person would say them. */
#ifndef REMIT_MODEL_PRINT_H
#define REMIT_MODEL_PRINT_H
#include "base/sink.h"
#include "model/program.h"

/* Exactly as a case file writes it, so that output can be input: `20%`, `£1000`, `2014-10-01`, `18 months`, `yes`,
 * `trust, board`, text in quotes. For a certain value only (no date: `no date`). */
void print_exact(Sink *sink, const Type *type, const Value *value);
/* Any value in one cell: `trust|council`, `£1000..£1500`, `£1000..`, `..5`, `unknown` when nothing is known. */
void print_cell(Sink *sink, const Type *type, const Value *value);
/* As a case file states it, also where it is known in part: `at least 20%`, `one of (good, outstanding)`, `includes
 * trust`; `unknown` when nothing is known. (What a set includes and excludes are two statements: `includes a; excludes
 * b`.) */
void print_stated(Sink *sink, const Type *type, const Value *value);
/* For people: "20%", "£4.7m", "1 October 2014", "between 7 and 10", "at least 20%", "good or outstanding", "unknown",
 * parties by label (those of the case first: `party_labels` by index, may be NULL). */
void print_friendly(Sink *sink, const Type *type, const Value *value, const Text *party_labels);
/* Parties of a mask by label, "the County Council and the Trust Board"; "nobody" when empty. */
void print_parties(Sink *sink, const Program *program, uint64_t mask, const Text *party_labels);
Text print_stated_text(const Type *type, const Value *value);
Text print_exact_text(const Type *type, const Value *value);
Text print_friendly_text(const Type *type, const Value *value, const Text *party_labels);
#endif
