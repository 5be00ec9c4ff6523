/* The loop of scan.c, which includes it once for each kind of processor, under names of its own (no guard, therefore).
 */

/* Eight at a time, whether or not there are so many: what is too much is written over. */
static inline void PUT_ENDS(Scan *scan, uint64_t bits, uint32_t base) {
  uint32_t *out = scan->ends + scan->count;
  scan->count += (size_t)__builtin_popcountll(bits);
  while (bits) {
    for (unsigned i = 0; i < 8; i++) {
      out[i] = base + (uint32_t)__builtin_ctzll(bits | (UINT64_C(1) << 63));
      bits &= bits - 1;
    }
    out += 8;
  }
}

static inline void PUT_LINES(Scan *scan, uint64_t lines, uint64_t separators) {
  for (; lines; lines &= lines - 1) {
    uint64_t before = separators & ((lines & -lines) - 1);
    scan->lines[scan->line_count++] = (uint32_t)(scan->count + (size_t)__builtin_popcountll(before));
  }
}

static void FIND_ENDS(Scan *scan, Text text, uint32_t from, uint32_t rows, bool last) {
  uint64_t inside = 0;
  uint32_t base = from;
  const Kernels *kernels = scan->kernels;
  for (; base < text.bytes && scan->line_count < rows && scan->count < scan->room; base += 64) {
    uint64_t separators, lines, quotes, odd;
    kernels->marks(text.at + base, &separators, &lines, &quotes, &odd);
    if (text.bytes - base < 64) {
      uint64_t valid = (UINT64_C(1) << (text.bytes - base)) - 1;
      separators &= valid, lines &= valid, quotes &= valid, odd &= valid;
    }
    if (quotes | inside | odd) {
      uint64_t within = parity(quotes) ^ inside;
      separators &= ~within;
      lines &= ~within;
      inside = (within >> 63) * UINT64_MAX;
      put_odd(scan, quotes | odd, base);
    }
    PUT_LINES(scan, lines, separators);
    PUT_ENDS(scan, separators, base);
  }
  if (last && base >= text.bytes && scan->line_count < rows && scan->count < scan->room)
    end_text(scan, text, from, inside);
}


#undef FIND_ENDS
#undef PUT_ENDS
#undef PUT_LINES
