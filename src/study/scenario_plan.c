/* A scenario as parsed, resolved against its program: its case, its date, what it gives and what it expects. */
#include "facts/session.h"
#include "study/scenario.h"

typedef struct Planner {
  Session *session;
  ScenarioPlan *plan;
  const Decl *decl;
  Source *file;
  Module *module;
} Planner;

static Diag *complain(const Planner *planner, DiagCode code, Span span, const char *text) {
  return diag_add(planner->session->diags, code, planner->file, ast_absolute(planner->decl, span), "%s", text);
}

/* ---- programs ---- */

/* A path without a slash would be taken for a module's name. */
Program *scenario_program(Session *session, Text path) {
  Text spelled = text_ends(path, TEXT(".remit")) ? path : text_format("./%s", text_c(path));
  return session_program(session, NULL, source_of_text(TEXT(""), TEXT("")), spelled);
}

/* ---- the case ---- */

static Text case_path(const Planner *planner) {
  Text written = planner->decl->scenario->case_path, folder = planner->file->path;
  while (folder.bytes && folder.at[folder.bytes - 1] != '/') folder.bytes--;
  if (text_starts(written, TEXT("/"))) return written;
  return text_format("%.*s%s", (int)folder.bytes, folder.bytes ? folder.at : "", text_c(written));
}

static bool plan_case(Planner *planner) {
  CaseFiles cases = {0};
  const ScenarioDecl *scenario = planner->decl->scenario;
  if (!scenario->case_path.bytes) return true;
  size_t errors = planner->session->diags->errors;
  case_read(planner->session, case_path(planner), planner->file->path, &cases);
  if (planner->session->diags->errors != errors) return false;
  if (cases.count != 1) {
    complain(planner, DIAG_SCENARIO_CASE, scenario->case_span, "a scenario takes a file that holds one case");
    return false;
  }
  planner->plan->case_file = cases.at[0];
  planner->plan->program = cases.at[0]->program;
  return true;
}

/* ---- the dates ---- */

static bool one_day(const Planner *planner, const DateBound *bound, Day *day) {
  *day = bound->date.first;
  if (bound->date.first == bound->date.last) return true;
  diag_mend(complain(planner, DIAG_CASE_DATE, bound->span, "one day is due here"),
            "write the whole date, such as 2021-06-01");
  return false;
}

/* A scenario on the day on which it happens to be run would pass today and fail tomorrow. */
static bool plan_dates(Planner *planner) {
  const ScenarioDecl *scenario = planner->decl->scenario;
  ScenarioPlan *plan = planner->plan;
  plan->options.as_planned = scenario->as_planned;
  plan->options.as_known = scenario->as_known.given;
  if (scenario->as_known.given && !one_day(planner, &scenario->as_known, &plan->options.known_on)) return false;
  if (scenario->as_at.given) return one_day(planner, &scenario->as_at, &plan->as_at);
  if (plan->case_file && plan->case_file->dated) {
    plan->as_at = plan->case_file->as_at;
    return true;
  }
  Diag *diag = complain(planner, DIAG_SCENARIO_DATE, planner->decl->label_span, "this scenario has no date");
  diag_mend(diag, "add `as at 2021-06-01`, or give its case a date");
  return false;
}

/* ---- what is given ---- */

static bool plan_given(Planner *planner, const Line *line) {
  ScenarioPlan *plan = planner->plan;
  HashMap *sources = plan->program->sources_by_module.at[planner->module->index];
  Assertion *given = assertion_make(plan->program, planner->module, sources, line->statement, planner->decl,
                                    planner->file, true, planner->session->diags);
  if (given) list_push(&plan->given, given);
  return given != NULL;
}

/* ---- what is expected ---- */

static void find_unit(void *owner, Node *node, bool elsewhere) {
  const Unit **found = owner;
  (void)elsewhere;
  if (node->kind == NODE_UNIT && !*found) *found = node->unit;
  if (!*found) node_each_kid(node, find_unit, owner);
}

/* `because director_churn`: an indicator of the signature that the condition speaks of. */
static const Unit *indicator_of(const Node *condition, const Ref *because) {
  const Unit *about = NULL;
  find_unit(&about, (Node *)(uintptr_t)condition, false);
  if (!about || (about->kind != UNIT_SIGNATURE && about->kind != UNIT_SEVERITY) || because->part.name) return NULL;
  const Signature *signature = about->owner;
  for (uint32_t i = 0; i < signature->indicator_count; i++)
    if (signature->indicators[i].name == because->name.name) return signature->indicators[i].unit;
  return NULL;
}

static Text ref_text(const Ref *ref) {
  Text text = ref->name.name->text;
  if (ref->index.name) text = text_format("%s[%s]", text_c(text), text_c(ref->index.name->text));
  if (ref->part.name) text = text_format("%s.%s", text_c(text), text_c(ref->part.name->text));
  return text;
}

static bool plan_because(Planner *planner, Expectation *expectation) {
  const Ref *because = expectation->line->because;
  if (!because || !because->name.name) return because == NULL;
  Program *program = planner->plan->program;
  expectation->because_unit = indicator_of(expectation->condition, because);
  if (!expectation->because_unit) expectation->because_unit = program_unit(program, ref_text(because));
  if (expectation->because_unit) return true;
  return program_subject(program, planner->module, because, planner->decl, planner->file, SYMBOL_NONE,
                         &expectation->because_fact.kind, &expectation->because_fact.index, planner->session->diags);
}

static bool plan_expect(Planner *planner, const Line *line) {
  Program *program = planner->plan->program;
  Expectation expectation = {.line = line};
  expectation.condition = program_expression(program, planner->module, planner->decl, line->value, planner->file,
                                             program->yes_no, planner->session->diags);
  if (!expectation.condition || !plan_because(planner, &expectation)) return false;
  list_push(&planner->plan->expectations, expectation);
  return true;
}

static bool plan_lines(Planner *planner) {
  bool all_right = true;
  for (size_t i = 0; i < planner->decl->lines.count; i++) {
    const Line *line = planner->decl->lines.at[i];
    if (line->kind == LINE_GIVEN && line->statement) all_right &= plan_given(planner, line);
    if (line->kind == LINE_EXPECT && line->value) all_right &= plan_expect(planner, line);
  }
  return all_right;
}

bool scenario_plan(Session *session, Program *program, const Scenario *scenario, ScenarioPlan *plan) {
  *plan = (ScenarioPlan){.scenario = scenario, .program = program};
  Planner planner = {session, plan, scenario->home.decl, scenario->home.file, scenario->home.module};
  if (!plan_case(&planner)) return false;
  planner.module = plan->program->module;
  bool dated = plan_dates(&planner), sound = plan_lines(&planner);
  if (sound && !plan->expectations.count) {
    complain(&planner, DIAG_SCENARIO_EMPTY, planner.decl->label_span,
             "this scenario expects nothing, so it would always pass");
    return false;
  }
  return dated && sound;
}

size_t scenario_check_all(Session *session, Program *program) {
  ScenarioPlan plan;
  for (size_t i = 0; i < program->scenarios.count; i++)
    scenario_plan(session, program, program->scenarios.at[i], &plan);
  return program->scenarios.count;
}
