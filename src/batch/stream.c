#include "batch/stream.h"
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/mem.h"

#define COPY_BYTES ((size_t)256 << 10)
#define AHEAD_BYTES ((uint64_t)4 << 20)   /* read before anybody asks */
#define DROP_BYTES ((uint64_t)4 << 20)

struct Stream {
  int descriptor, file;
  uint64_t begin;               /* where the file begins in the input */
  uint64_t come;                /* up to here it has come */
  uint64_t ended;               /* nothing comes any more */
  int error_number;
  uint64_t dropped;             /* of the parent alone */
  sem_t wanted;                 /* somebody wants more */
  sem_t ready[STREAM_READERS];
  uint64_t wants[STREAM_READERS];   /* how far each wants to read */
};

static uint64_t load(const uint64_t *counter) { return __atomic_load_n(counter, __ATOMIC_ACQUIRE); }
static void store(uint64_t *counter, uint64_t value) { __atomic_store_n(counter, value, __ATOMIC_RELEASE); }

static void wait_for(sem_t *semaphore) {
  while (sem_wait(semaphore) < 0 && errno == EINTR) continue;
}

static bool write_all(int file, const char *bytes, size_t count, uint64_t place) {
  while (count) {
    ssize_t done = pwrite(file, bytes, count, (off_t)place);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    bytes += done;
    place += (uint64_t)done;
    count -= (size_t)done;
  }
  return true;
}

Stream *stream_open(int descriptor, uint64_t place, const char *bytes, size_t count) {
  Stream *stream = mmap(NULL, sizeof *stream, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (stream == MAP_FAILED) return NULL;
  stream->descriptor = descriptor;
  stream->begin = place;
  stream->come = place + count;
  stream->file = memfd_create("remit", MFD_CLOEXEC);
  sem_init(&stream->wanted, 1, 0);
  for (unsigned r = 0; r < STREAM_READERS; r++) sem_init(&stream->ready[r], 1, 0);
  fcntl(descriptor, F_SETPIPE_SZ, 1 << 20);   /* where it may be: fewer and larger pieces come through */
  return stream->file >= 0 && write_all(stream->file, bytes, count, 0) ? stream : NULL;
}

ssize_t stream_read(const Stream *stream, char *to, size_t count, uint64_t place) {
  return pread(stream->file, to, count, (off_t)(place - stream->begin));
}

int stream_error(const Stream *stream) { return load(&stream->ended) ? stream->error_number : 0; }

/* ---- the process that copies ---- */

static uint64_t furthest(const Stream *stream) {
  uint64_t most = 0;
  for (unsigned r = 0; r < STREAM_READERS; r++) {
    uint64_t want = load(&stream->wants[r]);
    if (want > most) most = want;
  }
  return most;
}

static void tell_readers(Stream *stream, uint64_t before) {
  for (unsigned r = 0; r < STREAM_READERS; r++)
    if (load(&stream->wants[r]) > before) sem_post(&stream->ready[r]);
}

void stream_feed(Stream *stream) {
  char *room = mem_alloc_flat(COPY_BYTES);
  for (;;) {
    uint64_t come = stream->come;
    while (come >= furthest(stream) + AHEAD_BYTES) wait_for(&stream->wanted);
    ssize_t got = read(stream->descriptor, room, COPY_BYTES);
    if (got < 0 && errno == EINTR) continue;
    bool more = got > 0 && write_all(stream->file, room, (size_t)got, come - stream->begin);
    if (got < 0 || (got > 0 && !more)) stream->error_number = errno;
    if (more) store(&stream->come, come + (uint64_t)got);
    else store(&stream->ended, 1);
    tell_readers(stream, come);
    if (!more) return;
  }
}

/* ---- those that read ---- */

size_t stream_wait(Stream *stream, unsigned reader, uint64_t place) {
  store(&stream->wants[reader], place + 1);
  sem_post(&stream->wanted);
  for (;;) {
    uint64_t ended = load(&stream->ended), come = load(&stream->come);
    if (come > place) return (size_t)(come - place);
    if (ended) return 0;
    wait_for(&stream->ready[reader]);
  }
}

void stream_drop(Stream *stream, uint64_t place) {
  if (place < stream->begin + stream->dropped + DROP_BYTES) return;
  uint64_t until = (place - stream->begin) & ~UINT64_C(0xFFFF);
  fallocate(stream->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)stream->dropped,
            (off_t)(until - stream->dropped));
  stream->dropped = until;
}
