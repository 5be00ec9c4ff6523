#include "source/diag.h"

#define MOST_SLIPS 3

/* A third of the word may be wrong, and no more than three of its letters. */
static unsigned slips_allowed(Text wanted) {
  unsigned third = wanted.bytes / 3;
  return third < 1 ? 1 : third > MOST_SLIPS ? MOST_SLIPS : third;
}

/* Puts a candidate at its place in the alphabet, so that the order of offering never shows. */
static void place(DiagNearest *nearest, Text candidate, unsigned distance) {
  unsigned at = 0;
  while (at < nearest->count && text_compare(nearest->best[at], candidate) < 0) at++;
  if (at == MOST_SLIPS || (at < nearest->count && text_equal(nearest->best[at], candidate))) return;
  if (nearest->count < 3) nearest->count++;
  for (unsigned i = nearest->count - 1; i > at; i--) nearest->best[i] = nearest->best[i - 1];
  nearest->best[at] = candidate;
  for (unsigned i = 0; i < nearest->count; i++) nearest->distance[i] = distance;
}

DiagNearest diag_nearest(Diags *diags, Text wanted) {
  return (DiagNearest){.wanted = wanted, .compared = &diags->compared, .full = diags->compared >= DIAGS_COMPARED};
}

void diag_nearest_offer(DiagNearest *nearest, Text candidate) {
  if (nearest->full) return;
  if (nearest->compared) ++*nearest->compared;
  unsigned limit = nearest->count ? nearest->distance[0] : slips_allowed(nearest->wanted);
  unsigned distance = text_distance(candidate, nearest->wanted, limit);
  if (distance == 0 || distance > limit) return;
  if (nearest->count && distance < nearest->distance[0]) nearest->count = 0;
  place(nearest, candidate, distance);
}

static void fix_single(Diag *diag, const DiagNearest *nearest) {
  if (nearest->count != 1 || !diag->source) return;
  Text marked = text_slice(diag->source->text, diag->span.from, diag->span.to);
  if (text_equal(marked, nearest->wanted)) diag_fix(diag, diag->source, diag->span, nearest->best[0]);
}

void diag_nearest_mend(Diag *diag, const DiagNearest *nearest) {
  const Text *best = nearest->best;
  const char *a = text_c(best[0]);
  if (nearest->count == 1) diag_mend(diag, "did you mean `%s`?", a);
  if (nearest->count == 2) diag_mend(diag, "did you mean `%s` or `%s`?", a, text_c(best[1]));
  if (nearest->count == 3) diag_mend(diag, "did you mean `%s`, `%s` or `%s`?", a, text_c(best[1]), text_c(best[2]));
  fix_single(diag, nearest);
}
