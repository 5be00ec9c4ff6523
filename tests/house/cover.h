/* Before each file of the cover build: a process that ends by _exit, or whose terminal is closed, writes down first what
 * it has run. */
#include <signal.h>
#include <unistd.h>

void __gcov_dump(void);

/* From here on a signal must not begin it a second time: the first would hold what the second waits for. */
static void __attribute__((destructor)) cover_close(void) {
  signal(SIGHUP, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
}

static inline _Noreturn void cover_exit(int status) {
  cover_close();
  __gcov_dump();
  (_exit)(status);
}

static void __attribute__((constructor)) cover_open(void) {
  signal(SIGHUP, cover_exit);
  signal(SIGTERM, cover_exit);
}

#define _exit cover_exit
