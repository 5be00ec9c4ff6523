#include "study/lint.h"

void lint_program(Program *program, Diags *diags) {
  const Tree *tree = program->module->tree;
  if (!program->sound) return;
  lint_labels(tree, diags);
  lint_double_negatives(tree, diags);
  lint_scenarios(tree, diags);
  lint_conclusions(program, diags);
}

/* ---- comments that allow ---- */

typedef struct Allowance {
  bool found, reasoned;
} Allowance;

static const char *find(Text text, const char *word) {
  size_t length = text_of(word).bytes;
  for (size_t i = 0; i + length <= text.bytes; i++)
    if (text_starts(text_slice(text, i, text.bytes), text_of(word))) return text.at + i;
  return NULL;
}

/* `# remit: allow R0702 because the sources say so` in a line, for this code. */
static Allowance allowed_by(Text line, DiagCode code) {
  const char *at = find(line, "# remit: allow ");
  if (!at) return (Allowance){false, false};
  Text rest = text_trim(text_slice(line, (size_t)(at - line.at) + 15, line.bytes));
  if (!text_starts(rest, text_format("R%04u", (unsigned)code))) return (Allowance){false, false};
  Text after = text_trim(text_slice(rest, 5, rest.bytes));
  bool reasoned = text_starts(after, TEXT("because ")) && text_trim(text_slice(after, 8, after.bytes)).bytes > 0;
  return (Allowance){true, reasoned};
}

static bool alone(Text line) { return text_starts(text_trim(line), TEXT("#")); }

static Allowance allowance(const Diag *diag) {
  Place place = source_place(diag->source, diag->span.from);
  Allowance here = allowed_by(source_line(diag->source, place.line), diag->code);
  if (here.found || place.line == 1) return here;
  Text before = source_line(diag->source, place.line - 1);
  return alone(before) ? allowed_by(before, diag->code) : here;
}

static void want_reason(Diags *diags, const Diag *diag) {
  Diag *wanted = diag_add(diags, DIAG_ALLOW_REASON, diag->source, diag->span, "R%04u is allowed here without a reason",
                          (unsigned)diag->code);
  diag_mend(wanted, "write `# remit: allow R%04u because ...`", (unsigned)diag->code);
}

void lint_allow(Diags *diags) {
  size_t kept = 0, count = diags->all.count;
  LIST(const Diag *) unreasoned = {0};
  for (size_t i = 0; i < count; i++) {
    Diag *diag = diags->all.at[i];
    Allowance allow = {false, false};
    if (diag->severity == DIAG_WARNING && diag->source) allow = allowance(diag);
    if (allow.found && !allow.reasoned) list_push(&unreasoned, diag);
    if (allow.found) diags->warnings--;
    else diags->all.at[kept++] = diag;
  }
  diags->all.count = kept;
  for (size_t i = 0; i < unreasoned.count; i++) want_reason(diags, unreasoned.at[i]);
}
