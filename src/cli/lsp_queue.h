/* Messages that came in and wait for their turn: so that a request can be taken back before it is answered. */
#ifndef REMIT_CLI_LSP_QUEUE_H
#define REMIT_CLI_LSP_QUEUE_H
#include "base/json.h"
#include "cli/lsp_frame.h"

typedef struct Waiting {
  const Json *message;      /* NULL: no JSON, see `wrong` */
  Text wrong;
  Text id;                  /* as it stands in the message; empty: a notification, or no sensible one */
  bool cancelled;
} Waiting;

typedef struct Queue {      /* zeroed = empty */
  LIST(Waiting) all;
  size_t next;
} Queue;

/* All whole messages of the frames; `$/cancelRequest` does its work at once. */
void queue_take(Queue *queue, Frames *frames);
/* The one to answer now; NULL: none waits. Valid until the next queue_take. */
const Waiting *queue_next(Queue *queue);
#endif
