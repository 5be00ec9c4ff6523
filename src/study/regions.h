/* Where the value of a fact makes a difference to a condition: between the thresholds that it is compared with, nothing
 * that the condition reads can tell two values apart, so that one of each region stands for all of it. For `how`, and
 * for whoever wants the breakpoints of a fact at one date.
 *
 * Members of enumerations fall into regions by the sets of members that the rules ask about; numbers, dates and
 * durations by their comparisons, through whatever definitions: a threshold that is compared with the fact itself is
 * read off, any other (arithmetic, deadlines, windows) is found by bisection over the exact grid (a day, a millionth, a
 * whole number), everything else held as it is in the world. Bisection finds every turn between two probes on which the
 * comparison differs; probes are the ends of the type, zero, the value now and all thresholds that were read off.
 */
#ifndef REMIT_STUDY_REGIONS_H
#define REMIT_STUDY_REGIONS_H
#include "engine/eval.h"

typedef struct Contrast { /* two values of an ordered type that are compared: one way only, so that truth turns once */
  const Node *a, *b;
  Order order;                  /* never equality: that is ORDER_AT_LEAST and ORDER_AT_MOST */
} Contrast;

/* All that a condition may read at whatever date, through definitions. */
typedef struct Support {
  Program *program;
  const Node *target;
  LIST(const Unit *) units;
  uint8_t *has_unit;            /* by Unit.index */
  uint8_t *has_fact, *has_event;
  LIST(Contrast) contrasts;
  LIST(const Node *) tests;     /* what tells the members of an enumeration or a set apart, or one text from another */
  uint32_t *reads, *plain;      /* by fact: how often it is read; how often compared with what no fact can change */
  bool asks_record;             /* `is known` and the like: an answer under the unknown then proves nothing */
} Support;

Support *support_of(Program *program, const Node *target);

/* One thing that might be otherwise: a fact, or whether one member is in a set. */
typedef struct Lever {
  const Fact *fact;
  int member;                   /* of a set fact; -1: the fact as a whole */
} Lever;
typedef LIST(Lever) Levers;

typedef struct Region {
  Value value;                  /* all of it, as knowledge of the fact: `at least 20%`, `one of (a, b)`, `includes a` */
  Value sample;                 /* of it: what is supposed in order to try it */
  bool rest;                    /* any text but those that the rules name */
  bool instance;                /* an example: what else may change with it decides where it ends */
} Region;
typedef LIST(Region) Regions;

/* The levers of a fact: itself, or the members of a set that the condition asks about. */
void levers_of(const Support *support, const Fact *fact, Levers *levers);
/* Whether its regions depend on what the other facts are: they must be found anew in each world. */
bool lever_mixed(const Support *support, const Lever *lever);
/* The regions of a lever in a world at a date, in ascending order or that of declaration. With the value as it is known
 * now, those in which a certain one lies come too. */
Regions lever_regions(const Support *support, const Lever *lever, World *world, Day day);

/* `F is V from DAY`, as a supposition made in code. */
Assertion *lever_suppose(const Lever *lever, Value value, Day day);
/* The fact's value on the day; of a member's lever a set in which only that member is told of. */
Value lever_now(const Lever *lever, World *world, Day day);
/* Whether a value that is known is certain for this lever: of a member, that it is in or out. */
bool lever_certain(const Lever *lever, const Value *value);
/* Whether the region holds the certain value. */
bool region_holds(const Lever *lever, const Region *region, const Value *value);
#endif
