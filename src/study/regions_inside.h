/* What the files of regions share. */
#ifndef REMIT_STUDY_REGIONS_INSIDE_H
#define REMIT_STUDY_REGIONS_INSIDE_H
#include "study/regions.h"

/* Of a number, a date or a duration. */
Regions lever_ranges(const Support *support, const Lever *lever, World *world, Day day);
#endif
