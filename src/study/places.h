/* The last place of a number as its author wrote it: what makes two thresholds neighbours. */
#ifndef REMIT_STUDY_PLACES_H
#define REMIT_STUDY_PLACES_H
#include "model/program.h"

/* One unit of the last place of a literal, in the units of its values: 10000 of `20%`, 1000 of `17.5%`, 12 of `5
 * years`, 1 of a date. 0: no number is written there. */
int64_t place_written(Text written, const Type *type);
/* Of the line that gives a parameter its value in a step of its history; 0 where there is none. */
int64_t place_of_parameter(const Program *program, const Parameter *parameter, const Step *step);
/* Where nothing is written: a day, a month, one of what is counted, a hundredth of one, a pound. */
int64_t place_usual(const Type *type);

/* Calls `visit` for each value line of a parameter, of its declaration and of the amendments, with the tag that its
 * steps carry. */
typedef struct ValueLine {
  const Parameter *parameter;
  const Line *line;
  Home home;
  uint32_t tag;
} ValueLine;
void places_each_line(const Program *program, const Parameter *parameter,
                      void (*visit)(void *owner, const ValueLine *line), void *owner);
bool place_has_tag(const Step *step, uint32_t tag);
#endif
