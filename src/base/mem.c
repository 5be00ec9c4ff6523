#include "base/mem.h"
#include <stdlib.h>

static void (*die_handler)(void);

void mem_on_die(void (*handler)(void)) {
  die_handler = handler;
}

_Noreturn void mem_die(void) {
  if (die_handler) die_handler();
  abort();
}
