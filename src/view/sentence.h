/* Rules and conditions as sentences, made from labels: for arguments, timelines, documents. Composed on the report's
 * page.
 *
 * A condition (yes/no) becomes a clause ("a Statutory Direction is in force"), any other expression a noun ("vacant
 * social-work posts"). Which, the type says.
 */
#ifndef REMIT_VIEW_SENTENCE_H
#define REMIT_VIEW_SENTENCE_H
#include "engine/argument.h"
#include "view/runtext.h"

/* With its parts spelled out. */
void say_node(Report *report, const Node *node);
/* Its parts only counted, where it has several: for a heading above them ("all of these hold"). */
void say_node_shortly(Report *report, const Node *node);
/* Conditions beneath which nothing more need be said: short enough for a line. */
bool node_is_short(const Node *node);
/* A label inside a sentence: one that begins with an article or the like loses its capital. */
void say_label(Report *report, Text label);
/* The label of what is declared, likewise, and a link where the document has a place for it. */
void say_subject(Report *report, const Subject *subject);
/* The same in the middle of a sentence: in quotes where it keeps its capital, as if a new one began. */
void say_subject_apart(Report *report, const Subject *subject);
/* As a clause or a noun inside a sentence. */
void say_unit(Report *report, const Unit *unit);
/* What a branch of a requirement asks, without its condition: "it must be so that ..., by 1 April 2021". */
void say_requirement_branch(Report *report, const Unit *unit, const Branch *branch);
/* What a value of this unit is called: "held", "the Children's Trust", "£4.7m". */
void say_unit_value(Report *report, const Unit *unit, const Value *value);
/* The role of the duty that the unit is. */
/* " in the last 2 years", " since 1 April 2021", or nothing. */
void say_window(Report *report, const Node *node);
/* `rules/core.remit:12`. */
void say_place(Report *report, Source *file, Span span);
#endif
