#include "study/lint.h"
#include <string.h>

void lint_program(Program *program, Diags *diags) {
  const Tree *tree = program->module->tree;
  if (!program->sound) return;
  lint_labels(tree, diags);
  lint_double_negatives(tree, diags);
  lint_scenarios(tree, diags);
  lint_conclusions(program, diags);
}

/* ---- comments that allow ---- */

#define ALLOWS "# remit: allow "

typedef struct Allowance {
  bool found, reasoned;
} Allowance;

typedef struct AskedLine {      /* the line that was asked of last: a long one may have many warnings */
  const Source *source;
  uint32_t line;
  Text allows;                /* behind ALLOWS; empty: nothing is allowed */
  bool alone;
} AskedLine;

typedef struct AskedLines {
  AskedLine here, before;
} AskedLines;

static const AskedLine *comment_of(AskedLine *known, Source *source, uint32_t line) {
  if (known->source == source && known->line == line) return known;
  Text text = source_line(source, line), none = TEXT("");
  const char *at = text.bytes ? memmem(text.at, text.bytes, ALLOWS, sizeof ALLOWS - 1) : NULL;
  Text allows = at ? text_trim(text_slice(text, (size_t)(at - text.at) + sizeof ALLOWS - 1, text.bytes)) : none;
  *known = (AskedLine){source, line, allows, text_starts(text_trim(text), TEXT("#"))};
  return known;
}

/* `# remit: allow R0702 because the sources say so` in a line, for this code. */
static Allowance allowed_by(const AskedLine *comment, DiagCode code) {
  if (!comment->allows.bytes || !text_starts(comment->allows, text_format("R%04u", (unsigned)code)))
    return (Allowance){false, false};
  Text after = text_trim(text_slice(comment->allows, 5, comment->allows.bytes));
  bool reasoned = text_starts(after, TEXT("because ")) && text_trim(text_slice(after, 8, after.bytes)).bytes > 0;
  return (Allowance){true, reasoned};
}

static Allowance allowance(AskedLines *comments, const Diag *diag) {
  uint32_t line = source_place(diag->source, diag->span.from).line;
  Allowance here = allowed_by(comment_of(&comments->here, diag->source, line), diag->code);
  if (here.found || line == 1) return here;
  const AskedLine *before = comment_of(&comments->before, diag->source, line - 1);
  return before->alone ? allowed_by(before, diag->code) : here;
}

static void want_reason(Diags *diags, const Diag *diag) {
  Diag *wanted = diag_add(diags, DIAG_ALLOW_REASON, diag->source, diag->span, "R%04u is allowed here without a reason",
                          (unsigned)diag->code);
  diag_mend(wanted, "write `# remit: allow R%04u because ...`", (unsigned)diag->code);
}

void lint_allow(Diags *diags) {
  size_t kept = 0, count = diags->all.count;
  LIST(const Diag *) unreasoned = {0};
  AskedLines comments = {0};
  for (size_t i = 0; i < count; i++) {
    Diag *diag = diags->all.at[i];
    Allowance allow = {false, false};
    if (diag->severity == DIAG_WARNING && diag->source) allow = allowance(&comments, diag);
    if (allow.found && !allow.reasoned) list_push(&unreasoned, diag);
    if (allow.found) diags->warnings--;
    else diags->all.at[kept++] = diag;
  }
  diags->all.count = kept;
  for (size_t i = 0; i < unreasoned.count; i++) want_reason(diags, unreasoned.at[i]);
}
