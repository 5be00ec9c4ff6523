/* What the files of the argument share. Private to engine/argument*.c.
 *
 * A step is made with its value and its part, without those under it; argument_steps calls the grow_ function of its
 * kind when somebody looks.
 */
#ifndef REMIT_ENGINE_ARGUMENT_INSIDE_H
#define REMIT_ENGINE_ARGUMENT_INSIDE_H
#include "engine/argument.h"

struct Arguments {
  World *world;
  HashMap conclusions;      /* by unit and day: the first step made for it */
};

/* ---- argument.c ---- */
/* A new step under `above`, whose unit, home and day it takes over; not yet among its steps. */
ArgumentStep *step_under(const ArgumentStep *above, ArgumentKind kind, ArgumentPart part);
void step_add(ArgumentStep *to, ArgumentStep *part);
/* DECIDES where it is certain, OPEN where not. */
ArgumentPart part_of(const Value *value);

/* ---- argument_unit.c ---- */
/* Of a conclusion whose one branch stands in no step of its own: its place and sources become the conclusion's. */
void note_only_branch(ArgumentStep *step);
void grow_unit(Arguments *arguments, ArgumentStep *step);
void grow_branch(Arguments *arguments, ArgumentStep *step);
void grow_deadline(Arguments *arguments, ArgumentStep *step);
void grow_start(Arguments *arguments, ArgumentStep *step);

/* ---- argument_node.c ---- */
/* The step of a node as at a day; NULL of constants and of `today`, which need no argument. */
ArgumentStep *step_node(Arguments *arguments, const ArgumentStep *above, const Node *node, Day day);
void step_add_node(Arguments *arguments, ArgumentStep *above, const Node *node, Day day);
void grow_node(Arguments *arguments, ArgumentStep *step);
/* Of a step that stands for its node: the node's parts, or the node where it is a leaf or a conclusion. */
void step_add_inside(Arguments *arguments, ArgumentStep *step);
/* Parts of `and` (of `or`): which decided, given what the whole comes to. */
void choose_gate(ArgumentStep *above, bool any, const Value *whole);
/* The parts of an `and` or of a list of conditions stand directly under a branch. */
bool node_unfolds(const Node *node);

/* ---- argument_time.c ---- */
/* The runs of days from..to (both included) of a node, each a step. */
void add_days(Arguments *arguments, ArgumentStep *above, const Node *node, Day from, Day to);
void grow_time(Arguments *arguments, ArgumentStep *step);

/* ---- argument_record.c ---- */
void fill_fact(Arguments *arguments, ArgumentStep *step);
void fill_parameter(Arguments *arguments, ArgumentStep *step);
/* Of a step whose `from` is the first day of which the record says anything of what a condition reads: who says it. */
void fill_first_said(Arguments *arguments, ArgumentStep *step, Node *condition);
void fill_events(Arguments *arguments, ArgumentStep *step);

/* ---- argument_cited.c ---- */
/* The statements that a step about a fact rests on: all of them, or those that are needed for these members of a
 * set. */
void cite_reading(Arguments *arguments, ArgumentStep *step, uint64_t members);
#endif
