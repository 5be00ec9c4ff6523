#include "batch/kernels.h"
#include <stdlib.h>
#include <string.h>

/* ---- plain ---- */

static void plain_compare(const int64_t *a, const int64_t *b, int64_t constant, KernelOrder order, uint64_t *out,
                          size_t words) {
  for (size_t w = 0; w < words; w++) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++) {
      int64_t x = a[w * 64 + i], y = b ? b[w * 64 + i] : constant;
      bool yes = order == KERNEL_EQUAL ? x == y : order == KERNEL_BELOW ? x < y : x <= y;
      bits |= (uint64_t)yes << i;
    }
    out[w] = bits;
  }
}

static void plain_member(const uint8_t *codes, uint8_t code, uint64_t *out, size_t words) {
  for (size_t w = 0; w < words; w++) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++) bits |= (uint64_t)(codes[w * 64 + i] == code || codes[w * 64 + i] == 255) << i;
    out[w] = bits;
  }
}

/* Eight bits to eight bytes, each 0 or 1: the byte is copied to all eight, each keeps its own bit, which is moved to
 * the lowest place. */
static inline uint64_t spread(uint64_t byte) {
  uint64_t kept = byte * UINT64_C(0x0101010101010101) & UINT64_C(0x8040201008040201);
  return (kept + UINT64_C(0x7F7F7F7F7F7F7F7F)) >> 7 & UINT64_C(0x0101010101010101);
}

static uint64_t eight_codes(const uint64_t *words, unsigned count, unsigned eighth) {
  uint64_t codes = 0;
  for (unsigned b = 0; b < count; b++) codes |= spread(words[b] >> (8 * eighth) & 255) << b;
  return codes;
}

static void plain_codes(const uint64_t *words, unsigned count, uint8_t codes[64]) {
  for (unsigned g = 0; g < 8; g++) {
    uint64_t eight = eight_codes(words, count, g);
    memcpy(codes + 8 * g, &eight, 8);
  }
}

static void plain_marks(const char at[64], uint64_t *separators, uint64_t *lines, uint64_t *quotes, uint64_t *odd) {
  uint64_t s = 0, l = 0, q = 0, o = 0;
  for (unsigned i = 0; i < 64; i++) {
    unsigned char c = (unsigned char)at[i];
    s |= (uint64_t)(c == ',' || c == '\n') << i;
    l |= (uint64_t)(c == '\n') << i;
    q |= (uint64_t)(c == '"') << i;
    o |= (uint64_t)(c >= 0x7F || (c < 0x20 && c != '\n' && c != '\t')) << i;
  }
  *separators = s, *lines = l, *quotes = q, *odd = o;
}

static const Kernels PLAIN = {plain_compare, plain_member, plain_codes, plain_marks};

#if defined(__x86_64__)
#include <immintrin.h>

/* ---- AVX2 ---- */

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline uint64_t compare_four(__m256i x, __m256i y, KernelOrder order) {
  __m256i m = order == KERNEL_EQUAL   ? _mm256_cmpeq_epi64(x, y)
              : order == KERNEL_BELOW ? _mm256_cmpgt_epi64(y, x)
                                      : _mm256_cmpgt_epi64(x, y);
  return (uint64_t)(uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(m));
}

AVX2 static inline void compare_all(const int64_t *a, const int64_t *b, int64_t constant, KernelOrder order,
                                    uint64_t *out, size_t words) {
  const __m256i c = _mm256_set1_epi64x(constant);
  for (size_t w = 0; w < words; w++) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 4) {
      __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(a + w * 64 + i));
      __m256i y = b ? _mm256_loadu_si256((const __m256i *)(const void *)(b + w * 64 + i)) : c;
      bits |= compare_four(x, y, order) << i;
    }
    out[w] = order == KERNEL_AT_MOST ? ~bits : bits;
  }
}

AVX2 static void avx2_compare(const int64_t *a, const int64_t *b, int64_t constant, KernelOrder order, uint64_t *out,
                              size_t words) {
  if (b) compare_all(a, b, 0, order, out, words);
  else if (order == KERNEL_EQUAL) compare_all(a, NULL, constant, KERNEL_EQUAL, out, words);
  else if (order == KERNEL_BELOW) compare_all(a, NULL, constant, KERNEL_BELOW, out, words);
  else compare_all(a, NULL, constant, KERNEL_AT_MOST, out, words);
}

AVX2 static void avx2_member(const uint8_t *codes, uint8_t code, uint64_t *out, size_t words) {
  const __m256i c = _mm256_set1_epi8((char)code), unknown = _mm256_set1_epi8(-1);
  for (size_t w = 0; w < words; w++) {
    uint64_t half[2];
    for (unsigned h = 0; h < 2; h++) {
      __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(codes + w * 64 + h * 32));
      __m256i m = _mm256_or_si256(_mm256_cmpeq_epi8(x, c), _mm256_cmpeq_epi8(x, unknown));
      half[h] = (uint32_t)_mm256_movemask_epi8(m);
    }
    out[w] = half[0] | half[1] << 32;
  }
}

/* 32 bits to 32 bytes of 0 or -1: each byte is shuffled to the eight places that want a bit of it. */
AVX2 static inline __m256i bytes_of(uint32_t bits) {
  const __m256i place =
    _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3);
  const __m256i each = _mm256_set1_epi64x((int64_t)0x8040201008040201);
  __m256i x = _mm256_shuffle_epi8(_mm256_set1_epi32((int)bits), place);
  return _mm256_cmpeq_epi8(_mm256_and_si256(x, each), each);
}

AVX2 static void avx2_codes(const uint64_t *words, unsigned count, uint8_t codes[64]) {
  __m256i low = _mm256_setzero_si256(), high = low;
  for (unsigned b = 0; b < count; b++) {
    const __m256i bit = _mm256_set1_epi8((char)(1 << b));
    low = _mm256_or_si256(low, _mm256_and_si256(bytes_of((uint32_t)words[b]), bit));
    high = _mm256_or_si256(high, _mm256_and_si256(bytes_of((uint32_t)(words[b] >> 32)), bit));
  }
  _mm256_storeu_si256((__m256i *)(void *)codes, low);
  _mm256_storeu_si256((__m256i *)(void *)(codes + 32), high);
}

AVX2 static inline uint64_t mask_two(__m256i a, __m256i b) {
  return (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

AVX2 static void avx2_marks(const char at[64], uint64_t *separators, uint64_t *lines, uint64_t *quotes, uint64_t *odd) {
  const __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)at);
  const __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(at + 32));
  const __m256i comma = _mm256_set1_epi8(','), line = _mm256_set1_epi8('\n'), quote = _mm256_set1_epi8('"');
  const __m256i tab = _mm256_set1_epi8('\t'), space = _mm256_set1_epi8(0x20), last = _mm256_set1_epi8(0x7F);
  *lines = mask_two(_mm256_cmpeq_epi8(a, line), _mm256_cmpeq_epi8(b, line));
  *separators = *lines | mask_two(_mm256_cmpeq_epi8(a, comma), _mm256_cmpeq_epi8(b, comma));
  *quotes = mask_two(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(b, quote));
  /* As signed bytes: what is below a space is a control character, or not ASCII. */
  uint64_t low = mask_two(_mm256_cmpgt_epi8(space, a), _mm256_cmpgt_epi8(space, b)) & ~*lines;
  uint64_t fine = low ? mask_two(_mm256_cmpeq_epi8(a, tab), _mm256_cmpeq_epi8(b, tab)) : 0;
  *odd = (low & ~fine) | mask_two(_mm256_cmpeq_epi8(a, last), _mm256_cmpeq_epi8(b, last));
}

static const Kernels WITH_AVX2 = {avx2_compare, avx2_member, avx2_codes, avx2_marks};

bool kernels_wide(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && !getenv("REMIT_PLAIN");
}

const Kernels *kernels_best(void) { return kernels_wide() ? &WITH_AVX2 : &PLAIN; }
#else
bool kernels_wide(void) { return false; }
const Kernels *kernels_best(void) { return &PLAIN; }
#endif
