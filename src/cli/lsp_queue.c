#include "cli/lsp_queue.h"

static Text id_of(Text body, const Json *message) {
  const Json *id = message->kind == JSON_OBJECT ? json_member(message, "id") : NULL;
  bool sensible = id && (id->kind == JSON_NUMBER || id->kind == JSON_STRING);
  return sensible ? text_slice(body, id->from, id->to) : TEXT("");
}

static bool is_cancel(const Json *message) {
  const Json *method = message->kind == JSON_OBJECT ? json_member(message, "method") : NULL;
  return method && method->kind == JSON_STRING && text_equal(method->text, TEXT("$/cancelRequest"));
}

/* One that was answered already, or never asked, is passed over. */
static void cancel(Queue *queue, Text body, const Json *message) {
  const Json *params = json_member(message, "params");
  Text id = params ? id_of(body, params) : TEXT("");
  for (size_t i = queue->next; id.bytes && i < queue->all.count; i++)
    if (text_equal(queue->all.at[i].id, id)) queue->all.at[i].cancelled = true;
}

static void take_body(Queue *queue, Frames *frames, Text body) {
  JsonError error = {0};
  const Json *message = json_document(body, &error);
  if (!message) {
    frames_doubt(frames);
    list_push(&queue->all, ((Waiting){.wrong = text_format("no JSON: %s", text_c(error.words))}));
  } else if (is_cancel(message)) {
    cancel(queue, body, message);
  } else {
    list_push(&queue->all, ((Waiting){.message = message, .id = id_of(body, message)}));
  }
}

void queue_take(Queue *queue, Frames *frames) {
  Text body;
  for (FrameKind kind; (kind = frames_next(frames, &body)) != FRAME_MORE;) {
    if (kind == FRAME_BODY) take_body(queue, frames, body);
    else list_push(&queue->all, ((Waiting){.wrong = TEXT("a head without a sensible Content-Length")}));
  }
}

const Waiting *queue_next(Queue *queue) {
  if (queue->next == queue->all.count) {
    queue->all.count = queue->next = 0;
    return NULL;
  }
  return &queue->all.at[queue->next++];
}
