/* Conditions as bits: a *plane* holds one bit for each row of a block of cases, and every operator of the logic becomes
 * a few Boolean operations on planes. A Bit is a plane, perhaps turned over, so `not` costs nothing; the same operation
 * on the same operands is made once, whatever conclusions ask for it. */
#ifndef REMIT_BATCH_BITS_H
#define REMIT_BATCH_BITS_H
#include "base/list.h"
#include <stdbool.h>
#include <stdint.h>

typedef uint32_t Bit;         /* plane << 1 | turned over */
enum { BIT_NO = 0, BIT_YES = 1 };   /* plane 0 is no on every row */

static inline Bit bit_not(Bit bit) { return bit ^ 1; }
static inline bool bit_constant(Bit bit) { return bit <= BIT_YES; }

typedef enum OpKind {
  OP_AND,                     /* out = a and b */
  OP_ODD,                     /* out = an odd number of a, b, c: a sum's digit */
  OP_TWO,                     /* out = at least two of a, b, c: its carry */
  OP_COMPARE,                 /* two columns of numbers, or one and a constant: out = may be yes, out + 1 = may be no */
  OP_EACH                     /* row by row: `left` is an index of Plan.eaches */
} OpKind;

#define NO_NUMBER UINT32_MAX

typedef struct Op {
  uint8_t kind, order;        /* of COMPARE: an Order */
  Bit a, b, c;
  uint32_t left, right;       /* of COMPARE: columns of numbers; right NO_NUMBER: `constant` */
  int64_t constant;
  uint32_t out;               /* the plane that it makes */
} Op;

typedef struct Bits {
  LIST(Op) ops;               /* in an order in which they can be done */
  uint32_t planes;            /* how many; plane 0 stands from the start */
  uint32_t *known;            /* hash table of ops: index + 1 */
  size_t known_room;
} Bits;

uint32_t bits_planes(Bits *bits, uint32_t count);   /* the first of some new planes that others will fill */
Bit bits_and(Bits *bits, Bit a, Bit b);
Bit bits_odd(Bits *bits, Bit a, Bit b, Bit c);
Bit bits_two(Bits *bits, Bit a, Bit b, Bit c);
/* The first of the two planes of a comparison. */
uint32_t bits_compare(Bits *bits, unsigned order, uint32_t left, uint32_t right, int64_t constant);
void bits_each(Bits *bits, uint32_t index);
static inline Bit bits_or(Bits *bits, Bit a, Bit b) { return bit_not(bits_and(bits, bit_not(a), bit_not(b))); }

/* ---- whole numbers in binary, their digits being bits ---- */
typedef LIST(Bit) Digits;     /* the lowest first */
Digits bits_sum(Bits *bits, const Bit *ones, size_t count);
Bit bits_below(Bits *bits, const Digits *number, int64_t limit);
#endif
