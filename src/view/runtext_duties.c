/* Who answers for what: a matrix of the roles that several duties have, as far as the width allows, then the others
 * duty by duty; on a narrow terminal, all duty by duty. */
#include "view/runtext.h"

#define DUTY_COLUMNS 24       /* of a matrix */
#define ROLE_COLUMNS 17
#define MOST_ROLES 6
#define LONGEST_TERM 34       /* of a list: role labels longer than this take a line of their own */

/* ---- one role of one duty ---- */

static void say_weakness(Report *report, const Conclusion *conclusion) {
  switch ((Basis)conclusion->kept.value.basis) {
    case BASIS_NONE:
    case BASIS_STATED:
    case BASIS_IMPLIED: break;
    case BASIS_OPINION: page_say(&report->page, " (an opinion)"); break;
    case BASIS_PROPOSED: page_say(&report->page, " (proposed)"); break;
    case BASIS_UNCITED: page_say(&report->page, " (no source)"); break;
    case BASIS_SUPPOSED: page_say(&report->page, " (supposed)"); break;
  }
}

static bool is_gap(const DutyRole *role, const Conclusion *conclusion) {
  return conclusion->status == CONCLUSION_CERTAIN && !conclusion->kept.value.may &&
         role->role->cardinality != CARDINALITY_ANY;
}

static bool is_nobody(const Conclusion *conclusion) {
  if (conclusion->status == CONCLUSION_NOT_IN_FORCE) return true;
  return conclusion->status == CONCLUSION_CERTAIN && !conclusion->kept.value.may;
}

static bool is_shown(const Report *report, const DutyRole *role) {
  const Conclusion *conclusion = report_of(report, role->unit);
  return report->all || !is_nobody(conclusion) || is_gap(role, conclusion);
}

static bool any_has_several(const Positions *positions) {
  for (size_t i = 0; i < positions->count; i++)
    if (!positions->at[i].unsettled && positions->at[i].value.must & (positions->at[i].value.must - 1)) return true;
  return false;
}

/* A semicolon keeps "the council and the trust; or the council" apart. */
static void say_positions(Report *report, const Conclusion *conclusion) {
  const Positions *positions = &conclusion->positions;
  const char *or = any_has_several(positions) ? "; or " : " or ";
  for (size_t i = 0; i < positions->count; i++) {
    if (i) page_say(&report->page, or);
    if (positions->at[i].unsettled) page_say(&report->page, "whom the sources do not say");
    else say_parties(report, positions->at[i].value.must);
  }
}

/* Without what it depends on. */
static void say_holders_shortly(Report *report, const Conclusion *conclusion) {
  switch (conclusion->status) {
    case CONCLUSION_NOT_IN_FORCE: page_say(&report->page, "not in force"); return;
    case CONCLUSION_CERTAIN:
      say_parties(report, conclusion->kept.value.may);
      say_weakness(report, conclusion);
      return;
    case CONCLUSION_CONFLICT: page_say(&report->page, "the rules contradict each other: "); break;
    case CONCLUSION_UNKNOWN: case CONCLUSION_ERROR: break;   /* an error: of numbers and dates alone */
  }
  if (report_unsettled(conclusion)) page_say(&report->page, "not settled by the sources");
  else if (conclusion->positions.count) say_positions(report, conclusion);
  else say_value(report, conclusion->unit->type, &conclusion->kept.value);
}

void say_holders(Report *report, const Conclusion *conclusion) {
  say_holders_shortly(report, conclusion);
  if (conclusion->status != CONCLUSION_UNKNOWN || !conclusion->depends_on.count) return;
  page_style(&report->page, STYLE_FAINT);
  page_say(&report->page, conclusion->in_dispute ? "; the sources disagree, and it depends on " : ", depending on ");
  say_dependences(report, &conclusion->depends_on);
  page_style(&report->page, STYLE_PLAIN);
}

static void say_role(Report *report, const DutyRole *role, bool shortly) {
  const Conclusion *conclusion = report_of(report, role->unit);
  bool gap = is_gap(role, conclusion);
  if (gap) page_style(&report->page, STYLE_RED);
  if (shortly) say_holders_shortly(report, conclusion);
  else say_holders(report, conclusion);
  if (gap) page_say(&report->page, ", a gap");
  if (gap) page_style(&report->page, STYLE_PLAIN);
}

/* ---- which roles the matrix has ---- */

typedef struct Matrix {
  const Role *roles[MOST_ROLES];
  unsigned count;
} Matrix;

static const DutyRole *duty_role(const Duty *duty, const Role *role) {
  for (uint32_t i = 0; i < duty->role_count; i++)
    if (duty->roles[i].role == role) return &duty->roles[i];
  return NULL;
}

static bool in_matrix(const Matrix *matrix, const Role *role) {
  for (unsigned i = 0; i < matrix->count; i++)
    if (matrix->roles[i] == role) return true;
  return false;
}

/* How much each role belongs into the matrix: those that someone must hold go first, then those that most duties have;
 * one that no two duties have not at all. */
static unsigned *weigh_roles(const Report *report) {
  const Program *program = report->program;
  unsigned *weights = MEM_NEW_ARRAY(unsigned, program->roles.count + 1);
  for (size_t i = 0; i < program->duties.count; i++)
    for (uint32_t r = 0; r < program->duties.at[i]->role_count; r++) {
      const DutyRole *role = &program->duties.at[i]->roles[r];
      weights[role->role->index] += is_shown(report, role);
    }
  for (size_t i = 0; i < program->roles.count; i++)
    if (weights[i] < 2) weights[i] = 0;
    else if (program->roles.at[i]->cardinality != CARDINALITY_ANY) weights[i] += 100000;
  return weights;
}

/* By role, whether some duty has it beside one of those chosen: else the matrix would fall into blocks. */
static bool *roles_beside(const Program *program, const Matrix *matrix) {
  bool *beside = MEM_NEW_ARRAY(bool, program->roles.count + 1);
  for (size_t i = 0; i < program->duties.count; i++) {
    const Duty *duty = program->duties.at[i];
    bool any = matrix->count == 0;
    for (uint32_t r = 0; r < duty->role_count; r++) any |= in_matrix(matrix, duty->roles[r].role);
    for (uint32_t r = 0; r < duty->role_count; r++) beside[duty->roles[r].role->index] |= any;
  }
  return beside;
}

/* The weightiest role besides those chosen; NULL when no other is one of two duties. */
static const Role *next_role(const Program *program, const Matrix *matrix, const unsigned *weights) {
  const Role *best = NULL;
  const bool *beside = roles_beside(program, matrix);
  for (size_t i = 0; i < program->roles.count; i++) {
    const Role *role = program->roles.at[i];
    if (beside[i] && !in_matrix(matrix, role) && weights[i] > (best ? weights[best->index] : 0)) best = role;
  }
  return best;
}

/* In the order in which they were declared. */
static void sort_roles(const Program *program, Matrix *matrix) {
  Matrix sorted = {0};
  for (size_t i = 0; i < program->roles.count; i++)
    if (in_matrix(matrix, program->roles.at[i])) sorted.roles[sorted.count++] = program->roles.at[i];
  *matrix = sorted;
}

static Matrix choose_roles(const Report *report) {
  Matrix matrix = {0};
  unsigned width = report->page.options.width, most = MOST_ROLES;
  if (report->page.options.format == PAGE_TEXT)
    most = width > DUTY_COLUMNS ? (width - DUTY_COLUMNS) / (ROLE_COLUMNS + 1) : 0;
  if (most > MOST_ROLES) most = MOST_ROLES;
  const unsigned *weights = weigh_roles(report);
  while (matrix.count < most) {
    const Role *role = next_role(report->program, &matrix, weights);
    if (!role) break;
    matrix.roles[matrix.count++] = role;
  }
  if (matrix.count < 2) matrix.count = 0;
  sort_roles(report->program, &matrix);
  return matrix;
}

/* ---- the matrix ---- */

typedef LIST(const Conclusion *) Notes;

/* The number of a note; the same reasons share one. */
static size_t note_number(Notes *notes, const Conclusion *conclusion) {
  for (size_t i = 0; i < notes->count; i++) {
    const Dependences *known = &notes->at[i]->depends_on, *wanted = &conclusion->depends_on;
    bool same = known->count == wanted->count && notes->at[i]->in_dispute == conclusion->in_dispute;
    for (size_t j = 0; same && j < known->count; j++)
      same = known->at[j].kind == wanted->at[j].kind && known->at[j].index == wanted->at[j].index;
    if (same) return i + 1;
  }
  list_push(notes, conclusion);
  return notes->count;
}

static void matrix_cell(Report *report, const DutyRole *role, Notes *notes) {
  if (!role || !is_shown(report, role)) {
    page_say(&report->page, "–");
    return;
  }
  say_role(report, role, true);
  const Conclusion *conclusion = report_of(report, role->unit);
  if (conclusion->status == CONCLUSION_UNKNOWN && conclusion->depends_on.count)
    page_sayf(&report->page, " (%zu)", note_number(notes, conclusion));
}

static bool has_any(const Report *report, const Matrix *matrix, const Duty *duty) {
  for (unsigned i = 0; i < matrix->count; i++) {
    const DutyRole *role = duty_role(duty, matrix->roles[i]);
    if (role && is_shown(report, role)) return true;
  }
  return false;
}

static void matrix_row(Report *report, const Matrix *matrix, const Duty *duty, PageCells *cells, Notes *notes) {
  page_echo(&report->page, duty->subject.label);
  list_push(cells, page_take(&report->page));
  for (unsigned i = 0; i < matrix->count; i++) {
    matrix_cell(report, duty_role(duty, matrix->roles[i]), notes);
    list_push(cells, page_take(&report->page));
  }
}

static void say_notes(Report *report, const Notes *notes) {
  if (notes->count) page_blank(&report->page);
  for (size_t i = 0; i < notes->count; i++) {
    page_sayf(&report->page, "(%zu) ", i + 1);
    say_why_open(report, notes->at[i]);
    page_item(&report->page, 0);
  }
}

static bool show_matrix(Report *report, const Matrix *matrix) {
  PageCells cells = {0};
  Notes notes = {0};
  list_push(&cells, (Text){0});
  for (unsigned i = 0; i < matrix->count; i++) {
    page_echo(&report->page, matrix->roles[i]->label);
    list_push(&cells, page_take(&report->page));
  }
  for (size_t i = 0; i < report->program->duties.count; i++)
    if (has_any(report, matrix, report->program->duties.at[i]))
      matrix_row(report, matrix, report->program->duties.at[i], &cells, &notes);
  if (!page_table(&report->page, &cells, matrix->count + 1)) return false;
  say_notes(report, &notes);
  return true;
}

/* ---- the rest, duty by duty ---- */

static unsigned term_column(const Report *report) {
  unsigned longest = 0;
  for (size_t i = 0; i < report->program->roles.count; i++) {
    unsigned columns = (unsigned)text_columns(report->program->roles.at[i]->label);
    if (columns > longest && columns <= LONGEST_TERM) longest = columns;
  }
  return longest + 6;
}

static void list_role(Report *report, const DutyRole *role, unsigned column) {
  page_echo(&report->page, role->role->label);
  Text term = page_take(&report->page);
  say_role(report, role, false);
  page_entry(&report->page, 1, term, column);
}

static void list_duty(Report *report, const Matrix *matrix, const Duty *duty, unsigned column) {
  bool headed = false;
  for (uint32_t i = 0; i < duty->role_count; i++) {
    if (in_matrix(matrix, duty->roles[i].role) || !is_shown(report, &duty->roles[i])) continue;
    if (!headed) {
      page_echo(&report->page, duty->subject.label);
      page_item(&report->page, 0);
    }
    headed = true;
    list_role(report, &duty->roles[i], column);
  }
}

static void say_unfilled(Report *report) {
  size_t nobody = 0;
  for (size_t i = 0; i < report->program->duties.count; i++) {
    const Duty *duty = report->program->duties.at[i];
    for (uint32_t j = 0; j < duty->role_count; j++) nobody += !is_shown(report, &duty->roles[j]);
  }
  if (!nobody) return;
  say_count(report, nobody, "other role has", "other roles have");
  page_say(&report->page, " nobody at this date, and need nobody (--all lists them).");
  page_blank(&report->page);
  page_item(&report->page, 0);
}

void runtext_duties(Report *report) {
  if (!report->program->duties.count) return;
  page_say(&report->page, "Who answers for what");
  page_section(&report->page);
  Matrix matrix = choose_roles(report);
  if (matrix.count && !show_matrix(report, &matrix)) matrix.count = 0;
  if (matrix.count) page_blank(&report->page);
  unsigned column = term_column(report);
  for (size_t i = 0; i < report->program->duties.count; i++)
    list_duty(report, &matrix, report->program->duties.at[i], column);
  say_unfilled(report);
}
