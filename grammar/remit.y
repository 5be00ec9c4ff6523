/* The grammar of Remit. Every action calls one constructor of syntax/ast_build.h; what a mistake looks like to an author
 * is in syntax/mistake.c, and which words are words of the language at a place is in syntax/settle.c.
 *
 * Recovery: after a mistake tokens_next offers SYNC_LINE (a line of the declaration begins here) or SYNC_DECL (the
 * next declaration, or the end), so that each line with a mistake costs one message and only itself.
 */
%require "3.8"
%code requires {
#include "syntax/ast.h"

typedef struct Parser Parser;

typedef struct Condition {  /* `when C`, `otherwise`, or nothing */
  ConditionKind kind;
  Expr *when;
} Condition;
}
%code {
#include "syntax/ast_build.h"
#include "syntax/complain.h"
#include "syntax/mistake.h"
#include "syntax/parser.h"
#include "syntax/tokens.h"

static void yyerror(const Span *span, Parser *parser, const char *message);

/* Past 200 entries Bison moves its stack to the heap, which libgc must scan. */
#define YYMALLOC mem_alloc
#define YYFREE mem_free
/* 256 levels of brackets, each of at most 20 entries and a run of 256 prefixes of two: settle.c refuses more than those. */
#define YYMAXDEPTH 150000

#define YYLLOC_DEFAULT(whole, parts, n)                                                        \
  ((n) ? ((whole).from = YYRHSLOC(parts, 1).from, (whole).to = YYRHSLOC(parts, n).to)          \
       : ((whole).from = (whole).to = YYRHSLOC(parts, 0).to))

/* After a mistake (status 3) Bison wants a place to go on from, not a token. */
#undef yylex
#define yylex(value, span, parser) tokens_next(value, span, parser, yyerrstatus == 3)
}
%define api.pure full
%define api.prefix {remit_}
%define api.token.prefix {TOKEN_}
%define api.value.type union
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%expect 0
%param {Parser *parser}
%initial-action { @$ = (Span){0, 0}; }

%token START_RULES START_CASE START_CONDITION START_STATEMENT START_VALUE
%token SYNC_LINE SYNC_DECL
%token END "the end of the file"
%token BROKEN "a word that cannot be read"

%token <Ident> NAME "a name"
%token <Literal> NUMBER "a number" PERCENT "a percentage, such as `60%`" MONEY "an amount of money, such as `£850k`"
%token <Literal> DURATION "a duration, such as `18 months`" DATE "a date, such as `2014-10-01`"
%token <Text> TEXT "a text in double quotes"
%token YES "`yes`" NO "`no`"

/* Words that begin a declaration. */
%token MODULE "`module`" USE "`use`" SOURCE "`source`" PARTY "`party`" TYPE "`type`" SCALE "`scale`" FACT "`fact`"
%token EVENT "`event`" PARAMETER "`parameter`" HOLIDAYS "`holidays`" ROLE "`role`" DEFINE "`define`" DUTY "`duty`"
%token MATTER "`matter`" RIGHT "`right`" REQUIREMENT "`requirement`" SIGNATURE "`signature`" AMEND "`amend`"
%token SCENARIO "`scenario`" ALWAYS "`always`" RECORD "`record`" CASE "`case`"

/* Words that begin a clause or a line. */
%token CITE "`cite`" AS "`as`" BY "`by`" DATED "`dated`" ASK "`ask`" FIXED "`fixed`" DECIDED "`decided by`"
%token JUDGED "`judged by`" STALE "`stale after`" FROM "`from`" UNTIL "`until`" WHEN "`when`" OTHERWISE "`otherwise`"
%token GIVES "`gives`" ON "`on`" OVER "`over`" AGAINST "`against`" APPLIES "`applies when`" MUST "`must`" GROUP "`group`"
%token INDICATOR "`indicator`" MITIGATION "`mitigation`" SEVERITY "`severity`" PROBE "`probe`" GIVEN "`given`"
%token EXPECT "`expect`" BECAUSE "`because`"
%token AS_AT "`as at`" AS_PLANNED "`as planned`" AS_KNOWN "`as known`" IN_FORCE "`in force`" FOR_EACH "`for each`"
%token CLAIM_OF "`claim of`" POWER_OF "`power of`" LIBERTY_OF "`liberty of`" IMMUNITY_OF "`immunity of`"
%token NOT_HELD "`not held`" NOT_APPLICABLE "`not applicable when`"
%token EXACTLY_ONE "`exactly one`" ONE "`one`" ANY_NUMBER "`any number`"

/* Operators. */
%token OR "`or`" AND "`and`" NOT "`not`" EVER "`ever`" NEVER "`never`" AT "`at`" FOR "`for`" IS "`is`" IS_NOT "`is not`"
%token IN "`in`" NOT_IN "`not in`" IN_LAST "`in last`" SINCE "`since`" INCLUDES "`includes`" EXCLUDES "`excludes`"
%token BETWEEN "`between`" AT_LEAST "`at least`" AT_MOST "`at most`" ONE_OF "`one of`" ALL_OF "`all of`"
%token NONE_OF "`none of`" ALL_INDICATORS "`all indicators`" INDICATORS "`indicators`" OF "`of`" WITH "`with`" TO "`to`"
%token AFTER "`after`" FIRST "`first`" LAST "`last`" COUNT_OF "`count of`" CHANGES_OF "`changes of`" START_OF "`start of`"
%token DAYS_FROM "`days from`" MONTHS_FROM "`months from`" YEARS_FROM "`years from`" TODAY "`today`"
%token RAISED_SIGNATURES "`raised signatures`" BREACHED_REQUIREMENTS "`breached requirements`"
%token HELD_RIGHTS "`held rights`"
%token LE "`<=`" GE "`>=`"
%token '=' "`=`" '<' "`<`" '>' "`>`" '+' "`+`" '-' "`-`" '*' "`*`" '/' "`/`"
%token '(' "`(`" ')' "`)`" '[' "`[`" ']' "`]`" ',' "`,`" '.' "`.`" ':' "`:` and a type"

/* Words of the language only where settle.c finds them so; names elsewhere. */
%token SET_OF "`set of`" TYPE_COUNT "`count`" TYPE_NUMBER "`number`" TYPE_PERCENT "`percent`" TYPE_MONEY "`money`"
%token TYPE_PARTY "the type `party`" TYPE_DATE "`date`" TYPE_DURATION "`duration`" TYPE_TEXT "`text`"
%token CONFLICT "`conflict`" NOBODY "`nobody`" KNOWN "`known`" UNKNOWN "`unknown`" DISPUTED "`disputed`" HELD "`held`"
%token RAISED "`raised`" MET "`met`" BREACHED "`breached`" PENDING "`pending`" APPLICABLE "`applicable`"
%token STATED "`stated`" IMPLIED "`implied`" OPINION "`opinion`" PROPOSED "`proposed`"
%token NONE "`none`" COMPLETE "`complete`" PLANNED "`planned`" RECORDED "`recorded`"

/* What the scanner hands to join.c and settle.c and never comes out of them. */
%token WORD_SET WORD_CHANGES WORD_START WORD_ALL WORD_CLAIM WORD_POWER WORD_LIBERTY WORD_IMMUNITY WORD_EXACTLY WORD_ANY
%token WORD_DAY WORD_DAYS WORD_WEEK WORD_MONTH WORD_MONTHS WORD_YEAR WORD_YEARS WORD_WORKING WORD_TRUE WORD_FALSE

/* A mistake after a line belongs to the lines. */
%precedence LINES
%precedence error
%left OR
%left AND
%precedence NOT EVER
%precedence SINCE
%left '+' '-'
%left '*' '/'
%precedence UMINUS
%precedence IN_LAST

%type <Ident> name
%type <Idents> names ladder
%type <Text> texts texts_opt by_opt
%type <Basis> basis as_opt
%type <Literal> value date_literal
%type <Literals> values
%type <DateBound> date bound until_opt from_opt
%type <DateBounds> bounds
%type <Period> period
%type <Cite> citation
%type <Cites> cite citations cites cites_opt
%type <TypeExpr> type
%type <Cardinality> cardinality
%type <Condition> condition_opt condition
%type <Expr *> expr timed comparison arithmetic primary duration number by_date_opt when_opt
%type <Exprs> choices
%type <QuantifiedExpr *> exprs listing
%type <Window> window
%type <StatusWord> status
%type <Ref *> ref plain_ref
%type <Statement *> statement
%type <Line *> duty_line right_line requirement_line signature_line gives_line value_line scenario_line
%%
file:
  START_RULES items END
| START_CASE case_items END
| START_CONDITION begin expr[condition] END     { ast_always(parser, (Text){0}, @begin, $condition); ast_finish(parser, @condition); }
| START_STATEMENT begin statement END           { ast_stating(parser, DECL_STATEMENT, $statement); ast_finish(parser, @statement); }
| START_VALUE begin stated END                  { ast_value_alone(parser, @stated); ast_finish(parser, @stated); }
| START_VALUE begin NONE                        { ast_stated(parser, STATEMENT_IS_NONE, (Literals){0}); } END
                                                { ast_value_alone(parser, @NONE); ast_finish(parser, @NONE); }
;
items:
  %empty
| items begin item                              { ast_finish(parser, @item); }
| items error SYNC_DECL                         { ast_give_up(parser); yyerrok; }
;
case_items:
  %empty
| case_items begin case_item                    { ast_finish(parser, @case_item); }
| case_items error SYNC_DECL                    { ast_give_up(parser); yyerrok; }
;
/* Spans are relative to their declaration: this notes where it begins, which is the token that decided to reduce it. */
begin: %empty                                   { yyerrok; if (ast_begin(parser, yylloc.from)) YYACCEPT; } ;

case_item: case_head | use | source | party | statement     { ast_stating(parser, DECL_STATEMENT, $statement); } ;
item:
  module | use | source | party | type_decl | scale | fact | event | parameter | holidays | role | define | duty
| matter | right | requirement | signature | amend | scenario | always | record
;

/* ---- small declarations ---- */

module: MODULE name                             { ast_open(parser, DECL_MODULE, $name); } label ;
use: USE name                                   { ast_open(parser, DECL_USE, $name); } ;
party: PARTY name                               { ast_open(parser, DECL_PARTY, $name); } label ;
matter: MATTER name                             { ast_open(parser, DECL_MATTER, $name); } label ;
source: SOURCE name                             { ast_open(parser, DECL_SOURCE, $name); } label source_clauses ;
source_clauses:
  %empty
| source_clauses BY texts                       { ast_source_by(parser, $texts, @BY); }
| source_clauses DATED bound                    { ast_source_dated(parser, $bound, @DATED); }
| source_clauses basis                          { ast_source_basis(parser, $basis, @basis); }
;
type_decl: TYPE name                            { ast_open(parser, DECL_TYPE, $name); } label IS names
                                                { ast_members(parser, $names); } ;
scale: SCALE name                               { ast_open(parser, DECL_SCALE, $name); } label IS ladder
                                                { ast_members(parser, $ladder); } ;
ladder:
  name                                          { $$ = ast_names(parser, (Idents){0}, $name); }
| ladder[lower] '<' name                        { $$ = ast_names(parser, $lower, $name); }
;
holidays: HOLIDAYS bounds                       { ast_holidays(parser, $bounds); } ;
event: EVENT name                               { ast_open(parser, DECL_EVENT, $name); } label each cites_opt
                                                { ast_head_cites(parser, $cites_opt); } ;
role: ROLE name                                 { ast_open(parser, DECL_ROLE, $name); } label cardinality
                                                { ast_cardinality(parser, $cardinality); } ;
cardinality:
  EXACTLY_ONE                                   { $$ = CARDINALITY_EXACTLY_ONE; }
| AT_LEAST ONE                                  { $$ = CARDINALITY_AT_LEAST_ONE; }
| ANY_NUMBER                                    { $$ = CARDINALITY_ANY; }
;
always: ALWAYS TEXT expr                        { ast_always(parser, $TEXT, @TEXT, $expr); } ;
record: RECORD statement                        { ast_stating(parser, DECL_RECORD, $statement); } ;
case_head: CASE name                            { ast_open(parser, DECL_CASE, $name); } label case_date ;
case_date:
  %empty
| AS_AT date                                    { ast_case_date(parser, $date); }
;

/* ---- facts and parameters ---- */

fact: FACT name                                 { ast_open(parser, DECL_FACT, $name); } label each ':' type
                                                { ast_fact_type(parser, $type); } fact_clauses ;
fact_clauses: %empty | fact_clauses fact_clause ;
fact_clause:
  ASK texts                                     { ast_fact_ask(parser, $texts, @ASK); }
| FIXED                                         { ast_fact_fixed(parser, @FIXED); }
| DECIDED BY name                               { ast_fact_decided(parser, $name, @DECIDED); }
| JUDGED BY name                                { ast_fact_judged(parser, $name, @JUDGED); }
| STALE AFTER DURATION                          { ast_fact_stale(parser, ast_literal(parser, $DURATION, @DURATION), @STALE); }
| cite                                          { ast_head_cites(parser, $cite); }
;
type:
  YES '/' NO                                    { $$ = ast_type(parser, TYPE_YES_NO, @$); }
| TYPE_COUNT                                    { $$ = ast_type(parser, TYPE_COUNT, @$); }
| TYPE_NUMBER                                   { $$ = ast_type(parser, TYPE_NUMBER, @$); }
| TYPE_PERCENT                                  { $$ = ast_type(parser, TYPE_PERCENT, @$); }
| TYPE_MONEY                                    { $$ = ast_type(parser, TYPE_MONEY, @$); }
| TYPE_DATE                                     { $$ = ast_type(parser, TYPE_DATE, @$); }
| TYPE_DURATION                                 { $$ = ast_type(parser, TYPE_DURATION, @$); }
| TYPE_TEXT                                     { $$ = ast_type(parser, TYPE_TEXT, @$); }
| TYPE_PARTY                                    { $$ = ast_type(parser, TYPE_PARTY, @$); }
| name                                          { $$ = ast_named_type(parser, $name, @$); }
| SET_OF name                                   { $$ = ast_set_type(ast_named_type(parser, $name, @$)); }
| SET_OF TYPE_PARTY                             { $$ = ast_set_type(ast_type(parser, TYPE_PARTY, @$)); }
;
parameter:
  parameter_name label ':' type                 { ast_decl_type(parser, $type); } value_lines %prec LINES
| parameter_name error SYNC_LINE                { ast_swallowed(parser); yyerrok; } value_lines %prec LINES
| parameter_name error SYNC_DECL                { ast_swallowed(parser); yyerrok; }
;
parameter_name: PARAMETER name                  { ast_open(parser, DECL_PARAMETER, $name); } ;
value_lines: value_line                         { ast_line(parser, $value_line); }
| value_lines value_line                        { ast_line(parser, $value_line); }
| value_lines lost
;
value_line:
  IS value period                               { $$ = ast_value_line(parser, $value, $period, @$); }
| cite                                          { $$ = ast_value_cites(parser, $cite); }
;

/* ---- definitions, duties ---- */

define:
  define_name label each cites_opt[head] WHEN expr cites_opt[own]
                                                { ast_define_when(parser, $head, $expr, $own, (Span){@WHEN.from, @own.to}); }
| define_name label each ':' type cites_opt     { ast_define_type(parser, $type, $cites_opt); } gives_lines %prec LINES
| define_name error SYNC_LINE                   { ast_swallowed(parser); yyerrok; } gives_lines %prec LINES
| define_name error SYNC_DECL                   { ast_swallowed(parser); yyerrok; }
;
define_name: DEFINE name                        { ast_open(parser, DECL_DEFINE, $name); } ;
gives_lines: gives_line                         { ast_line(parser, $gives_line); }
| gives_lines gives_line                        { ast_line(parser, $gives_line); }
| gives_lines lost
;
gives_line:
  GIVES expr condition_opt cites_opt            { $$ = ast_gives(parser, $expr, $condition_opt, $cites_opt, @$); }
;
duty:
  duty_name label each head duty_lines %prec LINES
| duty_name error SYNC_LINE                     { ast_swallowed(parser); yyerrok; } duty_lines %prec LINES
| duty_name error SYNC_DECL                     { ast_swallowed(parser); yyerrok; }
;
duty_name: DUTY name                            { ast_open(parser, DECL_DUTY, $name); } ;
duty_lines: duty_line                           { ast_line(parser, $duty_line); }
| duty_lines duty_line                          { ast_line(parser, $duty_line); }
| duty_lines lost
;
duty_line:
  name names condition_opt cites_opt            { $$ = ast_role_line(parser, $name, $names, $condition_opt, $cites_opt, @$); }
| name UNKNOWN condition_opt cites_opt          { $$ = ast_unsettled_line(parser, $name, $condition_opt, $cites_opt, @$); }
;

/* ---- rights, requirements, signatures ---- */

right:
  right_name label each head right_kind right_clauses right_lines %prec LINES
| right_name error SYNC_LINE                    { ast_swallowed(parser); yyerrok; } right_lines %prec LINES
| right_name error SYNC_DECL                    { ast_swallowed(parser); yyerrok; }
;
right_name: RIGHT name                          { ast_open(parser, DECL_RIGHT, $name); } ;
right_kind:
  CLAIM_OF names[of] AGAINST names[others]      { ast_right_kind(parser, RIGHT_CLAIM, $of, $others); }
| POWER_OF names[of] OVER names[others]         { ast_right_kind(parser, RIGHT_POWER, $of, $others); }
| LIBERTY_OF names                              { ast_right_kind(parser, RIGHT_LIBERTY, $names, (Idents){0}); }
| IMMUNITY_OF names[of] FROM names[others]      { ast_right_kind(parser, RIGHT_IMMUNITY, $of, $others); }
;
right_clauses:
  %empty
| right_clauses ON name                         { ast_right_matter(parser, $name, @ON); }
| right_clauses cite                            { ast_head_cites(parser, $cite); }
| right_clauses in_force
;
right_lines:
  WHEN expr cites_opt                           { ast_line(parser, ast_held_when(parser, $expr, $cites_opt, @$)); }
| right_branches %prec LINES
;
right_branches: right_line                      { ast_line(parser, $right_line); }
| right_branches right_line                     { ast_line(parser, $right_line); }
| right_branches lost
;
right_line:
  HELD condition cites_opt                      { $$ = ast_branch(parser, LINE_HELD, $condition, $cites_opt, @$); }
| NOT_HELD condition cites_opt                  { $$ = ast_branch(parser, LINE_NOT_HELD, $condition, $cites_opt, @$); }
| UNKNOWN condition cites_opt                   { $$ = ast_branch(parser, LINE_UNKNOWN, $condition, $cites_opt, @$); }
;
requirement:
  requirement_name label each head requirement_lines %prec LINES
| requirement_name error SYNC_LINE              { ast_swallowed(parser); yyerrok; } requirement_lines %prec LINES
| requirement_name error SYNC_DECL              { ast_swallowed(parser); yyerrok; }
;
requirement_name: REQUIREMENT name              { ast_open(parser, DECL_REQUIREMENT, $name); } ;
requirement_lines: requirement_line             { ast_line(parser, $requirement_line); }
| requirement_lines requirement_line            { ast_line(parser, $requirement_line); }
| requirement_lines lost
;
requirement_line:
  ON names                                      { $$ = ast_on_line(parser, $names, @$); }
| APPLIES WHEN expr cites_opt                   { $$ = ast_when_line(parser, LINE_APPLIES, $expr, $cites_opt, @$); }
| NOT_APPLICABLE WHEN expr cites_opt            { $$ = ast_when_line(parser, LINE_NOT_APPLICABLE, $expr, $cites_opt, @$); }
| MUST expr by_date_opt when_opt cites_opt      { $$ = ast_must(parser, $expr, $by_date_opt, $when_opt, $cites_opt, @$); }
;
by_date_opt:
  %empty                                        { $$ = NULL; }
| BY expr                                       { $$ = $expr; }
;
when_opt:
  %empty                                        { $$ = NULL; }
| WHEN expr                                     { $$ = $expr; }
;
signature:
  signature_name label each head signature_lines %prec LINES
| signature_name error SYNC_LINE                { ast_swallowed(parser); yyerrok; } signature_lines %prec LINES
| signature_name error SYNC_DECL                { ast_swallowed(parser); yyerrok; }
;
signature_name: SIGNATURE name                  { ast_open(parser, DECL_SIGNATURE, $name); } ;
signature_lines: signature_line                 { ast_line(parser, $signature_line); }
| signature_lines signature_line                { ast_line(parser, $signature_line); }
| signature_lines lost
;
signature_line:
  GROUP name                                    { $$ = ast_named_line(parser, LINE_GROUP, $name, @$); }
| INDICATOR name texts_opt WHEN expr cites_opt  { $$ = ast_indicator(parser, LINE_INDICATOR, $name, $texts_opt, $expr, $cites_opt, @$); }
| MITIGATION name texts_opt WHEN expr cites_opt { $$ = ast_indicator(parser, LINE_MITIGATION, $name, $texts_opt, $expr, $cites_opt, @$); }
| RAISED WHEN expr cites_opt                    { $$ = ast_when_line(parser, LINE_RAISED, $expr, $cites_opt, @$); }
| SEVERITY name condition_opt cites_opt         { $$ = ast_severity(parser, $name, $condition_opt, $cites_opt, @$); }
| PROBE texts                                   { $$ = ast_probe(parser, $texts, @$); }
;

/* ---- amendments, scenarios ---- */

amend:
  AMEND PARAMETER name                          { ast_amend(parser, DECL_PARAMETER, $name); } value_lines %prec LINES
| AMEND DUTY name                               { ast_amend(parser, DECL_DUTY, $name); } head duty_lines %prec LINES
| AMEND RIGHT name                              { ast_amend(parser, DECL_RIGHT, $name); } head right_branches %prec LINES
| AMEND SIGNATURE name                          { ast_amend(parser, DECL_SIGNATURE, $name); } head signature_lines %prec LINES
| AMEND REQUIREMENT name                        { ast_amend(parser, DECL_REQUIREMENT, $name); } head requirement_lines %prec LINES
| AMEND DEFINE name                             { ast_amend(parser, DECL_DEFINE, $name); } head gives_lines %prec LINES
;
scenario:
  scenario_name scenario_head scenario_lines %prec LINES
| scenario_name error SYNC_LINE                 { ast_swallowed(parser); yyerrok; } scenario_lines %prec LINES
| scenario_name error SYNC_DECL                 { ast_swallowed(parser); yyerrok; }
;
scenario_name: SCENARIO TEXT                    { ast_open_scenario(parser, $TEXT, @TEXT); } ;
scenario_head:
  %empty
| scenario_head CASE TEXT                       { ast_scenario_case(parser, $TEXT, @TEXT); }
| scenario_head AS_AT date                      { ast_scenario_at(parser, $date, @AS_AT); }
| scenario_head AS_PLANNED                      { ast_scenario_planned(parser, @AS_PLANNED); }
| scenario_head AS_KNOWN date                   { ast_scenario_known(parser, $date, @AS_KNOWN); }
;
scenario_lines: scenario_line                   { ast_line(parser, $scenario_line); }
| scenario_lines scenario_line                  { ast_line(parser, $scenario_line); }
| scenario_lines lost
;
scenario_line:
  GIVEN statement                               { $$ = ast_given(parser, $statement, @$); }
| EXPECT expr as_opt                            { $$ = ast_expect(parser, $expr, NULL, $as_opt, @$); }
| EXPECT expr BECAUSE ref as_opt                { $$ = ast_expect(parser, $expr, $ref, $as_opt, @$); }
;

/* ---- parts of declarations ---- */

label:
  %empty
| texts                                         { ast_label(parser, $texts, @texts); }
;
each:
  %empty
| FOR_EACH name[variable] IN name[type]         { ast_each(parser, $variable, $type); }
;
head:
  %empty
| head cite                                     { ast_head_cites(parser, $cite); }
| head in_force
;
in_force:
  IN_FORCE FROM date until_opt                  { ast_in_force(parser, $date, $until_opt, @IN_FORCE); }
| IN_FORCE UNTIL date                           { ast_in_force(parser, (DateBound){0}, $date, @IN_FORCE); }
;
/* Where a line was lost to a mistake. */
lost:
  error SYNC_LINE                               { ast_swallowed(parser); yyerrok; }
| error SYNC_DECL                               { ast_swallowed(parser); yyerrok; }
;
condition_opt:
  %empty                                        { $$ = (Condition){CONDITION_ALWAYS, NULL}; }
| condition
;
condition:
  WHEN expr                                     { $$ = (Condition){CONDITION_WHEN, $expr}; }
| OTHERWISE                                     { $$ = (Condition){CONDITION_OTHERWISE, NULL}; }
;
name: NAME                                      { $$ = ast_ident(parser, $NAME, @NAME); } ;
names:
  name                                          { $$ = ast_names(parser, (Idents){0}, $name); }
| names[first] ',' name                         { $$ = ast_names(parser, $first, $name); }
;
texts: TEXT | texts[first] TEXT                 { $$ = ast_joined(parser, $first, $TEXT, @$); } ;
texts_opt: %empty                               { $$ = (Text){0}; }
| texts
;
cites_opt: %empty                               { $$ = (Cites){0}; }
| cites
;
cites: cite | cites[first] cite                 { $$ = ast_cites_joined(parser, $first, $cite); } ;
cite: CITE citations                            { $$ = $citations; } ;
citations:
  citation                                      { $$ = ast_cites(parser, (Cites){0}, $citation); }
| citations[first] ',' citation                 { $$ = ast_cites(parser, $first, $citation); }
;
citation: name texts_opt as_opt by_opt          { $$ = ast_cite(parser, $name, $texts_opt, $as_opt, $by_opt, @$); } ;
as_opt: %empty                                  { $$ = BASIS_NONE; }
| AS basis                                      { $$ = $basis; }
;
by_opt: %empty                                  { $$ = (Text){0}; }
| BY texts                                      { $$ = $texts; }
;
basis:
  STATED                                        { $$ = BASIS_STATED; }
| IMPLIED                                       { $$ = BASIS_IMPLIED; }
| OPINION                                       { $$ = BASIS_OPINION; }
| PROPOSED                                      { $$ = BASIS_PROPOSED; }
;

/* ---- dates and values ---- */

date_literal: DATE | NUMBER ;
date: date_literal                              { $$ = ast_date(parser, $date_literal, @$); } ;
bound:
  date
| BETWEEN date[first] AND date[last]            { $$ = ast_between_dates(parser, $first, $last, @$); }
;
bounds:
  bound                                         { $$ = ast_bounds(parser, (DateBounds){0}, $bound); }
| bounds[first] ',' bound                       { $$ = ast_bounds(parser, $first, $bound); }
;
period: from_opt until_opt                      { $$ = (Period){$from_opt, $until_opt}; } ;
from_opt: %empty                                { $$ = (DateBound){0}; }
| FROM bound                                    { $$ = $bound; }
;
until_opt: %empty                               { $$ = (DateBound){0}; }
| UNTIL bound                                   { $$ = $bound; }
;
value:
  NUMBER                                        { $$ = ast_literal(parser, $NUMBER, @$); }
| '-' NUMBER                                    { $$ = ast_negative(parser, $NUMBER, @$); }
| PERCENT                                       { $$ = ast_literal(parser, $PERCENT, @$); }
| '-' PERCENT                                   { $$ = ast_negative(parser, $PERCENT, @$); }
| MONEY                                         { $$ = ast_literal(parser, $MONEY, @$); }
| '-' MONEY                                     { $$ = ast_negative(parser, $MONEY, @$); }
| DURATION                                      { $$ = ast_literal(parser, $DURATION, @$); }
| DATE                                          { $$ = ast_literal(parser, $DATE, @$); }
| texts                                         { $$ = ast_text_literal(parser, $texts, @$); }
| YES                                           { $$ = ast_word_literal(parser, LITERAL_YES, @$); }
| NO                                            { $$ = ast_word_literal(parser, LITERAL_NO, @$); }
| name                                          { $$ = ast_name_literal(parser, $name, @$); }
;
values:
  value                                         { $$ = ast_values(parser, (Literals){0}, $value); }
| values[first] ',' value                       { $$ = ast_values(parser, $first, $value); }
;

/* ---- statements of fact ---- */

statement: plain_ref statement_body statement_clauses
                                                { $$ = ast_statement(parser, $plain_ref, @$); } ;
statement_body:
  IS stated period                              { ast_statement_period(parser, $period); }
| IS NONE                                       { ast_stated(parser, STATEMENT_IS_NONE, (Literals){0}); } period
                                                { ast_statement_period(parser, $period); }
| INCLUDES values                               { ast_stated(parser, STATEMENT_INCLUDES, $values); } period
                                                { ast_statement_period(parser, $period); }
| EXCLUDES values                               { ast_stated(parser, STATEMENT_EXCLUDES, $values); } period
                                                { ast_statement_period(parser, $period); }
| COMPLETE                                      { ast_stated(parser, STATEMENT_COMPLETE, (Literals){0}); } period
                                                { ast_statement_period(parser, $period); }
| NONE                                          { ast_stated(parser, STATEMENT_NONE, (Literals){0}); } period
                                                { ast_statement_period(parser, $period); }
| ON bounds                                     { ast_stated_on(parser, $bounds); }
;
statement_clauses:
  %empty
| statement_clauses PLANNED                     { ast_statement_planned(parser, @PLANNED); }
| statement_clauses RECORDED date               { ast_statement_recorded(parser, $date, @RECORDED); }
| statement_clauses cite                        { ast_statement_cites(parser, $cite); }
;
stated:
  values                                        { ast_stated(parser, STATEMENT_IS, $values); }
| AT_LEAST value                                { ast_stated_bound(parser, STATEMENT_AT_LEAST, $value); }
| AT_MOST value                                 { ast_stated_bound(parser, STATEMENT_AT_MOST, $value); }
| BETWEEN value[low] AND value[high]            { ast_stated_between(parser, $low, $high); }
| ONE_OF '(' values ')'                         { ast_stated(parser, STATEMENT_ONE_OF, $values); }
| UNKNOWN                                       { ast_stated(parser, STATEMENT_UNKNOWN, (Literals){0}); }
;

/* ---- conditions and expressions ---- */

expr:
  expr[a] OR expr[b]                            { $$ = ast_chain(parser, EXPR_OR, $a, $b, @$); }
| expr[a] AND expr[b]                           { $$ = ast_chain(parser, EXPR_AND, $a, $b, @$); }
| NOT expr[a]                                   { $$ = ast_prefix(parser, EXPR_NOT, $a, @$); }
| EVER expr[a] %prec EVER                       { $$ = ast_ever(parser, EXPR_EVER, $a, (Window){0}, @$); }
| NEVER expr[a] %prec EVER                      { $$ = ast_ever(parser, EXPR_NEVER, $a, (Window){0}, @$); }
| EVER expr[a] window %prec EVER                { $$ = ast_ever(parser, EXPR_EVER, $a, $window, @$); }
| NEVER expr[a] window %prec EVER               { $$ = ast_ever(parser, EXPR_NEVER, $a, $window, @$); }
| timed
;
timed:
  comparison
| timed[a] AT primary[b]                        { $$ = ast_infix(parser, EXPR_AT, $a, $b, @$); }
| timed[a] FOR duration[b]                      { $$ = ast_infix(parser, EXPR_FOR, $a, $b, @$); }
;
window:
  IN_LAST duration                              { $$ = (Window){.in_last = $duration}; }
| SINCE primary                                 { $$ = (Window){.since = $primary}; }
;
duration:
  DURATION                                      { $$ = ast_literal_expr(parser, ast_literal(parser, $DURATION, @$)); }
| name                                          { $$ = ast_name_expr(parser, $name); }
;
comparison:
  AT_LEAST number listing                       { $$ = ast_quantified(parser, QUANT_AT_LEAST, $number, $listing, @$); }
| AT_MOST number listing                        { $$ = ast_quantified(parser, QUANT_AT_MOST, $number, $listing, @$); }
| ALL_INDICATORS                                { $$ = ast_quantified(parser, QUANT_ALL, NULL, ast_indicators(parser), @$); }
| ALL_OF '(' exprs ')'                          { $$ = ast_quantified(parser, QUANT_ALL, NULL, $exprs, @$); }
| NONE_OF '(' exprs ')'                         { $$ = ast_quantified(parser, QUANT_NONE, NULL, $exprs, @$); }
| arithmetic
| arithmetic[a] '=' arithmetic[b]               { $$ = ast_compare(parser, COMPARE_EQUAL, $a, $b, @$); }
| arithmetic[a] '<' arithmetic[b]               { $$ = ast_compare(parser, COMPARE_LESS, $a, $b, @$); }
| arithmetic[a] '>' arithmetic[b]               { $$ = ast_compare(parser, COMPARE_GREATER, $a, $b, @$); }
| arithmetic[a] LE arithmetic[b]                { $$ = ast_compare(parser, COMPARE_AT_MOST, $a, $b, @$); }
| arithmetic[a] GE arithmetic[b]                { $$ = ast_compare(parser, COMPARE_AT_LEAST, $a, $b, @$); }
| arithmetic[a] IS arithmetic[b]                { $$ = ast_compare(parser, COMPARE_IS, $a, $b, @$); }
| arithmetic[a] IS_NOT arithmetic[b]            { $$ = ast_compare(parser, COMPARE_IS_NOT, $a, $b, @$); }
| arithmetic[a] IS AT_LEAST arithmetic[b]       { $$ = ast_compare(parser, COMPARE_AT_LEAST, $a, $b, @$); }
| arithmetic[a] IS AT_MOST arithmetic[b]        { $$ = ast_compare(parser, COMPARE_AT_MOST, $a, $b, @$); }
| arithmetic[a] IS BETWEEN arithmetic[b] AND arithmetic[c]
                                                { $$ = ast_between(parser, $a, $b, $c, @$); }
| arithmetic[a] IN arithmetic[b]                { $$ = ast_compare(parser, COMPARE_IN, $a, $b, @$); }
| arithmetic[a] NOT_IN arithmetic[b]            { $$ = ast_compare(parser, COMPARE_NOT_IN, $a, $b, @$); }
| arithmetic[a] INCLUDES arithmetic[b]          { $$ = ast_compare(parser, COMPARE_INCLUDES, $a, $b, @$); }
| arithmetic[a] IS ONE_OF '(' choices ')'       { $$ = ast_one_of(parser, $a, false, $choices, @$); }
| arithmetic[a] IS_NOT ONE_OF '(' choices ')'   { $$ = ast_one_of(parser, $a, true, $choices, @$); }
| arithmetic[a] IS status                       { $$ = ast_status(parser, $a, false, $status, @$); }
| arithmetic[a] IS_NOT status                   { $$ = ast_status(parser, $a, true, $status, @$); }
;
number:
  NUMBER                                        { $$ = ast_literal_expr(parser, ast_literal(parser, $NUMBER, @$)); }
| name                                          { $$ = ast_name_expr(parser, $name); }
;
listing:
  OF '(' exprs ')'                              { $$ = $exprs; }
| INDICATORS                                    { $$ = ast_indicators(parser); }
| INDICATOR                                     { $$ = ast_indicators(parser); }
;
exprs:
  expr                                          { $$ = ast_listing(parser, NULL, $expr); }
| exprs[first] ',' expr                         { $$ = ast_listing(parser, $first, $expr); }
| expr FOR_EACH name[variable] IN name[type]    { $$ = ast_listing_each(parser, $expr, $variable, $type); }
;
choices:
  value                                         { $$ = ast_choices(parser, (Exprs){0}, $value); }
| choices[first] ',' value                      { $$ = ast_choices(parser, $first, $value); }
;
status:
  CONFLICT                                      { $$ = STATUS_CONFLICT; }
| NOBODY                                        { $$ = STATUS_NOBODY; }
| IN_FORCE                                      { $$ = STATUS_IN_FORCE; }
| KNOWN                                         { $$ = STATUS_KNOWN; }
| UNKNOWN                                       { $$ = STATUS_UNKNOWN; }
| DISPUTED                                      { $$ = STATUS_DISPUTED; }
| HELD                                          { $$ = STATUS_HELD; }
| RAISED                                        { $$ = STATUS_RAISED; }
| MET                                           { $$ = STATUS_MET; }
| BREACHED                                      { $$ = STATUS_BREACHED; }
| PENDING                                       { $$ = STATUS_PENDING; }
| APPLICABLE                                    { $$ = STATUS_APPLICABLE; }
;
arithmetic:
  primary
| arithmetic[a] '+' arithmetic[b]               { $$ = ast_chain(parser, EXPR_ADD, $a, $b, @$); }
| arithmetic[a] '*' arithmetic[b]               { $$ = ast_chain(parser, EXPR_MULTIPLY, $a, $b, @$); }
| arithmetic[a] '-' arithmetic[b]               { $$ = ast_infix(parser, EXPR_SUBTRACT, $a, $b, @$); }
| arithmetic[a] '/' arithmetic[b]               { $$ = ast_infix(parser, EXPR_DIVIDE, $a, $b, @$); }
| '-' arithmetic[a] %prec UMINUS                { $$ = ast_negate(parser, $a, @$); }
;
primary:
  ref                                           { $$ = ast_ref_expr(parser, $ref, @$); }
| NUMBER                                        { $$ = ast_literal_expr(parser, ast_literal(parser, $NUMBER, @$)); }
| PERCENT                                       { $$ = ast_literal_expr(parser, ast_literal(parser, $PERCENT, @$)); }
| MONEY                                         { $$ = ast_literal_expr(parser, ast_literal(parser, $MONEY, @$)); }
| DURATION                                      { $$ = ast_literal_expr(parser, ast_literal(parser, $DURATION, @$)); }
| DATE                                          { $$ = ast_literal_expr(parser, ast_literal(parser, $DATE, @$)); }
| texts                                         { $$ = ast_literal_expr(parser, ast_text_literal(parser, $texts, @$)); }
| YES                                           { $$ = ast_literal_expr(parser, ast_word_literal(parser, LITERAL_YES, @$)); }
| NO                                            { $$ = ast_literal_expr(parser, ast_word_literal(parser, LITERAL_NO, @$)); }
| TODAY                                         { $$ = ast_today(parser, @$); }
| '(' expr ')'                                  { $$ = ast_brackets(parser, $expr, @$); }
| '(' error ')'                                 { $$ = ast_lost_expr(parser, @$); yyerrok; }
| '(' error SYNC_LINE                           { $$ = ast_lost_expr(parser, @$); }
| '(' error SYNC_DECL                           { $$ = ast_lost_expr(parser, @$); }
| DURATION AFTER primary[b]                     { $$ = ast_after(parser, ast_literal(parser, $DURATION, @DURATION), $b, @$); }
| RAISED_SIGNATURES                             { $$ = ast_standing(parser, STANDING_RAISED_SIGNATURES, (Ident){0}, (Ident){0}, @$); }
| RAISED_SIGNATURES OF name[of]                 { $$ = ast_standing(parser, STANDING_RAISED_SIGNATURES, $of, (Ident){0}, @$); }
| RAISED_SIGNATURES WITH name[with]             { $$ = ast_standing(parser, STANDING_RAISED_SIGNATURES, (Ident){0}, $with, @$); }
| RAISED_SIGNATURES OF name[of] WITH name[with] { $$ = ast_standing(parser, STANDING_RAISED_SIGNATURES, $of, $with, @$); }
| BREACHED_REQUIREMENTS                         { $$ = ast_standing(parser, STANDING_BREACHED_REQUIREMENTS, (Ident){0}, (Ident){0}, @$); }
| HELD_RIGHTS OF name[of]                       { $$ = ast_standing(parser, STANDING_HELD_RIGHTS, $of, (Ident){0}, @$); }
| COUNT_OF plain_ref window                     { $$ = ast_events(parser, EXPR_COUNT_EVENTS, $plain_ref, $window, @$); }
| CHANGES_OF plain_ref window                   { $$ = ast_events(parser, EXPR_CHANGES, $plain_ref, $window, @$); }
| FIRST plain_ref                               { $$ = ast_events(parser, EXPR_FIRST, $plain_ref, (Window){0}, @$); }
| LAST plain_ref                                { $$ = ast_events(parser, EXPR_LAST, $plain_ref, (Window){0}, @$); }
| START_OF primary[a]                           { $$ = ast_prefix(parser, EXPR_START_OF, $a, @$); }
| DAYS_FROM primary[a] TO primary[b]            { $$ = ast_span_of_time(parser, TIME_DAYS, $a, $b, @$); }
| MONTHS_FROM primary[a] TO primary[b]          { $$ = ast_span_of_time(parser, TIME_MONTHS, $a, $b, @$); }
| YEARS_FROM primary[a] TO primary[b]           { $$ = ast_span_of_time(parser, TIME_YEARS, $a, $b, @$); }
;
ref:
  plain_ref
| plain_ref[whole] '.' name[part]               { $$ = ast_ref_part($whole, $part); }
;
plain_ref:
  name                                          { $$ = ast_ref(parser, $name, (Ident){0}); }
| name[whole] '[' name[index] ']'               { $$ = ast_ref(parser, $whole, $index); }
;
%%
/* Bison's own mistakes: none of its messages reaches an author but that its stack is full. */
static void yyerror(const Span *span, Parser *parser, const char *message) {
  (void)message;
  complain_nesting(parser, *span);
}

static int yyreport_syntax_error(const yypcontext_t *context, Parser *parser) {
  yysymbol_kind_t symbols[EXPECT_MOST];
  Expected expected = {.count = 0};
  int count = yypcontext_expected_tokens(context, symbols, EXPECT_MOST);
  for (int i = 0; i < count; i++) expected.words[expected.count++] = yysymbol_name(symbols[i]);
  mistake_report(parser, &expected);
  return 0;
}
