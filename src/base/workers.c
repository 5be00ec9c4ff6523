#include "base/workers.h"
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "base/list.h"

#define WORKERS_MOST 64

unsigned workers_cores(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  int count = CPU_COUNT(&set);
  return count < 1 ? 1 : count > WORKERS_MOST ? WORKERS_MOST : (unsigned)count;
}

/* ---- in a worker ---- */

typedef struct Frame {        /* before the bytes of an item */
  uint64_t item, bytes;
} Frame;

static _Noreturn void be_worker(const Workers *workers, size_t items, unsigned first, unsigned step, int descriptor) {
  for (size_t item = first; item < items; item += step) {
    Sink result = {0};
    workers->work(workers->owner, item, &result);
    Text bytes = sink_result(&result);
    Frame frame = {item, bytes.bytes};
    if (!file_write(descriptor, &frame, sizeof frame) || !file_write(descriptor, bytes.at, bytes.bytes)) _exit(1);
  }
  _exit(0);
}

/* ---- where they were called for ---- */

typedef struct Worker {
  pid_t process;
  int descriptor;             /* -1: it has said all it had to say */
  Sink come;                  /* bytes not yet taken apart */
} Worker;

typedef struct Crew {
  const Workers *workers;
  size_t items, done, next;   /* `next` is the item that is handed over next */
  Text *results;              /* by item; `at` is NULL until it has come */
  bool enough;
  unsigned count;
  Worker all[WORKERS_MOST];
} Crew;

static bool start(Crew *crew, unsigned index) {
  int ends[2];
  Worker *worker = &crew->all[index];
  if (pipe(ends) != 0) return false;
  worker->process = fork();
  if (worker->process == 0) {
    close(ends[0]);
    for (unsigned i = 0; i < index; i++) close(crew->all[i].descriptor);
    be_worker(crew->workers, crew->items, index, crew->count, ends[1]);
  }
  close(ends[1]);
  worker->descriptor = ends[0];
  if (worker->process > 0) return true;
  close(ends[0]);
  return false;
}

static void keep(Crew *crew, const Frame *frame, const char *bytes) {
  static const char nothing[1];
  if (frame->item >= crew->items) return;
  Text text = text_copy((Text){bytes, (uint32_t)frame->bytes});
  crew->results[frame->item] = text.at ? text : (Text){nothing, 0};
  crew->done++;
}

static void take_apart(Crew *crew, Worker *worker) {
  Frame frame;
  size_t at = 0;
  for (; worker->come.count - at >= sizeof frame; at += sizeof frame + frame.bytes) {
    memcpy(&frame, worker->come.at + at, sizeof frame);
    if (worker->come.count - at - sizeof frame < frame.bytes) break;
    keep(crew, &frame, worker->come.at + at + sizeof frame);
  }
  memmove(worker->come.at, worker->come.at + at, worker->come.count - at);
  worker->come.count -= at;
}

static void read_from(Crew *crew, Worker *worker) {
  char room[1 << 16];
  ssize_t count = read(worker->descriptor, room, sizeof room);
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) {
    close(worker->descriptor);
    worker->descriptor = -1;
    return;
  }
  sink_text(&worker->come, (Text){room, (uint32_t)count});
  take_apart(crew, worker);
}

static void hand_over(Crew *crew) {
  const Workers *workers = crew->workers;
  for (; !crew->enough && crew->next < crew->items && crew->results[crew->next].at; crew->next++)
    crew->enough = !workers->take(workers->owner, crew->next, crew->results[crew->next]);
  if (workers->progress) workers->progress(workers->owner, crew->done, crew->items);
}

/* False when all pipes are closed. */
static bool listen_once(Crew *crew) {
  struct pollfd polled[WORKERS_MOST];
  bool open = false;
  for (unsigned i = 0; i < crew->count; i++) {
    polled[i] = (struct pollfd){.fd = crew->all[i].descriptor, .events = POLLIN};
    open |= crew->all[i].descriptor >= 0;
  }
  if (!open || (poll(polled, crew->count, -1) < 0 && errno != EINTR)) return false;
  for (unsigned i = 0; i < crew->count; i++)
    if (polled[i].fd >= 0 && polled[i].revents) read_from(crew, &crew->all[i]);
  return true;
}

static bool end(Crew *crew) {
  bool well = true;
  for (unsigned i = 0; i < crew->count; i++) {
    Worker *worker = &crew->all[i];
    int status = 0;
    if (worker->process <= 0) continue;
    if (worker->descriptor >= 0) {
      kill(worker->process, SIGTERM);
      close(worker->descriptor);
    }
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR) {}
    well &= WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  return well || crew->enough;
}

static bool run_apart(Crew *crew) {
  bool started = true;
  for (unsigned i = 0; i < crew->count; i++) crew->all[i] = (Worker){.descriptor = -1};
  for (unsigned i = 0; i < crew->count && started; i++) started = start(crew, i);
  while (started && !crew->enough && listen_once(crew)) hand_over(crew);
  return end(crew) && started && (crew->enough || crew->next == crew->items);
}

static bool run_here(const Workers *workers, size_t items) {
  for (size_t item = 0; item < items; item++) {
    Sink result = {0};
    workers->work(workers->owner, item, &result);
    if (!workers->take(workers->owner, item, sink_result(&result))) break;
    if (workers->progress) workers->progress(workers->owner, item + 1, items);
  }
  return true;
}

bool workers_run(const Workers *workers, size_t items, unsigned most) {
  Crew crew = {.workers = workers, .items = items};
  crew.count = most < items ? most : (unsigned)items;
  if (crew.count > WORKERS_MOST) crew.count = WORKERS_MOST;
  if (crew.count < 2) return run_here(workers, items);
  crew.results = MEM_NEW_ARRAY(Text, items);
  return run_apart(&crew);
}
