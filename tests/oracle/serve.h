/* A long-lived answerer for a script: it takes a line, and what is announced there, and answers with so many bytes.
 * Whatever it does not understand ends it, so that the script notices. */
#ifndef REMIT_TESTS_SERVE_H
#define REMIT_TESTS_SERVE_H
#include <stdio.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/sink.h"

static Text serve_bytes(size_t count) {
  char *bytes = mem_alloc_flat(count + 1);
  if (fread(bytes, 1, count, stdin) != count) exit(1);
  bytes[count] = 0;
  return (Text){bytes, (uint32_t)count};
}

/* `hand` is what the answerer keeps between lines; the line is its own, to cut up. */
static int serve(void (*answer)(void *hand, char *line, Sink *out), void *hand) {
  char line[8192];
  while (fgets(line, sizeof line, stdin)) {
    Sink out = {0};
    answer(hand, line, &out);
    printf("%zu\n", out.count);
    fwrite(out.at, 1, out.count, stdout);
    fflush(stdout);
  }
  return 0;
}
#endif
