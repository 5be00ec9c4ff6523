/* What may be known of one thing on one day: the values still possible, and what that knowledge is worth.
 *
 * Four forms (language page, section 4, "Logic of the unknown"):
 *   MEMBERS  yes/no, a party, a member of an enumeration or scale, a status: the mask `may` of members still possible.
 *            For yes/no bit 0 is no and bit 1 is yes; for a scale bits ascend.
 *   SET      each member in (`must` and `may`), out (neither) or unknown (`may` only).
 *   RANGE    count, number, percent, money (millionths), date (day), duration (in `unit`): low..high, both included;
 *            either end may be open. With VALUE_MAYBE_NO_DATE there may also be no date at all; a range with
 *            low > high and that flag is certainly no date.
 *   TEXTS    the candidates; none listed: anything is possible.
 * Operators work on these and on nothing finer. The static type is kept beside the value, in the node, not in it.
 */
#ifndef REMIT_VALUE_VALUE_H
#define REMIT_VALUE_VALUE_H
#include "base/calendar.h"
#include "base/decimal.h"
#include "syntax/ast.h"

typedef enum ValueForm { VALUE_MEMBERS, VALUE_SET, VALUE_RANGE, VALUE_TEXTS } ValueForm;

enum {
  VALUE_OPEN_LOW = 1,       /* RANGE: nothing bounds it below (then low = INT64_MIN) */
  VALUE_OPEN_HIGH = 2,      /* RANGE: nothing bounds it above (then high = INT64_MAX) */
  VALUE_MAYBE_NO_DATE = 4,  /* RANGE of dates: what was asked for may never have been */
  VALUE_FAILED = 8,         /* an error value: overflow, division by zero; `error` says where; counts as unknown */
  VALUE_DISPUTED = 16,      /* not certain, and sources that disagree are among the reasons */
  VALUE_UNSTATED = 32,      /* not certain, and something nobody settled is among the reasons */
  VALUE_CONFLICT = 64,      /* rules that disagree gave different results; counts as unknown */
  VALUE_NOT_IN_FORCE = 128  /* of a conclusion outside its commencement; the value is then no / nobody */
};
/* The flags that an undecided part hands on to what hangs on it. */
#define VALUE_REASONS (VALUE_FAILED | VALUE_DISPUTED | VALUE_UNSTATED)

/* Of what asks of other days, or of several things at once: where they failed it is uncertain, but no error itself. */
static inline uint8_t reasons_elsewhere(unsigned reasons) {
  return (uint8_t)(reasons & VALUE_FAILED ? (reasons & ~(unsigned)VALUE_FAILED) | VALUE_UNSTATED : reasons);
}

typedef struct TextCandidates {
  uint32_t count;
  Text at[];
} TextCandidates;

typedef struct Value {
  uint8_t form;             /* ValueForm */
  uint8_t unit;             /* DurationUnit, of a duration */
  uint8_t basis;            /* Basis of what is known, be it all or a part (`at least 20%` may decide a comparison, and
                               then counts); BASIS_NONE of constants and of what is unknown. Shown only when certain */
  uint8_t flags;
  uint32_t error;           /* with VALUE_FAILED: the site, an index of the program's; VALUE_ERROR_* in the top byte */
  union {
    struct { uint64_t must, may; };
    struct { int64_t low, high; };
    const TextCandidates *texts;  /* NULL: anything */
  };
} Value;

#define VALUE_NO UINT64_C(1)
#define VALUE_YES UINT64_C(2)
#define VALUE_EITHER UINT64_C(3)

/* error = kind << 24 | site */
enum { VALUE_ERROR_OVERFLOW = 1, VALUE_ERROR_BY_ZERO = 2, VALUE_ERROR_DATE_RANGE = 3 };

/* Every value is certain, or has a reason: exactly one of the two, except that value_join adds no reason of its own. */

/* ---- basis: from strongest to weakest NONE (constants), STATED ... SUPPOSED ---- */
static inline Basis basis_weaker(Basis a, Basis b) { return a > b ? a : b; }    /* a constant never weakens */
static inline Basis basis_stronger(Basis a, Basis b) { return a < b ? a : b; }  /* a constant is strongest */
const char *basis_word(Basis basis);         /* "stated" ...; "" for none */

/* ---- making ---- (those not certain get VALUE_UNSTATED; those of which nothing is known BASIS_NONE) */
static inline Value value_truth(uint64_t may, Basis basis) {  /* VALUE_NO, VALUE_YES or VALUE_EITHER */
  const bool either = may == VALUE_EITHER;
  return (Value){.form = VALUE_MEMBERS,
                 .basis = (uint8_t)(either ? BASIS_NONE : basis),
                 .flags = either ? VALUE_UNSTATED : 0,
                 .may = may};
}
static inline Value value_yes_no(bool yes, Basis basis) { return value_truth(yes ? VALUE_YES : VALUE_NO, basis); }
Value value_members(uint64_t may, Basis basis);
Value value_set(uint64_t must, uint64_t may, Basis basis);
Value value_range(int64_t low, int64_t high, Basis basis);
Value value_open_range(bool open_low, int64_t low, bool open_high, int64_t high, Basis basis);
Value value_duration(int64_t count, DurationUnit unit, Basis basis);
Value value_text(Text text, Basis basis);
/* The candidates in any order, copied; none: anything is possible. On the heap, sorted, without repetitions. */
Value value_texts(const Text *texts, size_t count, Basis basis);
Value value_no_date(Basis basis);
Value value_error(unsigned kind, uint32_t site);              /* a RANGE, open both ways */
/* Nothing is known: `all` is the mask of members for MEMBERS and SET. */
Value value_unknown(ValueForm form, uint64_t all);

/* ---- asking ---- */
/* No end bounds it: nothing is known, or it is an error value. */
static inline bool value_range_whole(const Value *v) {
  return (v->flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH)) == (VALUE_OPEN_LOW | VALUE_OPEN_HIGH);
}
static inline bool value_no_date_certain(const Value *v) {
  return v->form == VALUE_RANGE && (v->flags & VALUE_MAYBE_NO_DATE) && v->low > v->high;
}
/* Exactly one value is possible (no date counts as one). */
static inline bool value_certain(const Value *v) {
  if (v->flags & (VALUE_FAILED | VALUE_CONFLICT)) return false;
  switch ((ValueForm)v->form) {
    case VALUE_MEMBERS: return (v->may & (v->may - 1)) == 0;
    case VALUE_SET: return v->must == v->may;
    case VALUE_RANGE:
      if (v->flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH)) return false;
      return v->flags & VALUE_MAYBE_NO_DATE ? v->low > v->high : v->low == v->high;
    case VALUE_TEXTS: return v->texts && v->texts->count == 1;
  }
  return false;
}
static inline bool value_is_yes(const Value *v) {             /* certainly */
  return v->may == VALUE_YES && !(v->flags & (VALUE_FAILED | VALUE_CONFLICT));
}
static inline bool value_is_no(const Value *v) {
  return v->may == VALUE_NO && !(v->flags & (VALUE_FAILED | VALUE_CONFLICT));
}
/* What an operand hands on to a result that it leaves undecided: 0 when it is certain, else at least one reason
 * (VALUE_UNSTATED for a conflict of rules, which has none of its own). */
static inline unsigned value_reasons(const Value *v) {
  if (value_certain(v)) return 0;
  const unsigned reasons = v->flags & (unsigned)VALUE_REASONS;
  return reasons ? reasons : VALUE_UNSTATED;
}
bool value_same(const Value *a, const Value *b);   /* the same possibilities, whatever the basis and reasons */
bool value_same_all(const Value *a, const Value *b);  /* and the same basis, flags and error */
bool value_overlap(const Value *a, const Value *b);  /* some value is possible in both */
/* Durations of different kinds of unit go together only where one is exactly 0, or nothing is known of it. */
static inline bool value_unit_loose(const Value *v) {
  return value_range_whole(v) || (v->low == 0 && v->high == 0 && !(v->flags & VALUE_MAYBE_NO_DATE));
}
static inline bool value_units_fit(const Value *a, const Value *b) {
  return a->unit == b->unit || value_unit_loose(a) || value_unit_loose(b);
}
static inline uint8_t value_common_unit(const Value *a, const Value *b) {
  return value_unit_loose(a) ? b->unit : a->unit;
}

/* ---- combining knowledge ---- */
/* What both allow (they must overlap). Basis: of the one that alone says as much (the stronger when both do), else the
 * weaker. */
Value value_meet(const Value *a, const Value *b);
/* The hull of what either allows; for durations of different kinds of unit anything. Certain only if both are the same
 * and certain (the stronger basis); else the weaker basis, NONE of a range without ends and of any text. Reasons are
 * joined and none is added: of two certain values that differ the caller knows why both are possible: value_because. */
Value value_join(const Value *a, const Value *b);
/* `v`, with the reasons of `cause` added where v is not certain. */
Value value_because(Value v, const Value *cause);
#endif
