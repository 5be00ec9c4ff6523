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
/* Of two conditions, however the facts turn out: never both; always one of them; where `later` holds so does `earlier`.
 * What is not seen to be so is left alone. */
bool lint_excludes(const Node *a, const Node *b);
bool lint_covers(const Node *a, const Node *b);
bool lint_implies(const Node *later, const Node *earlier);
#endif
