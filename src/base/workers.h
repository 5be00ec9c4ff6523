/* Work over all cores, by fork: no threads, so that nothing depends on the collector's locks. The items are dealt out
 * in turn; what each gives comes back as bytes through a pipe, and is handed over in the order of the items. */
#ifndef REMIT_BASE_WORKERS_H
#define REMIT_BASE_WORKERS_H
#include "base/sink.h"

typedef struct Workers {
  void *owner;
  /* In a worker: does one item, and writes what came of it. */
  void (*work)(void *owner, size_t item, Sink *result);
  /* Where workers_run was called, for item 0, 1, 2 ...; false: nothing more is wanted, and the workers are ended. */
  bool (*take)(void *owner, size_t item, Text result);
  /* There too, whenever something has come; NULL: nobody wants to know. */
  void (*progress)(void *owner, size_t done, size_t items);
} Workers;

/* Of the machine, as far as this process may use them; at least 1. */
unsigned workers_cores(void);
/* With one worker, or one item, everything is done in this process. False when a worker died before it was done: what
 * had come in order before was handed over. */
bool workers_run(const Workers *workers, size_t items, unsigned most);
#endif
