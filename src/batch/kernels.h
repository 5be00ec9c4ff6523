/* The inner loops that a processor's wide instructions make fast, chosen once by what it has; elsewhere plain C. */
#ifndef REMIT_BATCH_KERNELS_H
#define REMIT_BATCH_KERNELS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A function in plain C, compiled for newer processors too and chosen when the program starts. Not under a sanitizer,
 * whose own start comes too late for that. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define KERNEL_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define KERNEL_CLONES
#endif
#define KERNEL_INLINE static inline __attribute__((always_inline))

typedef enum KernelOrder { KERNEL_EQUAL, KERNEL_BELOW, KERNEL_AT_MOST } KernelOrder;

typedef struct Kernels {
  /* A bit a row: a < b and so on; b NULL: the constant. */
  void (*compare)(const int64_t *a, const int64_t *b, int64_t constant, KernelOrder order, uint64_t *out, size_t words);
  /* A bit a row: the code is `code`, or 255. */
  void (*member)(const uint8_t *codes, uint8_t code, uint64_t *out, size_t words);
  /* Eight planes' words to 64 codes: bit b of code r is bit r of word b. */
  void (*codes)(const uint64_t *words, unsigned count, uint8_t codes[64]);
  /* Of 64 bytes: where commas and line feeds stand, line feeds alone, quotes, and what needs a second look (CR, other
   * control characters, DEL, what is not ASCII). */
  void (*marks)(const char at[64], uint64_t *separators, uint64_t *lines, uint64_t *quotes, uint64_t *odd);
} Kernels;

/* Whether the processor has AVX2; not where the environment has REMIT_PLAIN, for the tests. */
bool kernels_wide(void);
const Kernels *kernels_best(void);
#endif
