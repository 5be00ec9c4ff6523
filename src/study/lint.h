/* What is allowed, but most likely not meant: warnings with codes R07xx. A comment `# remit: allow R0702 because ...`
 * on the line of a warning, or alone on the line before it, silences it. */
#ifndef REMIT_STUDY_LINT_H
#define REMIT_STUDY_LINT_H
#include "facts/facts.h"

/* Of the program's root module only: modules it uses are asked about when they are given themselves. */
void lint_program(Program *program, Diags *diags);
/* Takes out the warnings that comments allow, and adds one for each such comment without a reason. */
void lint_allow(Diags *diags);

/* ---- its parts ---- */
void lint_labels(const Tree *tree, Diags *diags);
void lint_double_negatives(const Tree *tree, Diags *diags);
void lint_scenarios(const Tree *tree, Diags *diags);
void lint_conclusions(Program *program, Diags *diags);

/* A condition read as a claim about one thing: that it is among these members, or lies in this range. What cannot be
 * read so is a claim about itself: that it is yes. */
typedef struct Holding {
  const Node *subject;
  uint64_t print;             /* of the subject: different where subjects are */
  bool ranged;                /* else `mask` of `all` */
  uint64_t mask, all;
  int64_t low, high;          /* both included; numbers are whole millionths, dates whole days */
} Holding;
typedef LIST(Holding) Holdings;

Holding lint_holding(const Node *node);
/* What a condition says and, of what NODE_AND joins, each part says for itself; of NODE_OR what each part suffices for.
 * Added to `holdings`. Recursive as deep as the parser allows. */
void lint_holdings(const Node *node, NodeKind joined, Holdings *holdings);

/* Of two conditions, however the facts turn out: never both; always one of them; where `later` (by NODE_AND) holds so
 * does `earlier` (by NODE_OR). What is not seen to be so is left alone. */
bool lint_excludes(const Holding *x, const Holding *y);
bool lint_covers(const Holding *x, const Holding *y);
bool lint_implies(const Holdings *later, const Holdings *earlier);
#endif
