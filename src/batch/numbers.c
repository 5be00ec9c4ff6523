#include "batch/numbers.h"
#include <string.h>
#include "batch/kernels.h"

/* ---- one ---- */

#define INLINE static inline __attribute__((always_inline))
#define ONES UINT64_C(0x0101010101010101)

INLINE uint64_t load(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

/* The eight digits of a word, the first in the lowest byte, as a number: pairs, fours, all. */
INLINE uint64_t eight_digits(uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  return ((digits & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064) +
          ((digits >> 16) & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001)) >> 32;
}

/* By digits behind the point. The last: by none, where there is no point. */
static const uint32_t POWERS[] = {1000000, 100000, 10000, 1000, 100, 10, 1, 1000000};
static const uint32_t PER_CENT[] = {10000, 1000, 100, 10, 1, 0, 0, 10000};

/* Digits, and perhaps a point among them; nothing at all is 0. */
INLINE bool short_decimal(const char *at, uint32_t bytes, unsigned *places, uint64_t *number) {
  if (bytes > 8) return false;
  uint64_t used = bytes ? ~UINT64_C(0) << (64 - 8 * bytes) : 0;
  uint64_t word = (load(at + bytes - 8) & used) | (ONES * '0' & ~used);
  uint64_t apart = word ^ ONES * '.', point = (apart - ONES) & ~apart & ONES * 0x80;
  *places = 0;
  if (point) {
    unsigned place = (unsigned)__builtin_ctzll(point) / 8;
    uint64_t below = (UINT64_C(1) << (8 * place)) - 1;
    *places = 7 - place;
    if (*places == 0 || *places + 1 >= bytes) return false;
    word = (word & ~(below << 8 | 0xFF)) | (word & below) << 8 | '0';
  }
  uint64_t digits = word - ONES * '0';
  *number = eight_digits(digits);
  return (((digits + ONES * 0x76) | digits) & ONES * 0x80) == 0;
}

INLINE bool one(const char *at, uint32_t bytes, NumberForm form, int64_t *value) {
  unsigned places;
  uint64_t number;
  bool below = false;
  if (form == NUMBER_DECIMAL && bytes > 1 && *at == '-') below = true, at++, bytes--;
  if (form == NUMBER_PERCENT && bytes) {
    if (bytes == 1 || at[bytes - 1] != '%') return false;
    bytes--;
  }
  if (form == NUMBER_POUNDS && bytes) {
    if (bytes <= 2 || at[0] != '\xC2' || at[1] != '\xA3') return false;
    at += 2, bytes -= 2;
  }
  if (!short_decimal(at, bytes, &places, &number) || (form == NUMBER_WHOLE && places)) return false;
  if (form == NUMBER_PERCENT && places > 4) return false;
  *value = (int64_t)(number * (form == NUMBER_PERCENT ? PER_CENT[places] : POWERS[places]));
  if (below) *value = -*value;
  return true;
}

bool numbers_one(const char *at, uint32_t bytes, NumberForm form, int64_t *value) {
  return one(at, bytes, form, value);
}

INLINE void cells_from(const NumberCells *cells, size_t first, NumberForm form, int64_t *values, uint64_t *known,
                       uint64_t *odd) {
  for (size_t i = first; i < cells->count; i++) {
    uint32_t from = cells->ends[i * cells->width - 1] + 1, to = cells->ends[i * cells->width];
    values[i] = 0;
    *odd |= (uint64_t)!one(cells->text + from, to - from, form, &values[i]) << i;
    *known |= (uint64_t)(to != from) << i;
  }
}

static void plain_many(const NumberCells *cells, NumberForm form, int64_t *values, uint64_t *known, uint64_t *odd) {
  *known = *odd = 0;
  cells_from(cells, 0, form, values, known, odd);
}

#if defined(__x86_64__)
#include <immintrin.h>

/* ---- four at once, with AVX2 ---- */

#define AVX2 __attribute__((target("avx2")))

typedef struct Four {
  __m256i words;              /* the eight characters before each cell's end, less the sign that closes it */
  __m256i bytes;
  unsigned known, odd;        /* a bit a cell */
} Four;

AVX2 INLINE Four load_four(const NumberCells *cells, size_t i, NumberForm form) {
  uint64_t words[4], bytes[4];
  Four four = {.known = 0};
  for (unsigned k = 0; k < 4; k++) {
    const uint32_t *end = cells->ends + (i + k) * cells->width;
    uint32_t to = end[0], count = to - end[-1] - 1, any = count != 0;
    if (form == NUMBER_PERCENT) {
      to -= any, count -= any;
      four.odd |= (unsigned)(any && (cells->text[to] != '%' || !count)) << k;
    }
    words[k] = load(cells->text + to - 8);
    bytes[k] = count;
    four.known |= any << k;
  }
  four.words = _mm256_loadu_si256((const __m256i *)(const void *)words);
  four.bytes = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
  return four;
}

AVX2 INLINE unsigned lanes(__m256i mask) { return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(mask)); }

/* Pairs of digits, fours, all eight. */
AVX2 INLINE __m256i eight_digits_four(__m256i digits) {
  __m256i pairs = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(10 | 1 << 8));
  __m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(100 | 1 << 16));
  return _mm256_add_epi64(_mm256_mul_epu32(fours, _mm256_set1_epi64x(10000)), _mm256_srli_epi64(fours, 32));
}

/* As short_decimal: what stands before a point moves up a byte over it. */
AVX2 INLINE void convert_four(const Four *four, NumberForm form, int64_t *values, unsigned *odd) {
  const __m256i none = _mm256_setzero_si256(), all = _mm256_cmpeq_epi8(none, none), zeros = _mm256_set1_epi8('0');
  __m256i bits = _mm256_slli_epi64(four->bytes, 3);
  __m256i used = _mm256_sllv_epi64(all, _mm256_sub_epi64(_mm256_set1_epi64x(64), bits));
  __m256i word = _mm256_blendv_epi8(zeros, four->words, used);
  __m256i points = _mm256_cmpeq_epi8(word, _mm256_set1_epi8('.')), pointless = _mm256_cmpeq_epi64(points, none);
  __m256i lowest = _mm256_and_si256(points, _mm256_sub_epi64(none, points));
  __m256i below = _mm256_sub_epi64(lowest, _mm256_set1_epi64x(1));
  __m256i above = _mm256_andnot_si256(_mm256_or_si256(_mm256_slli_epi64(below, 8), _mm256_set1_epi64x(0xFF)), word);
  __m256i moved = _mm256_or_si256(_mm256_slli_epi64(_mm256_and_si256(word, below), 8), _mm256_set1_epi64x('0'));
  word = _mm256_blendv_epi8(_mm256_or_si256(above, moved), word, pointless);
  __m256i digits = _mm256_sub_epi8(word, zeros);
  __m256i fine = _mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(9)), digits);
  __m256i before = _mm256_sad_epu8(_mm256_and_si256(below, _mm256_set1_epi8(1)), none);
  __m256i places = _mm256_and_si256(_mm256_sub_epi64(_mm256_set1_epi64x(7), before), _mm256_set1_epi64x(7));
  const void *powers = form == NUMBER_PERCENT ? PER_CENT : POWERS;
  __m256i power = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)powers), places);
  __m256i numbers = _mm256_mul_epu32(eight_digits_four(digits), power);
  _mm256_storeu_si256((__m256i *)(void *)values, numbers);
  __m256i ends = _mm256_cmpeq_epi64(places, none);
  __m256i begins = _mm256_cmpgt_epi64(_mm256_add_epi64(places, _mm256_set1_epi64x(2)), four->bytes);
  __m256i wrong = _mm256_andnot_si256(pointless, form == NUMBER_WHOLE ? all : _mm256_or_si256(ends, begins));
  wrong = _mm256_or_si256(wrong, _mm256_cmpgt_epi64(four->bytes, _mm256_set1_epi64x(8)));
  if (form == NUMBER_PERCENT)
    wrong = _mm256_or_si256(wrong, _mm256_andnot_si256(pointless, _mm256_cmpgt_epi64(places, _mm256_set1_epi64x(4))));
  *odd |= lanes(wrong) | (~lanes(_mm256_cmpeq_epi64(fine, all)) & 15);
}

/* What is odd among four is looked at alone, before it is odd to everybody: -1.5. */
AVX2 INLINE void many(const NumberCells *cells, NumberForm form, int64_t *values, uint64_t *known, uint64_t *odd) {
  size_t i = 0;
  *known = *odd = 0;
  for (; i + 4 <= cells->count; i += 4) {
    Four four = load_four(cells, i, form);
    convert_four(&four, form, values + i, &four.odd);
    *known |= (uint64_t)four.known << i;
    for (unsigned left = four.odd; left; left &= left - 1) {
      size_t cell = i + (unsigned)__builtin_ctz(left);
      uint32_t from = cells->ends[cell * cells->width - 1] + 1, to = cells->ends[cell * cells->width];
      *odd |= (uint64_t)!one(cells->text + from, to - from, form, &values[cell]) << cell;
    }
  }
  cells_from(cells, i, form, values, known, odd);
}

AVX2 static void avx2_many(const NumberCells *cells, NumberForm form, int64_t *values, uint64_t *known, uint64_t *odd) {
  switch (form) {
    case NUMBER_WHOLE: many(cells, NUMBER_WHOLE, values, known, odd); return;
    case NUMBER_DECIMAL: many(cells, NUMBER_DECIMAL, values, known, odd); return;
    case NUMBER_PERCENT: many(cells, NUMBER_PERCENT, values, known, odd); return;
    case NUMBER_POUNDS: plain_many(cells, NUMBER_POUNDS, values, known, odd); return;
  }
}

NumbersMany numbers_best(void) { return kernels_wide() ? avx2_many : plain_many; }
#else
NumbersMany numbers_best(void) { return plain_many; }
#endif
