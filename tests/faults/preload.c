/* Makes calls into the system fail, for tests/faults.t: LD_PRELOAD=preload.so FAULT_CALL=write FAULT_AT=3
 * FAULT_ERRNO=28 lets the third write of the program itself fail with ENOSPC, and every later one too where FAULT_STAYS
 * is set. Calls that concern the loader's or another library's files are counted as well: the program must bear those,
 * too. Where FAULT_COUNT names a file, the number of such calls is appended to it at the end. FAULT_SHORT makes the
 * call take one byte only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *call;
static long at, seen;
static int number;
static int stays, takes_one;

__attribute__((constructor)) static void read_environment(void) {
  const char *text = getenv("FAULT_AT");
  call = getenv("FAULT_CALL");
  at = text ? atol(text) : 0;
  text = getenv("FAULT_ERRNO");
  number = text ? atoi(text) : EIO;
  stays = getenv("FAULT_STAYS") != NULL;
  takes_one = getenv("FAULT_SHORT") != NULL;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", seen);
  fclose(file);
}

static int due(const char *name) {
  if (!call || strcmp(call, name) != 0) return 0;
  long now = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
  if (now != at && !(stays && at && now > at)) return 0;
  errno = number;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int open(const char *path, int flags, ...) {
  va_list args;
  va_start(args, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
  va_end(args);
  return due("open") ? -1 : NEXT(open)(path, flags, mode);
}

int __open_2(const char *path, int flags) {
  return due("open") ? -1 : NEXT(open)(path, flags, 0);
}

ssize_t read(int file, void *to, size_t count) {
  if (due("read")) {
    if (!takes_one) return -1;
    count = count > 0;
  }
  return NEXT(read)(file, to, count);
}

ssize_t __read_chk(int file, void *to, size_t count, size_t room) {
  if (count > room) abort();
  return read(file, to, count);
}

ssize_t pread(int file, void *to, size_t count, off_t from) {
  if (due("read")) {
    if (!takes_one) return -1;
    count = count > 0;
  }
  return NEXT(pread)(file, to, count, from);
}

ssize_t __pread_chk(int file, void *to, size_t count, off_t from, size_t room) {
  if (count > room) abort();
  return pread(file, to, count, from);
}

ssize_t write(int file, const void *from, size_t count) {
  if (due("write")) {
    if (!takes_one) return -1;
    count = count > 0;
  }
  return NEXT(write)(file, from, count);
}

/* The descriptor is gone even where close reports a failure, as on Linux. */
int close(int file) {
  int failing = due("close"), done = NEXT(close)(file);
  if (!failing) return done;
  errno = number;
  return -1;
}

int fsync(int file) {
  return due("fsync") ? -1 : NEXT(fsync)(file);
}

int rename(const char *from, const char *to) {
  return due("rename") ? -1 : NEXT(rename)(from, to);
}
