#include "batch/jobs.h"
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PIECES_AHEAD 8          /* that a worker may have finished and the parent not taken */
#define RING_BYTES ((size_t)16 << 20)   /* finished bytes that the parent has not taken, of all workers */

/* One worker's way to the parent: a ring of bytes, and a ring of pieces. Each side only ever moves its own counters on.
 */
struct JobsChannel {
  sem_t by_worker, by_parent;   /* something has moved */
  uint64_t put, got;            /* bytes, ever */
  uint64_t begun, done, taken;  /* pieces, ever */
  uint64_t finished;            /* no piece follows */
  bool marked;
  JobsPiece pieces[PIECES_AHEAD];
  uint64_t bytes_until[PIECES_AHEAD];   /* `put` at the end of the piece */
  size_t room;
  char ring[];
};

static uint64_t load(const uint64_t *counter) { return __atomic_load_n(counter, __ATOMIC_ACQUIRE); }
static void store(uint64_t *counter, uint64_t value) { __atomic_store_n(counter, value, __ATOMIC_RELEASE); }

/* ---- the worker's side ---- */

static void wait_parent(JobsChannel *channel) {
  while (sem_wait(&channel->by_parent) < 0 && errno == EINTR) continue;
}

void jobs_begin(JobsChannel *channel, uint64_t from) {
  while (channel->begun - load(&channel->taken) == PIECES_AHEAD) wait_parent(channel);
  channel->pieces[channel->begun % PIECES_AHEAD] = (JobsPiece){.from = from, .to = from};
  store(&channel->begun, channel->begun + 1);
  sem_post(&channel->by_worker);
}

void jobs_put(JobsChannel *channel, const char *bytes, size_t count) {
  while (count) {
    size_t used = (size_t)(channel->put - load(&channel->got)), at = channel->put % channel->room,
           some = channel->room - used;
    if (some > channel->room - at) some = channel->room - at;
    if (some > count) some = count;
    if (!some) {
      wait_parent(channel);
      continue;
    }
    memcpy(channel->ring + at, bytes, some);
    store(&channel->put, channel->put + some);
    sem_post(&channel->by_worker);
    bytes += some;
    count -= some;
  }
}

void jobs_mark(JobsChannel *channel) { channel->marked = true; }

static void end_piece(JobsChannel *channel, const JobsPiece *piece) {
  channel->pieces[channel->done % PIECES_AHEAD] = *piece;
  channel->bytes_until[channel->done % PIECES_AHEAD] = channel->put;
  store(&channel->done, channel->done + 1);
  sem_post(&channel->by_worker);
}

static uint64_t piece_from(const Jobs *jobs, uint64_t piece) { return jobs->begin + piece * jobs->piece_bytes; }
static uint64_t piece_until(const Jobs *jobs, uint64_t piece) {
  uint64_t until = jobs->begin + (piece + 1) * jobs->piece_bytes;
  return until < jobs->end ? until : jobs->end;
}

/* What interrupts the parent ends the others with it, not before it. */
static void be_child(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
}

static _Noreturn void run_worker(const Jobs *jobs, JobsChannel *channel, unsigned worker) {
  for (uint64_t p = worker; jobs->reaches(jobs->owner, worker, piece_from(jobs, p)); p += jobs->workers) {
    JobsPiece piece = {0};
    jobs->work(jobs->owner, channel, piece_from(jobs, p), piece_until(jobs, p), &piece);
    end_piece(channel, &piece);
  }
  store(&channel->finished, 1);
  sem_post(&channel->by_worker);
  _exit(0);
}

/* ---- the parent's side ---- */

typedef struct Parent {
  const Jobs *jobs;
  JobsChannel **channels;
  pid_t children[JOBS_WORKERS + 1];          /* the workers, then who feeds them; 0: it is gone */
  unsigned child_count;
  bool died, ended, finished;
} Parent;

static void look_after(Parent *parent, unsigned child) {
  int status;
  if (!parent->children[child] || waitpid(parent->children[child], &status, WNOHANG) != parent->children[child]) return;
  parent->children[child] = 0;
  parent->died |= !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

/* Waits until the worker moved; a process that is gone without having finished is noticed within a moment. */
static void wait_worker(Parent *parent, unsigned worker) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 100000000;
  if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
  if (sem_timedwait(&parent->channels[worker]->by_worker, &until) == 0 || errno == EINTR) return;
  for (unsigned c = 0; c < parent->child_count; c++) look_after(parent, c);
}

/* Takes, or drops, what there is of a piece's bytes. */
static void take_bytes(Parent *parent, JobsChannel *channel, uint64_t until, bool wanted) {
  while (channel->got < until && !parent->ended) {
    size_t at = channel->got % channel->room, some = (size_t)(until - channel->got);
    if (some > channel->room - at) some = channel->room - at;
    if (wanted) parent->ended = !parent->jobs->take(parent->jobs->owner, channel->ring + at, some, channel->marked);
    store(&channel->got, channel->got + some);
    sem_post(&channel->by_parent);
  }
}

/* Returns where the next piece must begin. */
static uint64_t take_piece(Parent *parent, uint64_t p, uint64_t place) {
  const Jobs *jobs = parent->jobs;
  unsigned worker = (unsigned)(p % jobs->workers);
  uint64_t nth = p / jobs->workers, until = piece_until(jobs, p);
  JobsChannel *channel = parent->channels[worker];
  while (load(&channel->begun) <= nth && !load(&channel->finished) && !parent->died) wait_worker(parent, worker);
  parent->finished = load(&channel->begun) <= nth;
  if (parent->died || parent->finished) return place;
  bool wanted = place < until && channel->pieces[nth % PIECES_AHEAD].from == place;
  while (!parent->died && !parent->ended) {
    uint64_t put = load(&channel->put);            /* before `done`: later bytes may be of the next piece */
    if (load(&channel->done) > nth) break;
    if (put == channel->got) wait_worker(parent, worker);
    else take_bytes(parent, channel, put, wanted);
  }
  if (parent->died || parent->ended) return place;
  take_bytes(parent, channel, channel->bytes_until[nth % PIECES_AHEAD], wanted);
  JobsPiece piece = wanted ? channel->pieces[nth % PIECES_AHEAD] : (JobsPiece){.from = place, .to = place};
  store(&channel->taken, nth + 1);
  sem_post(&channel->by_parent);
  if (parent->ended || place >= until) return place;
  uint64_t next = jobs->taken(jobs->owner, &piece, until);
  parent->ended |= next < piece.to;
  return next;
}

static JobsChannel *open_channel(size_t room) {
  JobsChannel *channel = mmap(NULL, sizeof *channel + room, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (channel == MAP_FAILED) return NULL;
  channel->room = room;
  sem_init(&channel->by_worker, 1, 0);
  sem_init(&channel->by_parent, 1, 0);
  return channel;
}

/* 0 in the child. */
static pid_t add_child(Parent *parent) {
  pid_t self = getpid(), child = fork();
  if (child == 0) be_child(self);
  if (child > 0) parent->children[parent->child_count++] = child;
  return child;
}

static bool start(Parent *parent, JobsChannel **channels) {
  const Jobs *jobs = parent->jobs;
  size_t room = RING_BYTES / jobs->workers;
  parent->channels = channels;
  for (unsigned w = 0; w < jobs->workers; w++)
    if (!(channels[w] = open_channel(room < 65536 ? 65536 : room))) return false;
  for (unsigned w = 0; w < jobs->workers; w++) {
    pid_t child = add_child(parent);
    if (child == 0) run_worker(jobs, channels[w], w);
    if (child < 0) return false;
  }
  pid_t child = jobs->feed ? add_child(parent) : 1;
  if (child == 0) {
    jobs->feed(jobs->owner);
    _exit(0);
  }
  return child > 0;
}

static void finish(Parent *parent) {
  for (unsigned c = 0; c < parent->child_count; c++) {
    if (!parent->children[c]) continue;
    if (parent->ended || parent->died) kill(parent->children[c], SIGKILL);
    while (waitpid(parent->children[c], NULL, 0) < 0 && errno == EINTR) continue;
  }
}

bool jobs_run(const Jobs *jobs, bool *died) {
  Parent parent = {.jobs = jobs};
  JobsChannel *channels[JOBS_WORKERS];
  uint64_t place = jobs->begin;
  parent.died = !start(&parent, channels);
  for (uint64_t p = 0; !parent.finished && !parent.died && !parent.ended; p++) place = take_piece(&parent, p, place);
  finish(&parent);
  *died = parent.died;
  return !parent.died && !parent.ended;
}
